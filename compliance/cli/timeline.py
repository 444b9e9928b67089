"""The timeline of a clause: what each platform said about one thing, from when until when."""

import datetime
from collections.abc import Mapping, Sequence

from rich.table import Table

from compliance.cli.console import Terminal
from compliance.cli.offer import BASES
from compliance.cli.terms import find_platform
from compliance.expressions import CheckedRule
from compliance.linting.triggers import Row, clauses_of, timelines
from compliance.model.platform import Basis, ClauseName, Platform
from compliance.model.reference import Reference
from compliance.reporting.wording import NO_VALUE, plural

_MOST = 3
"""Platforms shown of each clause when none is chosen."""


def show_timelines(
    terminal: Terminal, checked: CheckedRule, reference: Reference, chosen: Sequence[str]
) -> None:
    """Print the timeline of every clause the rule looks at. Raises UsageError for an unknown platform."""
    only = {find_platform(name, reference).id for name in chosen}
    platforms = {id_: platform for id_, platform in reference.platforms.items() if not only or id_ in only}
    shown = {name for clause in clauses_of(checked) for name in _show(terminal, checked, clause, platforms)}
    if clauses_of(checked) and only - shown:
        names = ", ".join(sorted(only - shown))
        terminal.out.print(
            f"No clause on file for {names} lets the rule apply.", markup=False, soft_wrap=False
        )
    if shown:
        terminal.out.print(
            "* lets the rule apply. Conditions, notes and sources: compliance terms PLATFORM --on DATE",
            markup=False,
            soft_wrap=False,
        )


def _show(
    terminal: Terminal, checked: CheckedRule, clause: ClauseName, platforms: Mapping[str, Platform]
) -> list[str]:
    """Print one clause, and return the platforms there were to show."""
    found = list(timelines(checked, clause, platforms))
    for platform, rows in found[:_MOST] if len(platforms) > _MOST else found:
        terminal.out.print(f"[bold]{clause} on {platform.id}[/]")
        terminal.out.print(_table(rows), soft_wrap=False)
        terminal.out.print()
    rest = [platform.id for platform, _ in found[_MOST:]]
    if rest and len(platforms) > _MOST:
        more = f"{clause}: {plural(len(rest), 'more platform')} (--platform): {', '.join(sorted(rest))}"
        terminal.out.print(more, markup=False, soft_wrap=False)
        terminal.out.print()
    return [platform.id for platform, _ in found]


def _table(rows: Sequence[Row]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("from", "to", "value", "basis"):
        table.add_column(heading, no_wrap=True)
    table.add_column("document", overflow="fold")
    for row in rows:
        clause = row.clause
        table.add_row(
            _day(clause.effective_from, "or earlier" if clause.left_censored else ""),
            _day(clause.effective_to, "last seen" if clause.evidence_ends else ""),
            f"{clause.value}{'*' if row.applies else ''}",
            BASES[Basis(clause.basis)],
            f"{row.document} ({clause.region})" if clause.region else row.document,
        )
    return table


def _day(day: datetime.date | None, note: str) -> str:
    return "\n".join(filter(None, (str(day or NO_VALUE), note)))
