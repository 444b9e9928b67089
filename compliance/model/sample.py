"""Audit samples: records drawn at random to be checked by hand, and what checking them proves."""

from dataclasses import dataclass

from compliance.model.bounds import most_wrong
from compliance.model.exemplar import Exemplar
from compliance.model.verdict import Verdict

MOST = 1_000
"""Records that may be drawn of each stratum."""
_MOST_FOUND = 2


@dataclass(frozen=True)
class Draw:
    """How a sample is drawn."""

    size: int
    """Records of each stratum, or all if it has fewer."""
    seed: str | None = None
    """Any text; None is a digest of the manifest's files."""


@dataclass(frozen=True)
class Stratum:
    """The records of one dataset that one rule calls the same, and those that were drawn of them."""

    rule: str
    verdict: Verdict
    """Compliant, violation or unproven."""
    records: int
    """All there are."""
    rows: tuple[Exemplar, ...]
    """In the order of the draw, so that the first few are a random sample, too."""

    @property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """How many of the sample are found wrong, from 0, and how many of all can then be, at most."""
        drawn = len(self.rows)
        return tuple(
            (wrong, most_wrong(self.records, drawn, wrong)) for wrong in range(min(drawn, _MOST_FOUND) + 1)
        )


@dataclass(frozen=True)
class AuditSample:
    """What was drawn from one dataset."""

    size: int
    """Records of each stratum that were asked for."""
    seed: str
    strata: tuple[Stratum, ...]
    """By rule; violations, then unproven, then compliant records."""
