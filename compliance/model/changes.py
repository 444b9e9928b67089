"""Changes: records, verdicts and lines of the grant ledger that differ from old to new."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from compliance.model.gate import Gate
from compliance.model.report import Counts
from compliance.model.rule import Severity
from compliance.model.verdict import Verdict


class Trend(StrEnum):
    """Which way something went, from old to new."""

    WORSE = "worse"
    BETTER = "better"
    NEITHER = "neither"


@dataclass(frozen=True)
class ValueChange:
    """Records with one value of a fact; None is unknown."""

    value: str | None
    old: int
    new: int


@dataclass(frozen=True)
class FactChange:
    """The values of one fact whose records are more or fewer, those that changed most first."""

    fact: str
    values: tuple[ValueChange, ...]
    values_total: int


@dataclass(frozen=True)
class GroupChange:
    """Records that share some facts, of which some came or went."""

    facts: tuple[tuple[str, str | None], ...]
    """What they share, as far as it sets them apart; None is unknown."""
    old: int
    new: int
    gained: int
    """Records of the kinds that grew; as many came at least."""
    lost: int
    """Records of the kinds that shrank; `new - old == gained - lost`."""
    varied: tuple[tuple[str, int], ...] = ()
    """Facts of which the changed records have several values, and how many."""
    first: datetime.date | None = None
    """First day of the first month of collection of the changed records."""
    last: datetime.date | None = None
    """First day of the last one."""
    verdict: Verdict | None = None
    """What a rule says of them; None where the group is of no rule."""


@dataclass(frozen=True)
class OtherFact:
    """A fact that groups are not told apart by, and of which some records have another value by now."""

    fact: str
    gained: int
    """Records of the values that grew."""
    lost: int


@dataclass(frozen=True)
class FindingChange:
    """The violating, or the unproven, records of a rule, those on weak clauses apart."""

    verdict: Verdict
    is_weak: bool
    """Whether they rest on clauses known second-hand, or without a start."""
    old: int
    new: int
    severity_old: Severity | None
    """None where there was no such finding."""
    severity_new: Severity | None

    @property
    def severity(self) -> Severity:
        """How much it matters, where it is still there."""
        return self.severity_new or self.severity_old or Severity.LOW

    @property
    def is_excused(self) -> bool:
        """Whether somebody accepts it: those are left out here, and counted as such."""
        return False


@dataclass(frozen=True)
class RuleChange:
    """What one rule says of one dataset, where it says something else by now."""

    rule: str
    title: str
    severity: Severity
    """On the new side, if the rule judges there."""
    old: Counts
    new: Counts
    findings: tuple[FindingChange, ...] = ()
    """Those that differ, violations first."""
    groups: tuple[GroupChange, ...] = ()
    """The violating or unproven records that came or went; the largest changes first."""
    groups_total: int = 0
    is_other_law: bool = False
    """Whether the rule itself differs, so that the data need not be why."""

    @property
    def trend(self) -> Trend:
        """Worse when more violate, on firm clauses or at all, or more violate or are unproven together."""
        changes = [self._firm(), self.new.violation - self.old.violation]
        changes.append(changes[-1] + self.new.unproven - self.old.unproven)
        if any(change > 0 for change in changes):
            return Trend.WORSE
        return Trend.BETTER if any(changes) else Trend.NEITHER

    def fails(self, gate: Gate) -> bool:
        """Tell whether it got worse by a finding that fails the gate and has more records than before."""
        grown = (finding for finding in self.findings if finding.new > finding.old)
        return self.trend is Trend.WORSE and any(map(gate.is_failed_by, grown))

    def _firm(self) -> int:
        firm = (f for f in self.findings if f.verdict is Verdict.VIOLATION and not f.is_weak)
        return sum(finding.new - finding.old for finding in firm)


@dataclass(frozen=True)
class BucketChange:
    """Records of one line of the grant ledger."""

    bucket: str
    grant: str | None
    old: int
    new: int
