"""Selectors: which records a waiver or a correction is about, as a checked condition."""

from dataclasses import dataclass

from compliance.expressions.expression import Expression
from compliance.expressions.fact_plan import FactPlan
from compliance.model.correction import StatedCorrection
from compliance.model.waiver import StatedWaiver


@dataclass(frozen=True)
class Selector:
    """A condition over the facts of a profile, and those facts."""

    names: tuple[str, ...]
    """Full names that it mentions, as it is written."""
    facts: FactPlan
    condition: Expression


@dataclass(frozen=True)
class CheckedWaiver:
    """A waiver whose condition has passed the allow-list."""

    stated: StatedWaiver
    where: Selector

    @property
    def rule(self) -> str:
        """Id of the rule that is waived."""
        return self.stated.waiver.rule


@dataclass(frozen=True)
class CheckedCorrection:
    """A correction whose condition has passed the allow-list."""

    stated: StatedCorrection
    where: Selector
