"""Adjustments: which rules a team weighs otherwise than we do, and which it switched off."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from compliance.model.base import Document
from compliance.model.rule import Severity


def _given(reason: object) -> object:
    if reason is None or (isinstance(reason, str) and not reason.strip()):
        raise ValueError("a rule is switched off for a reason; write it here")
    return reason


Reason = Annotated[str, BeforeValidator(_given), StringConstraints(strip_whitespace=True, min_length=1)]


class Adjustments(Document):
    """The file `adjustments.yaml`; its keys are rule ids, or `pack/*` for every rule of a pack."""

    severity: dict[str, Severity] = Field(default_factory=dict)
    """How much a finding of the rule matters to the team."""
    off: dict[str, Reason] = Field(default_factory=dict)
    """Rules that judge nothing, each with the reason why; reports list them."""


@dataclass(frozen=True)
class Adjustment:
    """A rule that a team switched off, or weighs otherwise than its pack does."""

    rule: str
    title: str
    path: str
    """The file that says so."""
    was: Severity
    now: Severity | None
    """None when the rule is switched off."""
    reason: str = ""
    """Why it is switched off."""
