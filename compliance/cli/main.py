"""The command `compliance`: parse, call, print, exit."""

import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.commands import Commands
from compliance.cli.config.configuring import Choice, asks_for_help, configure, global_first
from compliance.cli.console import Terminal
from compliance.errors import ComplianceError, ConfigurationError, ManifestError, OutOfReachError
from compliance.model.exit_code import ExitCode
from compliance.version import VERSION

_INTERRUPTED = 130

app = typer.Typer(
    name="compliance",
    cls=Commands,
    help="May we hold and train on each record of a dataset, under which terms, on which day?",
    epilog="Exit codes: 0 compliant, 1 gate failed, 2 usage or rule error, 3 nothing examined, "
    "4 some input unreadable, 70 internal error.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _main(
    context: typer.Context,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Read this configuration; may stand after the command. Default: the nearest "
            "compliance.toml, or pyproject.toml with a table tool.compliance.",
            show_default=False,
        ),
    ] = None,
    no_config: Annotated[bool, typer.Option("--no-config", help="Read no configuration.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        sys.stdout.write(f"compliance {VERSION}\n")
        raise typer.Exit
    configure(context, Choice(config, no_config))


def run() -> None:
    """Run the command line and exit with the code of what happened."""
    sys.exit(exit_status(sys.argv[1:]))


def exit_status(arguments: list[str]) -> int:
    """Return the exit code of a command line; errors are printed, never raised."""
    terminal = Terminal()
    try:
        app(global_first(arguments), obj=asks_for_help(arguments))
    except SystemExit as done:
        return int(done.code or 0)
    except ConfigurationError as error:
        for problem in error.problems:
            terminal.complain(str(problem))
    except (ManifestError, OutOfReachError) as error:
        terminal.complain(error.text, error.remedy)
        return ExitCode.INCOMPLETE
    except ComplianceError as error:
        terminal.complain(error.text, error.remedy)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception:  # noqa: BLE001 - the one place where nothing may escape
        traceback.print_exc()
        terminal.complain("this is a fault of the program", "report it with the lines above")
        return ExitCode.INTERNAL
    return ExitCode.USAGE
