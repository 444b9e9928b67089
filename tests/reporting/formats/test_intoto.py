"""The verdict for signing."""

import hashlib
import json
from dataclasses import replace

import jsonschema
import pytest
from google.protobuf import json_format
from hypothesis import given
from in_toto_attestation.v1.statement import Statement
from in_toto_attestation.v1.statement_pb2 import Statement as Message

from compliance.model.input import Input
from compliance.model.redaction import Redaction
from compliance.model.report import Report
from compliance.reporting.catalog import FORMATS
from compliance.reporting.contract_intoto import FOOTER_DIGEST, schema_text
from compliance.reporting.redaction import redacted
from tests.reporting.generated import reports
from tests.reporting.published import STATEMENT_SCHEMA, published
from tests.reporting.sample_report import clean_report, dispute_report, huge_report, sample_report


def statement(report: Report) -> dict[str, dict[str, object]]:
    """Return the statement on the report."""
    return json.loads(FORMATS["intoto"].render(report))


@pytest.mark.parametrize("report", [sample_report(), dispute_report(), clean_report(), huge_report(20)])
def test_the_specification_is_followed(report: Report) -> None:
    """The reference implementation reads the statement, knows every field of it, and finds it valid."""
    read = json_format.Parse(FORMATS["intoto"].render(report), Message())
    Statement.copy_from_pb(read).validate()

    assert read.type == "https://in-toto.io/Statement/v1"
    assert all(len(each.digest) == 1 for each in read.subject)
    assert read.predicate_type.startswith("https://")


@given(reports())
def test_any_report(report: Report) -> None:
    """Whatever a report holds, there is a valid statement about it."""
    text = FORMATS["intoto"].render(report)

    Statement.copy_from_pb(json_format.Parse(text, Message())).validate()


def test_the_published_schema_is_current() -> None:
    """The schema in the documentation is the one of the models."""
    assert published(STATEMENT_SCHEMA, schema_text()) == schema_text()


@pytest.mark.parametrize("report", [sample_report(), clean_report()])
def test_statements_follow_the_schema(report: Report) -> None:
    """What the format writes validates against the published schema."""
    schema = json.loads(STATEMENT_SCHEMA.read_text(encoding="utf-8"))

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(statement(report))


def test_subjects_are_the_manifests() -> None:
    """The manifest files are attested by their digests; what else was read stands in the predicate."""
    report = dispute_report()
    told = statement(report)
    inputs = {
        kind: {file.sha256 for file in report.inputs if file.kind == kind} for kind in ("manifest", "rule")
    }

    assert {each["digest"]["sha256"] for each in told["subject"]} == inputs["manifest"]
    assert {each["digest"]["sha256"] for each in told["predicate"]["laws"]} == inputs["rule"]
    assert len(told["predicate"]["papers"]) == 2


def test_remote_manifests() -> None:
    """A digest over a footer does not pass for one of the content."""
    remote = Input("s3://lake/part.parquet", "manifest", "a1" * 32, 9, digest_of="footer")
    (subject,) = statement(replace(dispute_report(), inputs=(remote,)))["subject"]

    assert subject == {"name": "s3://lake/part.parquet", "digest": {FOOTER_DIGEST: "a1" * 32}}


def test_nothing_was_read() -> None:
    """Without a readable manifest the statement is about the report, for it must be about something."""
    told = statement(replace(clean_report(), inputs=()))

    assert told["subject"] == [told["predicate"]["report"]]


@pytest.mark.parametrize("level", Redaction)
def test_the_report_is_bound(level: Redaction) -> None:
    """The predicate holds the digest of the JSON report as it is written beside it, withheld or not."""
    report = redacted(dispute_report(), level)
    written = hashlib.sha256(FORMATS["json"].render(report).encode()).hexdigest()

    assert statement(report)["predicate"]["report"]["digest"] == {"sha256": written}


def test_the_verdict_in_short() -> None:
    """The predicate says what failed, as of when, by which program and packs."""
    predicate = statement(dispute_report())["predicate"]
    (dataset,) = predicate["datasets"]

    assert (predicate["outcome"], predicate["exitCode"], predicate["asOf"]) == ("failed", 1, "2023-06-30")
    assert predicate["tool"] == {"name": "compliance", "version": "0.1.0"}
    assert len(dataset["findings"]) == len(dispute_report().findings)
    assert dataset["findings"][0]["failsGate"] is True
