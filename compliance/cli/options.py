"""The options that commands share, and how their words are read."""

import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from compliance.cli.outputs import GX
from compliance.cli.yielding import only_with
from compliance.errors import UsageError
from compliance.git import commit_day
from compliance.model.contract import ContractCheck
from compliance.model.gate import Gate
from compliance.model.redaction import Redaction
from compliance.model.row_list import RowListKind
from compliance.model.rule import Severity
from compliance.model.sample import MOST, Draw
from compliance.reporting.catalog import NAMES

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH]...",
        help="Cards, manifests (file, glob, folder, URL) or folders of cards. Default: all cards below here.",
        show_default=False,
    ),
]
CardOption = Annotated[
    Path | None,
    typer.Option("--card", metavar="FILE", help="Read the manifests through this card.", show_default=False),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Audit as of this day (ISO date, or `commit`). Default: today.",
        show_default=False,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        metavar="REF",
        help="Look only at the datasets that differ from this git commit, branch or tag, uncommitted changes "
        "included, and at those that their verdicts rest on.",
        show_default=False,
    ),
]
Rules = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        metavar="FOLDER",
        help="A team's own packs, reference data and adjustments, beside the shipped ones. Repeatable.",
        show_default=False,
    ),
]
Grants = Annotated[
    Path | None,
    typer.Option(
        "--grants",
        metavar="PATH",
        help="Grant register. Default: the nearest grants.yaml.",
        show_default=False,
    ),
]
ContractChecks = Annotated[
    str | None,
    typer.Option(
        "--contract",
        metavar="CHECKS",
        help="Check all rows together, too, with commas: `declared-rows` (free), `unique-ids` (reads one "
        "column; 512 MB of memory, then disk), `row-digest` (reads all columns; the slowest by far).",
        show_default=False,
    ),
]
Sample = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        max=MOST,
        help="Draw so many records of each verdict of each rule for a check by hand; html has the worksheet, "
        "json all of them. Takes a second scan.",
        show_default=False,
    ),
]
Seed = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help="Draw another sample. Default: a digest of the manifest, which draws the same ones every time.",
        callback=only_with("sample"),
        show_default=False,
    ),
]
_LISTS = f"; or a Parquet file of records, which takes a second scan: {', '.join(RowListKind)}"
_SITE = f"; or `{GX}`, a folder with Data Docs of Great Expectations"


def _outputs(beside_reports: str) -> Any:  # noqa: ANN401 - as Typer has it
    return typer.Option(
        "--output",
        "-o",
        metavar="FORMAT=FILE[?OPTION=VALUE]",
        help=f"Write a report: {', '.join(NAMES)}{beside_reports}. Repeatable; `-` is standard output.",
        show_default=False,
    )


CheckOutputs = Annotated[list[str] | None, _outputs(_LISTS)]
AuditOutputs = Annotated[list[str] | None, _outputs(_LISTS + _SITE)]
ReportOutputs = Annotated[list[str] | None, _outputs(_SITE)]
Redact = Annotated[
    str | None,
    typer.Option(
        metavar="WHAT",
        help="Withhold for readers elsewhere: `urls` (all but hosts), `ids` (also ids and names of records), "
        "or `all` (also every cell of example rows).",
        show_default=False,
    ),
]
FailOn = Annotated[
    str,
    typer.Option(
        metavar="GATE",
        help="What fails the run: `violation=SEVERITY`, `unproven=SEVERITY`, both with a comma, or `never`.",
    ),
]
Color = Annotated[str, typer.Option(metavar="WHEN", help="auto, always or never; NO_COLOR is respected.")]
Quiet = Annotated[bool, typer.Option("--quiet/--no-quiet", "-q", help="Print nothing but errors.")]

DEFAULT_GATE = "violation=low,unproven=high"
NEVER = "never"
COMMIT = "commit"
"""The day that is the date of a commit."""


def read_as_of(text: str | None, option: str = "--as-of") -> datetime.date:
    """Return the day that `--as-of` means. Raises UsageError."""
    if text is None:
        return datetime.datetime.now(tz=datetime.UTC).date()
    try:
        return commit_day("HEAD", Path()) if text == COMMIT else datetime.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"{option} {text} is not a day", remedy="write it as 2026-08-22, or `commit`"
        ) from error


def read_gate(text: str) -> Gate | None:
    """Return the gate that `--fail-on` means; None is never. Raises UsageError."""
    if text == NEVER:
        return None
    gate: dict[str, Severity | None] = {}
    for part in text.split(","):
        verdict, _, severity = part.strip().partition("=")
        if verdict not in {"violation", "unproven"} or severity not in {*Severity, "never"}:
            remedy = f"use violation=… or unproven=… with {', '.join(Severity)} or never"
            raise UsageError(f"--fail-on does not know {part.strip()!r}", remedy=remedy)
        if verdict in gate:
            raise UsageError(f"--fail-on gives {verdict} twice", remedy="give each verdict once")
        gate[verdict] = None if severity == "never" else Severity(severity)
    chosen = Gate(**gate)
    if chosen.violation is None and chosen.unproven is None:
        raise UsageError("--fail-on switches the gate off", remedy="say so with `--fail-on never`")
    return chosen


def read_contract(text: str | None) -> tuple[ContractCheck, ...]:
    """Return the checks that `--contract` means, each once. Raises UsageError."""
    words = dict.fromkeys(word.strip() for word in text.split(",")) if text is not None else {}
    for word in words:
        if word not in {*ContractCheck}:
            raise UsageError(
                f"--contract does not know {word!r}", remedy=f"checks are {', '.join(ContractCheck)}"
            )
    return tuple(check for check in ContractCheck if check in words)


def read_draw(size: int | None, seed: str | None) -> Draw | None:
    """Return what `--sample` and `--seed` draw, if anything. Raises UsageError."""
    if size is None and seed is not None:
        raise UsageError("--seed without --sample draws nothing", remedy="add --sample N")
    return None if size is None else Draw(size, seed)


def read_redaction(text: str | None) -> Redaction:
    """Return what `--redact` withholds; secrets always are. Raises UsageError."""
    levels = {str(level): level for level in Redaction if level is not Redaction.SECRETS}
    if text is not None and text not in levels:
        raise UsageError(f"--redact does not know {text!r}", remedy=f"use {', '.join(levels)}")
    return Redaction.SECRETS if text is None else levels[text]
