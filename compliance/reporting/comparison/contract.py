"""compliance-diff-v1: what a comparison as JSON holds.

Frozen: keys may be added, never changed or removed.
"""

import json
from datetime import date
from typing import Literal

from pydantic import Field

from compliance.reporting.contract_v1_parts import Count, Part, Severity

Found = Literal["violation", "unproven"]


class Standpoint(Part):
    """One of the two sides."""

    name: str = Field(description="As it was asked for.")
    commit: str | None = Field(description="Null for files as they are, and for reports.")
    as_of: date
    tool_version: str


class Difference(Part):
    """Something that is told otherwise; null where a side has nothing of the kind."""

    what: str
    old: str | None
    new: str | None


class RegisterDifference(Part):
    """What differs of a grant register, by the id of each grant."""

    path: str
    grants: list[Difference]


class Value(Part):
    """Records with one value of a fact; null is unknown."""

    value: str | None
    old: Count
    new: Count


class Fact(Part):
    """The values of a fact with more or fewer records, the largest changes first."""

    fact: str
    values: list[Value]
    values_total: Count


class Group(Part):
    """Records that share some facts, of which some came or went."""

    facts: dict[str, str | None]
    old: Count
    new: Count
    gained: Count = Field(description="Records of the kinds that grew.")
    lost: Count = Field(description="Records of the kinds that shrank; new - old = gained - lost.")
    varied: dict[str, Count] = Field(description="Facts of which the changed records have so many values.")
    first_month: date | None = Field(description="First day of the first month of collection.")
    last_month: date | None
    verdict: Found | None = Field(description="What the rule says of them; null outside of rules.")


class OtherFact(Part):
    """A fact of which more records have another value than the groups account for."""

    fact: str
    gained: Count
    lost: Count


class Counts(Part):
    """Records by verdict."""

    compliant: Count
    violation: Count
    unproven: Count
    not_applicable: Count
    waived: Count
    baselined: Count


class Finding(Part):
    """The violating, or the unproven, records of a rule; those on weak clauses apart."""

    verdict: Found
    weak: bool
    old: Count
    new: Count
    severity_old: Severity | None
    severity_new: Severity | None


class Rule(Part):
    """A rule that says something else of the dataset by now."""

    rule: str
    title: str
    severity: Severity
    trend: Literal["worse", "better", "neither"]
    old: Counts
    new: Counts
    findings: list[Finding]
    groups: list[Group]
    groups_total: Count
    rule_differs: bool = Field(description="Whether the rule itself is another, or weighs otherwise.")


class GrantLine(Part):
    """Records of one line of the grant ledger."""

    bucket: str
    grant: str | None
    old: Count
    new: Count


class Dataset(Part):
    """What differs of one dataset."""

    name: str
    was: str | None = Field(description="Its name on the old side, where that is another.")
    presence: Literal["both", "new", "gone"]
    old: Count = Field(description="Records examined.")
    new: Count
    facts: list[Fact]
    groups: list[Group]
    groups_total: Count
    others: list[OtherFact]
    rules: list[Rule]
    grant_ledger: list[GrantLine]
    card: list[Difference]


class Untold(Part):
    """What could not be compared."""

    where: str
    text: str
    how_to_fix: str


class ComparisonV1(Part):
    """Two states of some datasets, and what differs."""

    schema_: Literal["compliance-diff-v1"] = Field(alias="schema")
    outcome: Literal["worse", "better", "changed", "incomplete", "same"]
    old: Standpoint
    new: Standpoint
    laws: list[Difference] = Field(description="A verdict may differ for these alone.")
    datasets: list[Dataset] = Field(description="Those of which something differs, the gravest first.")
    registers: list[RegisterDifference]
    same: Count = Field(description="Datasets of which nothing differs.")
    untold: list[Untold]
    limits: list[str] = Field(description="What inputs of this kind cannot tell.")


def schema_text() -> str:
    """Return the JSON Schema of the document."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **ComparisonV1.model_json_schema()}
    return json.dumps(schema, indent=2) + "\n"
