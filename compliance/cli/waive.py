"""`compliance waive`: a waiver for a finding, to be filled in and approved."""

import json
import os.path
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli import amending, options
from compliance.cli.auditing import Question, answer
from compliance.cli.console import Terminal
from compliance.cli.means import CacheOption, MeansOptions
from compliance.errors import UsageError
from compliance.inputs.acceptances import WAIVERS
from compliance.inputs.discovery import find_nearest
from compliance.inputs.documents import digest_of
from compliance.inputs.project import project_root
from compliance.inputs.waiver_file import add_waiver, filled
from compliance.model.finding import Finding
from compliance.model.report import Report
from compliance.model.waiver import WaiverReason
from compliance.reporting.views.waiver import waiver
from compliance.reporting.wording import plural

_LEAST_DIGITS = 8

FindingName = Annotated[
    str,
    typer.Argument(
        metavar="FINDING",
        help="A rule, a rule in a dataset (`rule@dataset`), or the fingerprint of one group of records.",
        show_default=False,
    ),
]
ReportFile = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help="Take the finding from this report. Default: check now.",
        show_default=False,
    ),
]
Reason = Annotated[str | None, typer.Option(metavar="WORD", help=", ".join(WaiverReason), show_default=False)]
Explanation = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, in words.", show_default=False)]
Owner = Annotated[str | None, typer.Option(metavar="WHO", help="Who answers for it.", show_default=False)]
Approver = Annotated[
    str | None, typer.Option(metavar="WHO", help="Who accepted the risk.", show_default=False)
]
Expires = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The first day without it. Default: in 90 days.", show_default=False),
]
Paper = Annotated[
    Path | None,
    typer.Option(
        "--document",
        metavar="FILE",
        help="What it rests on; in the folder of the waivers, or below.",
        show_default=False,
    ),
]
Print = Annotated[bool, typer.Option("--print", help="Print it, and write nothing.")]


@dataclass(frozen=True)
class Chosen:
    """The finding to waive, and the others of its rule in its dataset."""

    finding: Finding
    others: tuple[Finding, ...]


def waive(
    finding: FindingName,
    paths: options.Paths = None,
    report: ReportFile = None,
    reason: Reason = None,
    explanation: Explanation = None,
    owner: Owner = None,
    approver: Approver = None,
    expires: Expires = None,
    document: Paper = None,
    card: options.CardOption = None,
    as_of: options.AsOf = None,
    rules: options.Rules = None,
    grants: options.Grants = None,
    waivers: amending.Waivers = None,
    only_print: Print = False,
    cache: CacheOption = None,
    color: options.Color = "auto",
) -> None:
    """Write the waiver of a finding into waivers.yaml, as far as it can be known.

    It covers the records that there are, and no more. What only people can say stays empty, and no run
    accepts the file before it is there.
    """
    terminal = Terminal(color)
    amended = amending.AmendmentOptions(waivers if waivers and waivers.is_file() else None)
    asked = Question("check", tuple(paths or ()), card, as_of, tuple(rules or ()), grants, amendments=amended)
    told = _read(report) if report else answer(asked, MeansOptions(cache=cache), terminal)
    chosen = _chosen(told, finding)
    path = waivers or _nearest(told, chosen.finding.dataset)
    said = {"reason": _reason(reason), "explanation": explanation, "owner": owner, "approver": approver}
    values = {name: json.dumps(text, ensure_ascii=False) for name, text in said.items() if text is not None}
    values |= {} if expires is None else {"expires": options.read_as_of(expires, "--expires").isoformat()}
    values |= {} if document is None else {"document": _document(document, path.parent)}
    lines = filled(_stub(told, chosen), values)
    if only_print:
        terminal.write("\n".join(lines))
    else:
        missing = ", ".join(name for name in said if name not in values)
        todo = f"; fill in {missing}" if missing else ""
        about = f"{plural(chosen.finding.records, 'record')} of {chosen.finding.rule}"
        place = f"{path}:{add_waiver(path, lines)}"
        terminal.say(f"{place}: {about} in {chosen.finding.dataset}{todo}.")


def _read(path: Path) -> Report:
    from compliance.reporting.read import read  # noqa: PLC0415 - start-up time

    return read(path).report


def _stub(report: Report, chosen: Chosen) -> tuple[str, ...]:
    version = next(rule.version for rule in report.rules if rule.id == chosen.finding.rule)
    return waiver(chosen.finding, version, report.as_of, chosen.others)


def _chosen(report: Report, asked: str) -> Chosen:
    """Return what is to be waived as one finding: of one rule, in one dataset, that nothing excuses yet."""
    open_ = [finding for finding in report.findings if not finding.is_excused]
    parts = [part for finding in open_ for part in _parts(finding, asked)]
    # Another waiver may excuse some: this one counts all that it selects, too.
    parts += [(finding, False) for finding in report.findings if finding.is_excused]
    found = [part for part, is_meant in parts if is_meant]
    if not found:
        rules = ", ".join(list(dict.fromkeys(finding.rule for finding in open_))[:3])
        remedy = f"name a rule that has findings, such as {rules}" if rules else "there is no finding at all"
        raise UsageError(f"nothing that counts is found by {asked!r}", remedy=remedy)
    first = found[0]
    datasets = list(dict.fromkeys(finding.dataset for finding in found))
    if len(datasets) > 1:
        named = " or ".join(f"{first.rule}@{dataset}" for dataset in datasets[:3])
        raise UsageError(f"{asked} has findings in {len(datasets)} datasets", remedy=f"name one: {named}")
    groups = tuple(group for finding in found for group in finding.groups)
    whole = replace(first, records=sum(finding.records for finding in found), groups=groups)
    beside = (part for part, is_meant in parts if not is_meant)
    return Chosen(whole, tuple(part for part in beside if _is_beside(part, first)))


def _is_beside(finding: Finding, other: Finding) -> bool:
    return (finding.rule, finding.dataset) == (other.rule, other.dataset)


def _parts(finding: Finding, asked: str) -> Iterator[tuple[Finding, bool]]:
    """Yield the finding, in two if only some of its groups are meant, and whether each part is."""
    if asked in {finding.rule, f"{finding.rule}@{finding.dataset}"}:
        yield finding, True
        return
    groups = tuple(group for group in finding.groups if _is_of(group.fingerprint, asked))
    records = sum(group.records for group in groups)
    if groups:
        yield replace(finding, groups=groups, records=records), True
    if records < finding.records:
        rest = tuple(group for group in finding.groups if group not in groups)
        yield replace(finding, groups=rest, records=finding.records - records), False


def _is_of(fingerprint: str, asked: str) -> bool:
    return len(asked) >= _LEAST_DIGITS and fingerprint.startswith(asked)


def _nearest(report: Report, dataset: str) -> Path:
    """Return the file that a run reads for the dataset; one here, if there is none."""
    card = next(found.card for found in report.datasets if found.name == dataset)
    near = Path(card) if card is not None and Path(card).is_file() else Path()
    found = find_nearest(WAIVERS, near, Path(), project_root(Path()))
    return Path(WAIVERS) if found is None else Path(os.path.relpath(found))


def _reason(text: str | None) -> str | None:
    if text is not None and text not in {*WaiverReason}:
        raise UsageError(f"there is no reason {text!r}", remedy=f"use {', '.join(WaiverReason)}")
    return text


def _document(path: Path, folder: Path) -> str:
    """Return the YAML of a document, with its path from the folder of the waivers."""
    try:
        inside = path.resolve().relative_to(folder.resolve()).as_posix()
        digest = digest_of(path)
    except (OSError, ValueError) as error:
        remedy = f"put it into {folder.resolve()}, or below"
        raise UsageError(f"the document {path} is not there, or lies elsewhere", remedy=remedy) from error
    return f"{{path: {json.dumps(inside, ensure_ascii=False)}, sha256: {digest}}}"
