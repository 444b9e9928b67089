"""json-v1: the rules of a run."""

import datetime
from typing import Literal

from pydantic import Field

from compliance.reporting.contract_v1_parts import Part, Severity

Confidence = Literal["high", "medium", "low"]
Clock = Literal["collected_at", "used_at", "held_at"]


class Reference(Part):
    """A text that a rule rests on."""

    title: str
    source: str
    date: datetime.date | None


class Rule(Part):
    """A rule of the run."""

    id: str
    title: str
    severity: Severity
    confidence: Confidence = Field(description="How sure it is that a violation is one.")
    clock: Clock
    applies: str
    requires: str
    how_to_fix: str
    rationale: str
    legal_note: str | None
    references: list[Reference]
    version: int = 1
