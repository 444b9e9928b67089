"""json-v1: what the JSON report holds. Frozen: fields may be added, never changed or removed.

These models are apart from `model/` on purpose: the program may change, its output may not.
Text that comes from outside is an excerpt: secrets in URLs are an ellipsis, and so is
whatever exceeds 4,000 characters.
"""

import json
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from compliance.reporting.contract_v1_amendments import Baseline, Correction, Excuse, Row, Waiver
from compliance.reporting.contract_v1_clauses import Clause
from compliance.reporting.contract_v1_history import Exposure, Origin, PlatformTimeline
from compliance.reporting.contract_v1_parts import (
    Adjustment,
    Arguments,
    ContractResult,
    Count,
    Engine,
    Exemplar,
    Gate,
    Pack,
    Part,
    RowList,
    Severity,
    Tool,
)
from compliance.reporting.contract_v1_rules import Clock, Rule
from compliance.reporting.contract_v1_sample import AuditSample

Outcome = Literal["compliant", "failed", "usage_error", "nothing_examined", "incomplete", "internal_error"]
Line = Annotated[int, Field(ge=1)]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class File(Part):
    """A manifest file; rows = rows_examined + rows_unread where rows is known."""

    path: str
    rows: Count | None = Field(description="Rows in the footer; null when the footer could not be read.")
    row_groups: Count | None
    rows_examined: Count
    rows_unread: Count
    problem: str | None = Field(description="Why rows stayed unread.")
    remedy: str | None


class Columns(Part):
    """What became of the columns."""

    read: list[str]
    missing: list[str] = Field(description="Canonical columns that rules ask for and the manifest lacks.")
    unused: list[str] = Field(description="Columns of the files that nothing reads.")


class Counts(Part):
    """Records by verdict; they add up to rows_examined of the dataset."""

    compliant: Count
    violation: Count
    unproven: Count
    not_applicable: Count
    waived: Count = Field(description="Violating or unproven, and accepted by a waiver.")
    baselined: Count = Field(default=0, description="Violating or unproven, and accepted by the baseline.")


class RuleCounts(Part):
    """One row of the control matrix."""

    rule: str
    severity: Severity
    clock: Clock
    counts: Counts


class GrantLine(Part):
    """One bucket of the grant ledger; every record is in exactly one."""

    bucket: str
    grant: str | None
    description: str
    records: Count


class Group(Part):
    """Records of a finding that share every fact the rule looked at."""

    facts: dict[str, str | None] = Field(description="Full name → value; null is unknown.")
    records: Count
    tokens: Count
    bytes: Count
    first_day: date | None = Field(description="First collection day, UTC.")
    last_day: date | None
    clauses: list[Clause]
    fingerprint: str = Field(
        default="",
        description="Of rule, dataset, verdict and facts, so that the group is known in another report.",
    )
    rows: list[Row] = Field(default=[], description="Where the first few records are.")
    last: Row | None = Field(
        default=None,
        description="Where the last record is. Not every row from the first to it is one of the group.",
    )
    accepted: Count | None = Field(
        default=None,
        description="Records that the baseline accepts, where there are more now or the rule has changed.",
    )


class Finding(Part):
    """The violating, or the unproven, records of one rule in one dataset.

    Records that rest on weak clauses are a finding of their own, and so are those
    that a waiver or the baseline accepts.
    """

    rule: str
    verdict: Literal["violation", "unproven"]
    severity: Severity = Field(description="At most medium where the finding rests on weak clauses.")
    capped_from: Severity | None = Field(description="Severity of the rule, where weak clauses lowered it.")
    weaknesses: list[Literal["secondary", "left_censored"]] = Field(
        description="Why the clauses behind the finding are weak evidence; empty when all are firm."
    )
    caveat: str | None = Field(description="The weaknesses in one sentence.")
    fails_gate: bool
    records: Count
    message: str
    how_to_fix: str
    groups_total: Count = Field(description="Groups there are; `groups` may hold the largest only.")
    groups: list[Group]
    exemplars: list[Exemplar]
    excuse: Excuse | None = Field(default=None, description="What accepts it; null for one that counts.")


class Dataset(Part):
    """What the run found in one dataset."""

    name: str
    version: str | None
    card: str | None
    grants: str | None = Field(description="Path of the grant register.")
    rows: Count
    rows_examined: Count
    rows_unread: Count
    files: list[File]
    columns: Columns
    rules: list[RuleCounts]
    grant_ledger: list[GrantLine]
    findings: list[Finding]
    contract: list[ContractResult] = Field(
        default=[], description="Checks of all rows together; empty when none was asked for."
    )
    timeline: list[PlatformTimeline] = Field(
        default=[], description="By platform, the most violations first; adds up to rows_examined."
    )
    exposure: list[Exposure] = Field(default=[], description="By platform, the largest first.")
    parents: list[Origin] = Field(default=[], description="What the card says the dataset was made from.")
    sample: AuditSample | None = Field(
        default=None, description="Records to check by hand; null when nobody asked for them."
    )
    waivers: list[Waiver] = Field(default=[], description="In the order of their file.")
    corrections: list[Correction] = Field(default=[], description="Likewise.")
    baseline: Baseline | None = Field(default=None, description="Null without a baseline.")
    card_lines: dict[str, Line] = Field(
        default={}, description="Each key of the card, such as defaults.platform, and its line from 1 on."
    )


class Notice(Part):
    """Something to know that is no finding."""

    dataset: str
    text: str
    remedy: str


class Input(Part):
    """A file that the run read."""

    path: str
    kind: str
    sha256: Sha256
    bytes: Count
    digest_of: Literal["content", "footer"] = Field(
        default="content",
        description="What sha256 is over; footer: that of a remote object with its size and version.",
    )


class ReportV1(Part):
    """A compliance report, json-v1."""

    format: Literal["json-v1"]
    tool: Tool
    as_of: date
    command: str = Field(description="The command that reproduces the report.")
    outcome: Outcome
    exit_code: int
    gate: Gate
    packs: list[Pack]
    datasets: list[Dataset]
    rules: list[Rule]
    adjustments: list[Adjustment] = Field(
        default=[],
        description="What a team changed about rules; one that is switched off is in no other list.",
    )
    engine: Engine | None = Field(default=None, description="Null in reports from before it was recorded.")
    inputs: list[Input]
    notices: list[Notice]
    credits: list[str]
    arguments: Arguments | None = Field(
        default=None, description="What the command asked; null where no single run made the report."
    )
    lists: list[RowList] = Field(default=[], description="Files that the run wrote record by record.")
    redaction: Literal["secrets", "urls", "ids", "all"] = Field(
        default="secrets",
        description="What is withheld. urls: of addresses all but the host; ids: also ids and names of "
        "records and of people; all: also every cell of the exemplars and the texts of waivers and "
        "corrections. A ~ and 12 digits are the start of a SHA-256.",
    )


def schema_text() -> str:
    """Return the JSON Schema of json-v1, as it is published."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **ReportV1.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
