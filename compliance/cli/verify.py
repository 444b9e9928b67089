"""`compliance verify`: whether a report still holds."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compliance.cli import options
from compliance.cli.console import Terminal
from compliance.model.exit_code import ExitCode
from compliance.reporting.plain import prose, tail
from compliance.reporting.sheet import Sheet

if TYPE_CHECKING:
    from compliance.verification import Check, Verification

_INDENT = 11
_WORDS = {"holds": "hold", "changed": "changed", "unchecked": "cannot be checked"}
_STYLES = {"holds": "green", "changed": "bold red", "unchecked": "yellow"}
_CONCLUSIONS = {
    ExitCode.COMPLIANT: ("HOLDS", "bold green", "everything in the report is as it was."),
    ExitCode.FAILED: ("CHANGED", "bold red", "something is not as the report says."),
    ExitCode.INCOMPLETE: ("INCOMPLETE", "bold yellow", "what can be checked holds; something cannot be."),
}


def verify(
    path: Annotated[
        Path,
        typer.Argument(metavar="REPORT", help="A page or a JSON report.", show_default=False),
    ],
    within: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FOLDER",
            help="Read inputs in this folder, too; else only those below here. Repeatable.",
            show_default=False,
        ),
    ] = None,
    remote: Annotated[
        bool, typer.Option("--remote", help="Ask stores and servers for inputs that are not on this machine.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="List what holds, too.")] = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
) -> None:
    """Check a report: its inputs by their digests, its verdicts by judging again.

    Run it in the folder of the audit. Exit 0 if all holds, 1 if something changed, 4 if something cannot
    be checked.
    """
    from compliance.reporting.read import read  # noqa: PLC0415 - start-up time
    from compliance.verification import Reach, verify  # noqa: PLC0415 - likewise

    terminal = Terminal(color, quiet=quiet)
    found = verify(read(path), Reach((Path(), *(within or ())), remote))
    terminal.say(_shown(found, terminal, every=every))
    raise typer.Exit(found.exit_code)


def _shown(found: "Verification", terminal: Terminal, *, every: bool) -> str:
    sheet = Sheet(terminal.width)
    headline, style, sentence = _CONCLUSIONS[found.exit_code]
    sheet.add((headline, style), f": {sentence}")
    for title, checks in (("Inputs", found.inputs), ("Verdicts", found.verdicts), ("Report", found.others)):
        sheet.gap()
        sheet.add((title, "bold"), f"  {_counted(checks)}")
        for check in checks:
            if every or check.state != "holds":
                _add(sheet, check)
    return sheet.text(color=terminal.is_colored)


def _add(sheet: Sheet, check: "Check") -> None:
    why = f": {prose(check.why, 400)}" if check.why else ""
    sheet.add((f"{check.state:<{_INDENT}}", _STYLES[check.state]), (tail(check.what, 100), "bold"), why)


def _counted(checks: Iterable["Check"]) -> str:
    counts = Counter(str(check.state) for check in checks)
    return ", ".join(f"{counts[state]:,} {word}" for state, word in _WORDS.items() if counts[state]) or "none"
