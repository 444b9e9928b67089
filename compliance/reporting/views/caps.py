"""How much of a report a page shows, so that it stays a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

from compliance.reporting.say import say
from compliance.reporting.wording import number

T = TypeVar("T")


@dataclass(frozen=True)
class Caps:
    """The most that the page shows of each thing; what is cut is counted on the page."""

    findings: int = 60
    """Findings in full."""
    accepted: int = 20
    """Findings in full that somebody accepted."""
    brief: int = 600
    """Findings on one line."""
    groups: int = 12
    exemplars: int = 5
    columns: int = 8
    clauses: int = 8
    datasets: int = 12
    platforms: int = 13
    """Platforms of one dataset; what the judge sums up last is one of them."""
    months: int = 120
    charts: int = 16
    """Charts of the page, which take time to draw."""
    sampled: int = 2_000
    """Rows of all worksheets together."""
    rules: int = 300
    lines: int = 200
    """Rows of any ledger, and names in any list."""
    prose: int = 1_500
    """Characters of one paragraph."""
    cell: int = 160
    """Characters of one manifest value."""

    def halved(self) -> "Caps":
        """Half of everything, but one of each and twenty characters at least."""
        halves = {cap.name: max(getattr(self, cap.name) // 2, 1) for cap in fields(self)}
        return Caps(**{**halves, "prose": max(halves["prose"], 20), "cell": max(halves["cell"], 20)})


def cut(shown: int, total: int, noun: str, rest: str) -> str:
    """Return a sentence on what was left out; empty when nothing was."""
    if shown >= total:
        return ""
    return say("cut.shown", shown=number(shown), total=number(total), noun=noun, rest=rest)


def chosen(items: Sequence[T], cap: int, matters: Callable[[T], bool]) -> tuple[T, ...]:
    """At most `cap` items in their order; those that matter are kept first."""
    if len(items) <= cap:
        return tuple(items)
    ranked = sorted(range(len(items)), key=lambda place: not matters(items[place]))
    return tuple(items[place] for place in sorted(ranked[:cap]))
