"""Judgements: what the rules say of every dataset, before any row is fetched back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from compliance.model.baseline import BaselineEntry, BaselineUse
from compliance.model.correction import CorrectionUse
from compliance.model.excuse import Excuse
from compliance.model.finding import FindingGroup
from compliance.model.history import History
from compliance.model.platform import Weakness
from compliance.model.report import Counts, GrantLine, Notice
from compliance.model.rule import Rule, Severity
from compliance.model.verdict import Verdict
from compliance.model.waiver import WaiverUse

WEAK_CAP = Severity.MEDIUM
"""The most that a finding on weak clauses can weigh."""


@dataclass(frozen=True)
class JudgedFinding:
    """The violating, or the unproven, records of one rule in one dataset, on firm or on weak clauses."""

    rule_id: str
    rule: Rule
    dataset: int
    """Index of the dataset in the run."""
    verdict: Verdict
    weaknesses: tuple[Weakness, ...]
    """Why the clauses behind it are weak evidence; empty when all are firm."""
    records: int
    counts: Counts
    """All records of the dataset by verdict of the rule, whatever the clauses."""
    groups: tuple[FindingGroup, ...]
    groups_total: int
    pointers: tuple[int, ...]
    """Pointers to records of the largest groups."""
    excuse: Excuse | None = None
    """What accepts it; None for a finding that counts."""

    @property
    def severity(self) -> Severity:
        """Severity of the rule, at most `WEAK_CAP` on weak clauses."""
        return weighed(self.rule, self.weaknesses)


def weighed(rule: Rule, weaknesses: Sequence[Weakness]) -> Severity:
    """Return how much a finding weighs: as its rule says, at most `WEAK_CAP` on weak clauses."""
    return WEAK_CAP if weaknesses and rule.severity.weight > WEAK_CAP.weight else rule.severity


@dataclass(frozen=True)
class Marks:
    """Which groups of one profile the findings are about, and why."""

    groups: pa.Table
    """Columns `group`, the row of the profile's table, and `mark`; a group has one mark for each finding."""
    circumstances: pa.Table
    """One row for each mark, in order: `rule`, `verdict`, `severity`, `accepted_by`, `facts` that decided."""


@dataclass(frozen=True)
class Strata:
    """Which rules have said what of the groups of one profile, where they apply or may apply."""

    groups: pa.Table
    """Columns `group`, the row of the profile's table, and `mark`; each group is there once at most."""
    verdicts: pa.Table
    """What each mark stands for: columns `mark`, `rule` and `verdict`, one row for each rule."""


@dataclass(frozen=True)
class Amended:
    """What became of the amendments on one dataset."""

    waivers: tuple[WaiverUse, ...] = ()
    corrections: tuple[CorrectionUse, ...] = ()
    baseline: BaselineUse | None = None


@dataclass(frozen=True)
class Judgement:
    """Everything the judge found, in the order of the datasets and rules."""

    counts: Mapping[str, tuple[Counts, ...]]
    """Rule id → the counts of each dataset."""
    findings: tuple[JudgedFinding, ...]
    ledgers: Mapping[int, tuple[GrantLine, ...]]
    notices: tuple[Notice, ...] = ()
    histories: Mapping[int, History] = field(default_factory=dict)
    """By the index of the dataset; none without findings."""
    marks: tuple[Marks, ...] = ()
    """Of each dataset; none unless they were asked for."""
    strata: tuple[Strata, ...] = ()
    """Likewise."""
    traits: tuple[pa.Table, ...] = ()
    """Likewise: columns `group`, the row of the profile's table, `platform`, `license`, `bucket`, `grant`."""
    said: Mapping[str, tuple[Counts, ...]] = field(default_factory=dict)
    """The counts as they are before anything is excused."""
    amended: Mapping[int, Amended] = field(default_factory=dict)
    """By the index of the dataset, for those with amendments."""
    entries: tuple[BaselineEntry, ...] = ()
    """What a baseline of this judgement would hold; none unless it was asked for."""
