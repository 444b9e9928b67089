"""`compliance explain`: what a rule asks, why, and how to satisfy it."""

import difflib
from typing import Annotated

import typer

from compliance.caching import cache_folder
from compliance.cli import options
from compliance.cli.console import Terminal
from compliance.errors import UsageError
from compliance.expressions import CheckedRule
from compliance.inputs.adjustments import Adjusted
from compliance.laws import read_laws
from compliance.reporting.wording import adjustment_sentence


def explain(
    rule: Annotated[str, typer.Argument(help="Rule id, such as social/paid-api-grant.")],
    platform: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Platform whose clauses are shown. Default: those with most to show. Repeatable.",
            show_default=False,
        ),
    ] = None,
    rules: options.Rules = None,
    color: options.Color = "auto",
) -> None:
    """Explain one rule: its conditions, rationale, references, remedy, and the terms it rests on."""
    from compliance.cli.timeline import show_timelines  # noqa: PLC0415 - loads the parser

    terminal = Terminal(color)
    laws = read_laws(tuple(rules or ()), cache_folder())
    known = {found.id: found for found in (*laws.packs.rules, *laws.adjusted.switched_off)}
    if rule not in known:
        near = difflib.get_close_matches(rule, known, n=1, cutoff=0.3)
        raise UsageError(
            f"there is no rule {rule}",
            remedy=f"compliance explain {near[0]}" if near else "compliance rules list",
        )
    for title, text in (*_sections(known[rule]), *_adjusted(laws.adjusted, rule)):
        terminal.out.print(f"[bold]{title}[/]") if title else None
        terminal.out.print(text, markup=False, soft_wrap=False)
        terminal.out.print()
    show_timelines(terminal, known[rule], laws.reference.reference, platform or ())


def _adjusted(adjusted: Adjusted, rule: str) -> list[tuple[str, str]]:
    changes = [adjustment_sentence(change) for change in adjusted.adjustments if change.rule == rule]
    return [("Adjusted", "\n".join(changes))] if changes else []


def _sections(found: CheckedRule) -> list[tuple[str, str]]:
    rule = found.rule
    references = "\n".join(
        f"- {reference.title}{f' ({reference.date})' if reference.date else ''}: {reference.source}"
        for reference in rule.references
    )
    weight = f"severity {rule.severity}, confidence {rule.confidence}"
    sections = [
        (
            f"{found.id}: {rule.title}",
            f"{weight}, clock {rule.clock}, scope {rule.scope}, version {rule.version}",
        ),
        ("Applies when", rule.applies.strip()),
        ("Requires", rule.requires.strip()),
        ("Why", rule.rationale.strip()),
        ("How to fix", rule.how_to_fix.strip()),
        ("References", references),
    ]
    if rule.legal_note:
        sections.insert(4, ("Legal note", rule.legal_note.strip()))
    if rule.group_by:
        sections.insert(2, ("Grouped by", ", ".join(rule.group_by)))
    return sections
