"""The gate: what fails a run."""

from dataclasses import dataclass
from typing import Protocol

from compliance.model.rule import Severity
from compliance.model.verdict import Verdict


class Weighed(Protocol):
    """A verdict that weighs something: a finding, or a contract check."""

    @property
    def verdict(self) -> Verdict:
        """What was found."""

    @property
    def severity(self) -> Severity:
        """How much it matters."""

    @property
    def is_excused(self) -> bool:
        """Whether somebody accepted it."""


@dataclass(frozen=True)
class Gate:
    """From which severity on a violation, or what is unproven, fails the run; None is never."""

    violation: Severity | None = Severity.LOW
    unproven: Severity | None = Severity.HIGH

    def is_failed_by(self, weighed: Weighed) -> bool:
        """Tell whether this finding or contract check fails the run."""
        if weighed.is_excused:
            return False
        threshold = {Verdict.VIOLATION: self.violation, Verdict.UNPROVEN: self.unproven}.get(weighed.verdict)
        return threshold is not None and weighed.severity.weight >= threshold.weight
