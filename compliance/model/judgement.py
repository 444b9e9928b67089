"""Judgements: what the rules say of every dataset, before any row is fetched back."""

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.model.report import Counts, FindingGroup, GrantLine, Notice
from compliance.model.rule import Rule
from compliance.model.verdict import Verdict


@dataclass(frozen=True)
class JudgedFinding:
    """The violating, or the unproven, records of one rule in one dataset."""

    rule_id: str
    rule: Rule
    dataset: int
    """Index of the dataset in the run."""
    verdict: Verdict
    counts: Counts
    groups: tuple[FindingGroup, ...]
    groups_total: int
    pointers: tuple[int, ...]
    """Pointers to records of the largest groups."""

    @property
    def records(self) -> int:
        """Records with this verdict."""
        return self.counts.violation if self.verdict is Verdict.VIOLATION else self.counts.unproven


@dataclass(frozen=True)
class Judgement:
    """Everything the judge found, in the order of the datasets and rules."""

    counts: Mapping[str, tuple[Counts, ...]]
    """Rule id → the counts of each dataset."""
    findings: tuple[JudgedFinding, ...]
    ledgers: Mapping[int, tuple[GrantLine, ...]]
    notices: tuple[Notice, ...]
