"""json-v1 as it is published."""

import json

import jsonschema
import pytest

from compliance.model.report import Report
from compliance.reporting.contract_v1 import schema_text
from compliance.reporting.formats.json_v1 import render_json
from tests.reporting.published import SCHEMA, published
from tests.reporting.sample_excuses import excused_report
from tests.reporting.sample_report import clean_report, huge_report, sample_report
from tests.reporting.sample_sample import sampled


def test_the_published_schema_is_current() -> None:
    """The schema in the documentation is the one of the models."""
    assert published(SCHEMA, schema_text()) == schema_text()


@pytest.mark.parametrize(
    "report", [sample_report(), clean_report(), huge_report(20), sampled(clean_report()), excused_report()]
)
def test_reports_follow_the_schema(report: Report) -> None:
    """What the format writes validates against the published schema."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.Draft202012Validator(schema).validate(json.loads(render_json(report)))
