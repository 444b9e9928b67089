"""Findings: what a rule says of some records of a dataset, and by which clauses."""

from dataclasses import dataclass
from datetime import date

from compliance.model.excuse import Excuse
from compliance.model.exemplar import Exemplar
from compliance.model.platform import Clause, Weakness
from compliance.model.rule import Clock, Confidence, Reference, Severity
from compliance.model.verdict import Verdict


@dataclass(frozen=True)
class CitedClause:
    """A clause in force that decided a group, with the document it stands in."""

    platform: str
    document: str
    clause: Clause
    others: tuple["CitedClause", ...] = ()
    """Clauses of the same name that bound some of the same records and did not decide."""


@dataclass(frozen=True)
class FindingGroup:
    """Records of a finding that share every fact the rule looked at."""

    facts: tuple[tuple[str, str | None], ...]
    """Full name and value as text, in the order the rule mentions them; None is unknown."""
    records: int
    tokens: int
    bytes: int
    first_day: date | None
    """First collection day."""
    last_day: date | None
    clauses: tuple[CitedClause, ...] = ()
    fingerprint: str = ""
    """Of the rule, the dataset, the verdict and the facts; never of counts or days."""
    rows: tuple[tuple[str, int], ...] = ()
    """File and row number of the first few records."""
    last: tuple[str, int] | None = None
    """Those of the last record; None in a report from before it was told."""
    accepted: int | None = None
    """Records that the baseline accepts, where the group has grown since, or the rule has changed."""


@dataclass(frozen=True)
class Finding:
    """The violating, or the unproven, records of one rule in one dataset, on firm or on weak clauses.

    Those that a waiver or the baseline accepts are findings of their own.
    """

    rule: str
    dataset: str
    verdict: Verdict
    severity: Severity
    """That of the rule, at most medium where the finding rests on weak clauses."""
    records: int
    message: str
    groups: tuple[FindingGroup, ...]
    """The largest groups first."""
    groups_total: int
    exemplars: tuple[Exemplar, ...] = ()
    weaknesses: tuple[Weakness, ...] = ()
    """Why the clauses behind it are weak evidence; empty when all are firm."""
    capped_from: Severity | None = None
    """The severity of the rule, where weak clauses lowered that of the finding."""
    excuse: Excuse | None = None
    """What accepts it; None for a finding that counts."""

    @property
    def is_excused(self) -> bool:
        """Whether a waiver or the baseline accepts it."""
        return self.excuse is not None


@dataclass(frozen=True)
class RuleSummary:
    """A rule of the run, as the report shows it."""

    id: str
    title: str
    severity: Severity
    confidence: Confidence
    clock: Clock
    how_to_fix: str
    rationale: str
    legal_note: str | None
    references: tuple[Reference, ...]
    applies: str
    requires: str
    version: int = 1
