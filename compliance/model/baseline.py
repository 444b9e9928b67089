"""Baselines: findings that were there when a team began, known by what they are about and how many."""

from dataclasses import dataclass

from pydantic import Field

from compliance.model.base import Document
from compliance.model.verdict import Verdict


class BaselineEntry(Document):
    """Records of one dataset that a rule found, alike in every fact that it looks at."""

    rule: str
    rule_version: int = Field(ge=1)
    dataset: str
    verdict: Verdict
    fingerprint: str = Field(pattern="^[0-9a-f]{32}$")
    """Of the rule, the dataset, the verdict and the facts; never of counts or days."""
    records: int = Field(ge=1)


class Baseline(Document):
    """The file `baseline.json`."""

    entries: tuple[BaselineEntry, ...] = ()


@dataclass(frozen=True)
class BaselineUse:
    """What became of a baseline in one dataset."""

    path: str
    groups: int
    """Groups of records that it accepts, and that are there no larger than then."""
    records: int
    """Records of these groups."""
    grown: int
    """Groups with more records than it accepts, or under a changed rule: findings again, in full."""
    gone: int
    """Entries that no record needs any more."""
