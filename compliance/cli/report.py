"""`compliance report`: reports written again, or several as one, without their data."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli import options
from compliance.cli.auditing import deliver
from compliance.cli.console import Terminal
from compliance.cli.outputs import GX, read_outputs, split_site
from compliance.cli.recording import check_site, leave_record
from compliance.errors import UsageError
from compliance.model.report import Report
from compliance.reporting.catalog import NAMES
from compliance.reporting.formats.text import render_text

report_app = typer.Typer(
    help="Write a report in other formats, or several as one, without the data.", no_args_is_help=True
)

ReportPath = Annotated[
    Path, typer.Argument(metavar="REPORT", help="A JSON report, or a page that holds it.", show_default=False)
]
ReportPaths = Annotated[
    list[Path],
    typer.Argument(metavar="REPORT...", help="JSON reports, or pages that hold them.", show_default=False),
]


@report_app.command("render")
def render(
    path: ReportPath,
    output: options.ReportOutputs = None,
    redact: options.Redact = None,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
) -> None:
    """Write a report in other formats; exit as the run did that made it."""
    from compliance.reporting.read import read  # noqa: PLC0415 - start-up time

    _finish(read(path).report, output, redact, Terminal(color, quiet=quiet))


@report_app.command("merge")
def merge(
    paths: ReportPaths,
    output: options.ReportOutputs = None,
    redact: options.Redact = None,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
) -> None:
    """Write the reports on several datasets as one; exit as one run on all of them would."""
    from compliance.reporting import merging  # noqa: PLC0415 - start-up time
    from compliance.reporting.read import read  # noqa: PLC0415 - likewise

    if len(paths) == 1:
        raise UsageError("there is nothing to merge", remedy="name two reports or more")
    command = shlex.join(["compliance", "report", "merge", *(path.as_posix() for path in paths)])
    _finish(
        merging.merge([read(path) for path in paths], command), output, redact, Terminal(color, quiet=quiet)
    )


def _finish(report: Report, output: list[str] | None, redact: str | None, terminal: Terminal) -> None:
    from compliance.reporting.redaction import redacted  # noqa: PLC0415 - start-up time

    outputs, site = split_site(read_outputs(output or [], (*NAMES, GX)))
    check_site(site)
    shown = redacted(report, options.read_redaction(redact))
    printed = deliver(shown, outputs, terminal)
    if site is not None:
        leave_record(shown, outputs, site, terminal)
    if not printed:
        terminal.say(render_text(shown, width=terminal.width, color=terminal.is_colored))
    raise typer.Exit(shown.exit_code)
