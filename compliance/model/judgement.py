"""Judgements: what the rules say of every dataset, before any row is fetched back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from compliance.model.history import History
from compliance.model.platform import Weakness
from compliance.model.report import Counts, FindingGroup, GrantLine, Notice
from compliance.model.rule import Rule, Severity
from compliance.model.verdict import Verdict

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

    @property
    def severity(self) -> Severity:
        """Severity of the rule, at most `WEAK_CAP` on weak clauses."""
        if self.weaknesses and self.rule.severity.weight > WEAK_CAP.weight:
            return WEAK_CAP
        return self.rule.severity


@dataclass(frozen=True)
class Judgement:
    """Everything the judge found, in the order of the datasets and rules."""

    counts: Mapping[str, tuple[Counts, ...]]
    """Rule id → the counts of each dataset."""
    findings: tuple[JudgedFinding, ...]
    ledgers: Mapping[int, tuple[GrantLine, ...]]
    notices: tuple[Notice, ...]
    histories: Mapping[int, History] = field(default_factory=dict)
    """By the index of the dataset; none without findings."""
