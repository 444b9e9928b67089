"""json-v1: the base of its parts, what a team changed about the rules, and the contract checks."""

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


class ContractResult(Part):
    """A check of all rows of a dataset together, which the card or the command asked for."""

    check: Literal["declared-rows", "unique-ids", "row-digest"]
    verdict: Literal["compliant", "violation", "unproven"]
    severity: Severity
    fails_gate: bool
    expected: dict[str, int | str] = Field(
        description="What must be found, by the same names; empty where the card does not say."
    )
    found: dict[str, int | str] = Field(
        description="rows; null_ids, duplicate_records and duplicated_ids; sha256. Empty where unknown."
    )
    message: str
    how_to_fix: str
