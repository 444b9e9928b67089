"""`compliance diff`: what changed between two states of some datasets, in records and in verdicts."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer
from typer.core import TyperCommand

from compliance.cli import options
from compliance.cli.console import Terminal
from compliance.cli.means import (
    CacheOption,
    EngineOption,
    MeansOptions,
    MemoryLimit,
    NoCache,
    SparkMaster,
    Threads,
)
from compliance.cli.outputs import STANDARD_OUTPUT, Output, read_outputs
from compliance.cli.sides import Places, Question, Refs, Reports, read_sides
from compliance.cli.yielding import is_configured
from compliance.model.exit_code import ExitCode
from compliance.model.gate import Gate
from compliance.profile import Means
from compliance.writing import write_file

if TYPE_CHECKING:
    from compliance.model.comparison import Comparison

EVERY_FINDING = "violation=low,unproven=low"
FORMATS = ("markdown", "json", "text")
_PATHS = "compliance.paths"


Sides = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[OLD [NEW]] [-- PATH...]",
        help="Two commits (`main HEAD`, `main..HEAD`, or `main...HEAD` from where they parted), two "
        "manifests, cards or folders, or two reports. Without NEW: the files as they are, also called "
        "WORKTREE. Without OLD: HEAD. Paths narrow a comparison of commits.",
        show_default=False,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Judge both sides as of this day; `commit`: each as of its own. Default: today.",
        show_default=False,
    ),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FORMAT=FILE",
        help=f"Write the comparison: {', '.join(FORMATS)}. Repeatable; `-` is standard output.",
        show_default=False,
    ),
]
FailsIfWorse = Annotated[bool, typer.Option("--exit-code", help="Exit 1 if a verdict got worse.")]
FailOn = Annotated[
    str,
    typer.Option(
        metavar="GATE",
        help="What must have got worse for --exit-code: `violation=SEVERITY`, `unproven=SEVERITY` or both.",
    ),
]


class WithPaths(TyperCommand):
    """A command that keeps the words after `--` apart, as git does."""

    # The context is of Typer's own copy of click, which has no public name to write here.
    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Keep what stands after `--`, and parse the rest."""
        if "--" in args:
            place = args.index("--")
            ctx.meta[_PATHS] = tuple(args[place + 1 :])
            args = args[:place]
        return super().parse_args(ctx, args)


def diff(
    context: typer.Context,
    sides: Sides = None,
    card: options.CardOption = None,
    as_of: AsOf = None,
    rules: options.Rules = None,
    grants: options.Grants = None,
    output: Outputs = None,
    exit_code: FailsIfWorse = False,
    fail_on: FailOn = EVERY_FINDING,
    engine: EngineOption = "duckdb",
    spark_master: SparkMaster = None,
    threads: Threads = None,
    memory_limit: MemoryLimit = None,
    cache: CacheOption = None,
    no_cache: NoCache = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
) -> None:
    """Compare two states of datasets: what came and went, and which verdicts got worse.

    Exit 0 when compared, 4 when some input could not be read.
    """
    terminal = Terminal(color, quiet=quiet)
    outputs = read_outputs(output or [], FORMATS)
    gate = options.read_gate(fail_on) if exit_code else None
    means = MeansOptions(engine, threads, memory_limit, cache, no_cache, spark_master)
    asked = read_sides(sides or [], context.meta.get(_PATHS))
    question = Question(card, as_of, _rules(context, asked, rules), grants)
    compared = _compared(asked, question, lambda: means.open(terminal))
    _deliver(compared, outputs, terminal)
    raise typer.Exit(_code(compared, gate))


def _rules(
    context: typer.Context, asked: Refs | Places | Reports, rules: list[Path] | None
) -> tuple[Path, ...]:
    """Return the rules to judge by: reports are compared as they are, whatever a configuration says."""
    is_void = isinstance(asked, Reports) and is_configured(context, "rules")
    return () if is_void else tuple(rules or ())


def _compared(
    asked: Refs | Places | Reports, question: Question, opened: Callable[[], Means]
) -> "Comparison":
    from compliance.cli import comparing  # noqa: PLC0415 - start-up time

    match asked:
        case Reports():
            return comparing.compare_reports(asked, question)
        case Places():
            return comparing.compare_places(asked, question, opened())
        case Refs():
            return comparing.compare_refs(asked, question, opened())
        case _:
            assert_never(asked)


def _deliver(compared: "Comparison", outputs: Sequence[Output], terminal: Terminal) -> None:
    """Write every output, and print the comparison unless one went to standard output."""
    from compliance.reporting import comparison  # noqa: PLC0415 - start-up time

    shown = {
        "markdown": lambda: comparison.render_markdown(compared),
        "json": lambda: comparison.render_json(compared),
        "text": lambda: comparison.render_text(compared),
    }
    for asked in outputs:
        if asked.path == STANDARD_OUTPUT:
            terminal.write(shown[asked.format]())
        else:
            write_file(asked.path, shown[asked.format]().encode())
    if all(asked.path != STANDARD_OUTPUT for asked in outputs):
        terminal.say(comparison.render_text(compared, width=terminal.width, color=terminal.is_colored))


def _code(compared: "Comparison", gate: Gate | None) -> ExitCode:
    if gate is not None and compared.fails(gate):
        return ExitCode.FAILED
    return ExitCode.INCOMPLETE if compared.untold else ExitCode.COMPLIANT
