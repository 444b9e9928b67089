"""`compliance rules`: write rules, list them, run their cases, and find their faults."""

import typer
from rich.table import Table

from compliance.cli import options
from compliance.cli.console import Terminal
from compliance.cli.rule_docs import write_pages
from compliance.cli.scaffold import new_rule
from compliance.laws import read_laws
from compliance.model.exit_code import ExitCode
from compliance.reporting.plain import prose
from compliance.reporting.wording import adjustment_sentence, plural

rules_app = typer.Typer(
    help="Write rules, list them, run their cases and find their faults.", no_args_is_help=True
)
rules_app.command("new")(new_rule)
rules_app.command("docs")(write_pages)


@rules_app.command("list")
def list_rules(rules: options.Rules = None, color: options.Color = "auto") -> None:
    """List every rule with its severity, clock and title, and what a team changed."""
    terminal = Terminal(color)
    table = Table(box=None, pad_edge=False)
    for heading in ("rule", "severity", "clock", "title"):
        table.add_column(heading, no_wrap=heading == "rule")
    laws = read_laws(tuple(rules or ()))
    for rule in laws.packs.rules:
        table.add_row(rule.id, rule.rule.severity, rule.rule.clock, rule.rule.title)
    terminal.out.print(table, soft_wrap=False)
    for change in laws.adjusted.adjustments:
        terminal.say(prose(adjustment_sentence(change)))


@rules_app.command("test")
def test_rules(rules: options.Rules = None, color: options.Color = "auto") -> None:
    """Run the cases of every rule, or of those in the folders given.

    Exit 2 if a verdict differs from the expected one.
    """
    from compliance.casebook import run_cases  # noqa: PLC0415 - start-up time

    terminal = Terminal(color)
    folders = tuple(rules or ())
    laws = read_laws(folders)
    results = run_cases(laws, laws.packs.within(folders))
    failed = [result for result in results if not result.passed]
    for result in failed:
        terminal.say(
            f"{result.rule}: {result.case}\n  expected {result.expected}, got {result.got}  ({result.path})"
        )
    terminal.say(f"{len(results) - len(failed)} of {len(results)} cases passed")
    raise typer.Exit(ExitCode.USAGE if failed else ExitCode.COMPLIANT)


@rules_app.command("lint")
def lint_rules(
    rules: options.Rules = None, as_of: options.AsOf = None, color: options.Color = "auto"
) -> None:
    """Find faults of rules and platforms that reading them does not show; exit 1 if there are any."""
    from compliance.linting import lint  # noqa: PLC0415 - start-up time

    terminal = Terminal(color)
    laws = read_laws(tuple(rules or ()))
    problems = lint(laws, options.read_as_of(as_of))
    for problem in problems:
        terminal.write(str(problem))
    rules_read, platforms = len(laws.packs.rules), len(laws.reference.reference.platforms)
    terminal.say(
        f"{plural(len(problems), 'fault')} in {plural(rules_read, 'rule')}, {plural(platforms, 'platform')}"
    )
    raise typer.Exit(ExitCode.FAILED if problems else ExitCode.COMPLIANT)
