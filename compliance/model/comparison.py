"""Comparisons: what differs between two states of some datasets, in records, papers and verdicts."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from compliance.model.changes import (
    BucketChange,
    FactChange,
    GroupChange,
    OtherFact,
    RuleChange,
    Trend,
)
from compliance.model.gate import Gate


class Presence(StrEnum):
    """On which sides a dataset is."""

    BOTH = "both"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class Standpoint:
    """One of the two sides: what it is, and the day as of which it is judged."""

    name: str
    """As it was asked for: a ref, a path, the files as they are now."""
    commit: str | None
    as_of: datetime.date
    tool_version: str


@dataclass(frozen=True)
class Difference:
    """Something that both sides tell, and tell otherwise; None where one has nothing of the kind."""

    what: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class RegisterChange:
    """The entries of a grant register that differ."""

    path: str
    """On the new side, if there is one."""
    grants: tuple[Difference, ...]
    """By id: what a grant is, or where it is on both sides, what of it differs."""


@dataclass(frozen=True)
class DatasetChange:
    """What differs of one dataset; where it is on one side only, the other has no records."""

    name: str
    """On the new side, if it is there."""
    was: str | None
    """Its name on the old side, where that is another."""
    presence: Presence
    old: int
    """Records examined."""
    new: int
    facts: tuple[FactChange, ...] = ()
    groups: tuple[GroupChange, ...] = ()
    """The largest changes first."""
    groups_total: int = 0
    others: tuple[OtherFact, ...] = ()
    """Facts that differ beyond what the groups tell."""
    rules: tuple[RuleChange, ...] = ()
    """Those that got worse first, the gravest of them first."""
    buckets: tuple[BucketChange, ...] = ()
    card: tuple[Difference, ...] = ()
    """What the cards say, by key."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        parts = (self.facts, self.groups, self.others, self.rules, self.buckets, self.card)
        return self.presence is Presence.BOTH and self.old == self.new and not self.was and not any(parts)

    def rules_that_went(self, trend: Trend) -> tuple[RuleChange, ...]:
        """Return the rules of one trend, in order."""
        return tuple(rule for rule in self.rules if rule.trend is trend)


@dataclass(frozen=True)
class Untold:
    """What could not be compared, and why."""

    where: str
    """Side and dataset or file."""
    text: str
    remedy: str = ""


@dataclass(frozen=True)
class Comparison:
    """Two states of some datasets, and all that differs between them."""

    old: Standpoint
    new: Standpoint
    laws: tuple[Difference, ...]
    """What differs of days, rules and reference data: a verdict may differ for these alone."""
    datasets: tuple[DatasetChange, ...]
    """Those of which something differs, the gravest first."""
    registers: tuple[RegisterChange, ...]
    same: int
    """Datasets of which nothing differs."""
    untold: tuple[Untold, ...] = ()
    limits: tuple[str, ...] = ()
    """What cannot be told from inputs of this kind, in sentences."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs in what could be compared, laws apart."""
        return not self.datasets and not self.registers

    @property
    def trends(self) -> frozenset[Trend]:
        """Every way that some verdict went."""
        found = {rule.trend for dataset in self.datasets for rule in dataset.rules}
        return frozenset(found - {Trend.NEITHER})

    def fails(self, gate: Gate) -> bool:
        """Tell whether some verdict got worse that the gate is about."""
        return any(rule.fails(gate) for dataset in self.datasets for rule in dataset.rules)
