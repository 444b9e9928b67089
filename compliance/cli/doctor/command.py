"""`compliance doctor`: what is wrong with a set-up, and what to do."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from compliance.cli import options
from compliance.cli.console import Terminal
from compliance.cli.doctor.remark import Remark, State
from compliance.errors import UsageError
from compliance.model.exit_code import ExitCode
from compliance.reporting.json_text import dump
from compliance.reporting.plain import prose
from compliance.reporting.sheet import Sheet
from compliance.reporting.wording import plural

_STYLES = {State.OK: "green", State.WARNING: "yellow", State.ERROR: "bold red"}
_WIDTH = 9
_GRAVEST = (ExitCode.USAGE, ExitCode.INCOMPLETE, ExitCode.NOTHING_EXAMINED)
_CONCLUSIONS = {
    ExitCode.COMPLIANT: ("READY", "bold green", "a check can run"),
    ExitCode.USAGE: ("NOT READY", "bold red", "no check can run"),
    ExitCode.INCOMPLETE: ("INCOMPLETE", "bold yellow", "a check can run, and cannot read everything"),
    ExitCode.NOTHING_EXAMINED: ("NOTHING TO EXAMINE", "bold yellow", "a check would find no rows"),
}

Form = Annotated[str, typer.Option("--format", metavar="NAME", help="text or json.")]


def doctor(
    context: typer.Context, paths: options.Paths = None, form: Form = "text", color: options.Color = "auto"
) -> None:
    """Say what is wrong with the set-up, and what to do: exit 0 if a check can run.

    Looks at libraries, configuration, rules, cards, manifests, registers and papers; judges nothing.
    Exit 2 if no check can run, 4 if some input cannot be read, 3 if there are no rows.
    """
    from compliance.cli.doctor.rounds import look_at_everything  # noqa: PLC0415 - start-up time

    if form not in {"text", "json"}:
        raise UsageError(f"there is no format {form!r}", remedy="use text or json")
    terminal = Terminal(color)
    remarks = list(dict.fromkeys(look_at_everything(context.find_root().obj, tuple(paths or ()))))
    codes = {remark.code for remark in remarks}
    code = next((code for code in _GRAVEST if code in codes), ExitCode.COMPLIANT)
    if form == "json":
        terminal.write(dump({"exit_code": int(code), "remarks": [asdict(remark) for remark in remarks]}))
    else:
        terminal.write(_shown(remarks, code, terminal))
    raise typer.Exit(code)


def _shown(remarks: Sequence[Remark], code: ExitCode, terminal: Terminal) -> str:
    sheet = Sheet(terminal.width)
    for remark in remarks:
        label = (str(remark.state), _STYLES[remark.state])
        sheet.add((prose(remark.about), "bold"), f": {prose(remark.text)}", label=label, indent=_WIDTH)
        if remark.remedy:
            sheet.add(f"try: {prose(remark.remedy)}", indent=_WIDTH)
    headline, style, sentence = _CONCLUSIONS[code]
    counts = {state: sum(remark.state is state for remark in remarks) for state in State}
    errors = f"{plural(counts[State.ERROR], 'thing')} to put right, " if counts[State.ERROR] else ""
    sheet.gap()
    sheet.add((headline, style), f": {sentence}; {errors}{plural(counts[State.WARNING], 'warning')}.")
    return sheet.text(color=terminal.is_colored)
