"""json-v1: the base of its parts, and what a team changed about the rules."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Severity = Literal["critical", "high", "medium", "low"]


class Part(BaseModel):
    """A frozen part of the report; it holds what is declared and nothing else."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Adjustment(Part):
    """A rule that a team switched off, or weighs otherwise than its pack does."""

    rule: str
    title: str
    file: str = Field(description="The file that says so.")
    severity_was: Severity
    severity_now: Severity | None = Field(description="Null when the rule is switched off.")
    reason: str | None = Field(description="Why the rule is switched off.")
