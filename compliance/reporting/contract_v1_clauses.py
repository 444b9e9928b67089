"""json-v1, the clauses of terms behind a finding. Frozen as the rest of `contract_v1.py`."""

from datetime import date
from typing import Literal

from pydantic import Field, JsonValue

from compliance.reporting.contract_v1_parts import Part


class Source(Part):
    """Where a clause was read."""

    citation: str = Field(description="`owner/archive@commit:path`, or a URL.")
    title: str | None
    url: str | None
    archive: str | None
    commit: str | None
    path: str | None
    date: "date | None"


class OtherClause(Part):
    """A dated clause of terms that bound a group and did not decide; dates as in a clause that did."""

    platform: str
    document: str
    clause: str
    value: str
    conditions: list[str]
    effective_from: date | None
    effective_to: date | None
    evidence_ends: bool = Field(description="True when effective_to is only where the evidence ends.")
    basis: Literal["stated", "first_seen", "secondary"]
    status: Literal["in_force", "announced", "superseded", "withdrawn"]
    left_censored: bool = Field(description="True when the clause is as old as the archive, or older.")
    source: Source
    note: str
    announced_on: date | None = None
    region: str | None = Field(default=None, description="Where it binds; null is everywhere.")
    figure: dict[str, JsonValue] = Field(default={}, description="Amounts that the clause names.")


class Clause(OtherClause):
    """A dated clause of terms that decided a group; in force effective_from <= day < effective_to."""

    others: list[OtherClause] = Field(
        description="Clauses of the same name that bound some of the same records and did not decide."
    )
