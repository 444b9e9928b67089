"""An issue: what a report says, at the one place in a text file where a reader can act on it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from compliance.model.anchor import Anchor
from compliance.model.excuse import Excuse
from compliance.model.finding import Finding, FindingGroup
from compliance.model.rule import Severity

_DIGITS = 32

Place = tuple[str, int]
"""File and row number of a record."""
Range = tuple[Place, Place]
"""The first and the last record of a group; not every row between them is one of it."""


class Level(StrEnum):
    """What an issue means for the run, the worst first."""

    ERROR = "error"
    """It fails the run."""
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, up to 2."""
        return list(Level).index(self)


@dataclass(frozen=True)
class Issue:
    """One thing to show at one place."""

    rule: str
    """Id of the rule, or what the program itself has to say, such as `waivers/expired`."""
    title: str
    dataset: str
    message: str
    remedy: str
    severity: Severity
    level: Level
    place: Anchor
    fingerprint: str
    """The same in every run for the same matter, however many records it has."""
    records: int = 0
    rows: tuple[Place, ...] = ()
    """The first few records."""
    ranges: tuple[Range, ...] = ()
    """Where the groups in it lie, as far as that is known; an issue on a whole finding names none."""
    finding: Finding | None = None
    """What it is part of; None where it is about no rule of a pack."""
    group: FindingGroup | None = None
    """None for an issue on a whole finding."""

    @property
    def excuse(self) -> Excuse | None:
        """What accepts it."""
        return None if self.finding is None else self.finding.excuse


def digest(*parts: str) -> str:
    """Return a fingerprint of some words."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:_DIGITS]


def worst_first(issues: Iterable[Issue]) -> list[Issue]:
    """Return the issues by level, then severity; among equals they keep their order."""
    return sorted(issues, key=lambda issue: (issue.level.rank, -issue.severity.weight))
