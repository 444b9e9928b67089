"""`compliance export gx`: a project of Great Expectations that judges the manifests."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from compliance.asking import request_for, shown
from compliance.cli import options
from compliance.cli.amending import BaselineFile, Corrections, Waivers
from compliance.cli.console import Terminal
from compliance.cli.options import read_as_of
from compliance.errors import UsageError
from compliance.model.arguments import Arguments
from compliance.pipeline import Request
from compliance.storage import read_place
from compliance.warehouse import DIALECTS
from compliance.writing import write_file

export_app = typer.Typer(help="Write what other tools run.", no_args_is_help=True)

To = Annotated[
    Path, typer.Option("--to", metavar="FOLDER", help="Where the project is written.", show_default=False)
]
Sql = Annotated[
    list[str] | None,
    typer.Option(
        "--sql",
        metavar="DIALECT",
        help=f"Write each rule as plain SQL, too: {', '.join(DIALECTS)}. Repeatable.",
        show_default=False,
    ),
]
SqlDay = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day that the SQL is of (ISO date, or `commit`). Default: today.",
        show_default=False,
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace files that are there.")]


@export_app.callback()
def _group() -> None:
    """Keep `gx` a command of its own, though it is the only one."""


@export_app.command("gx")
def export_gx(
    to: To,
    paths: options.Paths = None,
    card: options.CardOption = None,
    rules: options.Rules = None,
    grants: options.Grants = None,
    waivers: Waivers = None,
    corrections: Corrections = None,
    baseline: BaselineFile = None,
    sql: Sql = None,
    as_of: SqlDay = None,
    force: Force = False,
) -> None:
    """Write a project of Great Expectations: manifests as assets, a suite for each, a checkpoint, a script.

    Its paths are relative to the repository, so that both can be moved. Needs the extra `gx`.
    """
    from compliance.cli.export.files import Order, project_texts  # noqa: PLC0415 - start-up time

    terminal = Terminal()
    papers = {"grants": grants, "waivers": waivers, "corrections": corrections, "baseline": baseline}
    request = _request(tuple(paths or ()), {"card": card, **papers}, tuple(rules or ()), read_as_of(as_of))
    files = project_texts(Order(to, request, papers, _dialects(sql or ())))
    taken = [path for path in files if (to / path).exists()]
    if taken and not force:
        raise UsageError(f"{(to / taken[0]).as_posix()} exists already", remedy="another folder, or --force")
    for path, text in files.items():
        write_file(to / path, text.encode())
    for place, count in Counter("/".join(path.split("/")[:2]) for path in files).items():
        terminal.say(f"wrote {(to / place).as_posix()}" + (f": {count} files" if count > 1 else ""))
    terminal.say(f"run it: python {(to / 'run.py').as_posix()}")


def _request(
    paths: Sequence[str], files: Mapping[str, Path | None], rules: Sequence[Path], as_of: datetime.date
) -> Request:
    """Return what a run on these options would ask. Raises UsageError."""
    places = tuple(map(read_place, paths))
    named: dict[str, Any] = {kind: path.as_posix() for kind, path in files.items() if path is not None}
    folders = tuple(folder.as_posix() for folder in rules)
    arguments = Arguments(paths=tuple(map(shown, places)), rules=folders, **named)
    return request_for(places, arguments, as_of)


def _dialects(names: Sequence[str]) -> tuple[str, ...]:
    for name in names:
        if name not in DIALECTS:
            raise UsageError(f"--sql does not know {name!r}", remedy=f"use {', '.join(DIALECTS)}")
    return tuple(dict.fromkeys(names))
