"""json-v1: waivers, corrections and the baseline, and what became of them."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from compliance.reporting.contract_v1_parts import Count, Part


class Excuse(Part):
    """What accepts a finding, so that it fails no gate."""

    kind: Literal["waiver", "baseline"]
    name: str = Field(description="Id of a waiver of the dataset that holds, or path of its baseline.")


class Row(Part):
    """Where a record is."""

    file: str
    row: Count = Field(description="Row number in the file, from 0.")


class Place(Part):
    """Where something is written; line and column are counted from 1."""

    path: str
    line: int
    column: int


class Paper(Part):
    """A document that a waiver or a correction rests on."""

    path: str
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    state: Literal["same", "changed", "missing", "none_named"] = Field(
        description="Whether it still has this digest; none_named where nobody looked."
    )


class Waiver(Part):
    """The acceptance of a rule's findings on some records, and what became of it."""

    id: str
    rule: str
    rule_version: int = Field(description="Version of the rule that was read before it was waived.")
    dataset: str
    where: str = Field(description="A condition over facts.")
    reason: Literal[
        "permission_held",
        "legal_review",
        "not_applicable",
        "remediation_planned",
        "decision_pending",
        "risk_accepted",
    ]
    explanation: str
    owner: str
    approver: str
    created: date
    expires: date = Field(description="The first day on which it holds no longer.")
    row_budget: int = Field(description="Records that it covers at most; of more, it covers none.")
    document: Paper | None
    place: Place
    state: Literal[
        "holds",
        "unused",
        "pending",
        "expired",
        "over_budget",
        "document_changed",
        "rule_changed",
    ]
    records: Count = Field(description="Violating and unproven records on which its condition holds.")
    days_left: Count = Field(description="Days on which it holds from as_of on, that day included.")


class Setting(Part):
    """What a correction says of a column."""

    column: str
    type: Literal["text", "boolean", "date", "unknown"]
    value: str | None = Field(description="true or false; a day as YYYY-MM-DD; null is unknown.")


class Replaced(Part):
    """A value that a correction replaced."""

    column: str
    value: str | None
    records: Count


class Correction(Part):
    """Facts that a manifest gets wrong, and what became of their correction."""

    id: str
    dataset: str
    where: str = Field(description="A condition over the facts of a record.")
    set: list[Setting]
    explanation: str
    owner: str
    created: date
    document: Paper
    place: Place
    state: Literal["applied", "unused", "pending", "document_changed"]
    records: Count = Field(description="Records that it changed.")
    replaced: list[Replaced] = Field(
        description="The most frequent values of each column before, at most ten of each."
    )


class Baseline(Part):
    """What became of the baseline in the dataset."""

    path: str
    groups: Count = Field(description="Groups that it accepts, and that are there no larger than then.")
    records: Count = Field(description="Records of these groups.")
    grown: Count = Field(description="Groups with more records, or under a changed rule: findings in full.")
    gone: Count = Field(description="Entries that no record needs any more.")
