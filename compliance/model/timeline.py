"""Timelines: the records of a platform by month of collection, and the terms of those months."""

from dataclasses import dataclass
from datetime import date

from compliance.model.platform import Basis, ClauseName


@dataclass(frozen=True)
class Tally:
    """Records by the worst verdict that any rule gives them; each record is counted once."""

    violation: int = 0
    unproven: int = 0
    clear: int = 0
    """Neither in violation of a rule nor unproven by one."""

    @property
    def total(self) -> int:
        """All records counted."""
        return self.violation + self.unproven + self.clear

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(
            self.violation + other.violation, self.unproven + other.unproven, self.clear + other.clear
        )


@dataclass(frozen=True)
class TermsBand:
    """What the clauses on one thing came to, from one day until before another."""

    clause: ClauseName
    value: str
    start: date | None
    """None when it held before the first day that is known."""
    stop: date | None
    basis: Basis
    left_censored: bool = False


@dataclass(frozen=True)
class PlatformTimeline:
    """The records of one platform in one dataset, or of all that are not listed alone."""

    platform: str | None
    """None when it is unknown, and for the rest."""
    name: str
    platforms: int
    """Platforms summed up: 1, or as many as the rest has."""
    months: tuple[tuple[date, Tally], ...]
    """By the first day of each month that has records, in order."""
    elsewhen: Tally
    """Records without a day of collection, or with one outside the months that are listed."""
    bands: tuple[TermsBand, ...] = ()
    """By clause and start."""

    @property
    def total(self) -> Tally:
        """All records of it."""
        return sum((tally for _, tally in self.months), self.elsewhen)
