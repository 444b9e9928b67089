"""Results of the expectation on a rule."""

from typing import Any

from compliance.gx import ExpectRecordsToComply
from tests.gx.conftest import RULE, batch_of


def test_mostly_is_a_share_of_the_records_a_rule_applies_to(source: Any) -> None:
    """The expectation succeeds at the share that complies, and fails right above it."""
    batch = batch_of(source, "datasets/dispute")
    result = batch.validate(ExpectRecordsToComply(rule=RULE)).result
    applicable = result["element_count"] - result["missing_count"]
    share = 1 - result["unexpected_count"] / applicable

    assert batch.validate(ExpectRecordsToComply(rule=RULE, mostly=share - 1e-9)).success
    assert not batch.validate(ExpectRecordsToComply(rule=RULE, mostly=share + 1e-9)).success


def test_a_rule_that_is_not_there(source: Any) -> None:
    """An expectation of an unknown rule fails by an exception that names it."""
    result = batch_of(source, "datasets/clean").validate(ExpectRecordsToComply(rule="no/such-rule"))

    assert not result.success
    assert "no/such-rule" in result.exception_info["exception_message"]


def test_no_records_are_no_success(source: Any) -> None:
    """Of a manifest without a readable record nothing is proven, whatever the share asked for."""
    empty, broken = (
        batch_of(source, f"datasets/broken/{name}.parquet").validate(
            ExpectRecordsToComply(rule=RULE, mostly=0)
        )
        for name in ("zero-rows", "corrupt-page")
    )

    assert not empty.success
    assert not broken.success
    assert "nothing is proven" in broken.result["details"]["unproven_because"]


def test_result_formats(source: Any) -> None:
    """Each format has what the one before has, and more."""
    batch = batch_of(source, "datasets/dispute")
    results = [
        batch.validate(ExpectRecordsToComply(rule=RULE), result_format=name).result
        for name in ("BOOLEAN_ONLY", "BASIC", "SUMMARY", "COMPLETE")
    ]
    boolean, basic, summary, complete = (set(result) for result in results)

    assert boolean == set()
    assert summary - basic == {"partial_unexpected_counts", "partial_unexpected_index_list"}
    assert complete - summary == {
        *("unexpected_index_list", "unexpected_index_query", "unexpected_list", "unexpected_groups")
    }
    assert sum(group["count"] for group in results[3]["unexpected_groups"]) == results[1]["unexpected_count"]
