"""The in-toto Statement: what it holds. Frozen: fields may be added, never changed or removed.

https://github.com/in-toto/attestation/tree/main/spec/v1 defines the statement; the predicate
is ours. Names are in camel case, as that specification asks.
"""

import json
from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from compliance.reporting.contract_v1 import Outcome
from compliance.reporting.contract_v1_parts import Gate, Pack, Part, Severity, Tool

# A name under a domain that nobody can hold: it need not lead anywhere, and must not be taken.
PREDICATE_TYPE = "https://compliance.invalid/verdict/v1"
FOOTER_DIGEST = "compliance_footer_sha256"
"""Digest of a remote manifest: lower-case hexadecimal SHA-256 of its footer, size and version."""


class CamelPart(Part):
    """A part whose names are written in camel case."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True, validate_by_alias=True)


class Resource(CamelPart):
    """A file, known by its digest."""

    name: str
    digest: dict[str, str] = Field(
        min_length=1, description=f"sha256, or {FOOTER_DIGEST} of a remote file of which no other is known."
    )


class Finding(CamelPart):
    """What a rule found in a dataset."""

    rule: str
    verdict: Literal["violation", "unproven"]
    severity: Severity
    records: int
    fails_gate: bool


class Dataset(CamelPart):
    """The verdict on a dataset in numbers."""

    name: str
    version: str | None
    rows: int
    rows_examined: int
    findings: list[Finding]


class Verdict(CamelPart):
    """The predicate: the verdict, and all that it rests on besides the manifests."""

    tool: Tool
    as_of: date
    outcome: Outcome
    exit_code: int
    gate: Gate
    datasets: list[Dataset]
    packs: list[Pack]
    laws: list[Resource] = Field(description="Rules, reference data and adjustments.")
    papers: list[Resource] = Field(description="Cards, grant registers, and reports that were merged.")
    report: Resource = Field(description="The json-v1 report of the same run, as --output json writes it.")
    redaction: Literal["secrets", "urls", "ids", "all"] = Field(description="As in json-v1.")


class Statement(CamelPart):
    """An in-toto Statement v1 on manifest files."""

    type: Literal["https://in-toto.io/Statement/v1"] = Field(alias="_type")
    subject: list[Resource] = Field(
        min_length=1, description="The manifest files; where none could be read, the report itself."
    )
    predicate_type: Literal["https://compliance.invalid/verdict/v1"]
    predicate: Verdict


def schema_text() -> str:
    """Return the JSON Schema of the statement, as it is published."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Statement.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
