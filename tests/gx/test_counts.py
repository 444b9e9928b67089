"""Great Expectations counts what `compliance check` counts."""

from typing import Any

import great_expectations as gx
import pytest

from compliance.gx import ExpectRecordsToComply
from tests.gx.conftest import AS_OF


@pytest.fixture(name="source", scope="module")
def _source(context: Any) -> Any:
    return context.data_sources.add_manifest("licensing", as_of=AS_OF)


def test_one_rule_on_the_sample(source: Any) -> None:
    """An expectation gives the records of a rule that are in violation or unproven, and fails."""
    asset = source.add_manifest_asset("dispute", path="datasets/dispute")
    batch = asset.add_batch_definition_whole_manifest("whole").get_batch()
    result = batch.validate(ExpectRecordsToComply(rule="social/paid-api-grant"))

    assert not result.success
    assert result.result["unexpected_count"] > 0


def test_a_rule_that_is_not_there(source: Any) -> None:
    """An expectation of an unknown rule fails by an exception that names it."""
    batch = source.add_manifest_asset("clean", path="datasets/clean").add_batch_definition_whole_manifest(
        "whole"
    )
    result = batch.get_batch().validate(
        gx.ExpectationSuite(name="one", expectations=[ExpectRecordsToComply(rule="no/such-rule")])
    )

    assert not result.success
    assert "no/such-rule" in result.results[0].exception_info["exception_message"]
