"""What this project stands on in Great Expectations is still there, in the release that is installed."""

import inspect
from typing import Any

import pytest
from great_expectations.datasource.fluent.interfaces import Datasource

from compliance.gx import ManifestDatasource, host, metrics
from compliance.gx.rules.expectation import ExpectRecordsToComply
from compliance.gx.source.engine import ManifestExecutionEngine

RENDERERS = (
    "_prescriptive_template",
    "_prescriptive_renderer",
    "_diagnostic_observed_value_renderer",
    "_diagnostic_unexpected_statement_renderer",
    "_diagnostic_unexpected_table_renderer",
)
USED = {
    host.BatchExpectation: ("_get_success_kwargs", "_get_result_format", "_validate", *RENDERERS),
    host.DataAsset: (
        *("_get_batch_metadata_from_batch_request", "_validate_batch_request", "add_batch_definition"),
        *("build_batch_request", "get_batch", "get_batch_identifiers_list", "get_batch_parameters_keys"),
        "test_connection",
    ),
    host.Datasource: ("execution_engine_type", "get_execution_engine", "test_connection"),
    host.ExecutionEngine: ("batch_manager", "get_batch_data_and_markers"),
    host.Batch: ("_create_id", "head"),
    host.ValidationAction: ("run",),
}
"""Classes and what we call or replace of them, which their documentation may not promise."""


@pytest.mark.parametrize("class_", USED, ids=lambda class_: class_.__name__)
def test_what_is_called_or_replaced(class_: Any) -> None:
    """Every method that we call or replace exists."""
    assert [name for name in USED[class_] if not hasattr(class_, name)] == []


def test_nothing_abstract_is_left() -> None:
    """GX asks for no method that we do not have."""
    assert not inspect.isabstract(ManifestExecutionEngine)
    assert not ExpectRecordsToComply.is_abstract()


def test_renderers_replace_those_of_gx() -> None:
    """Each renderer of ours stands for the one of GX with the same name and kind."""
    for name in RENDERERS[1:]:
        ours, theirs = getattr(ExpectRecordsToComply, name), getattr(host.BatchExpectation, name)

        assert ours._renderer_type == theirs._renderer_type
        assert ours.__func__ is not theirs.__func__


def test_what_a_batch_is_made_of() -> None:
    """A batch takes what we give it, and its name holds the parameters."""
    given = {
        *("datasource", "data_asset", "batch_request", "data", "metadata"),
        *("batch_markers", "batch_spec", "batch_definition"),
    }

    assert set(inspect.signature(host.Batch).parameters) == given


def test_fields_of_the_data_source_stay_with_it() -> None:
    """Our fields are not passed to the execution engine, so that one engine serves all batches."""
    ours = set(ManifestDatasource.__fields__) - set(Datasource.__fields__)

    assert ours == {"as_of", "rules", "engine", "spark_master"}
    assert ours <= ManifestDatasource._get_exec_engine_excludes()


def test_metrics_are_found_by_their_names() -> None:
    """The registry of metrics is what refusals go through: name, and provider by the name of the engine."""
    ManifestExecutionEngine()
    definition = host.registered_metrics["column_values.nonnull.unexpected_count"]
    class_, answer = definition["providers"][ManifestExecutionEngine.__name__]

    assert class_ is host.TableMetricProvider
    assert callable(answer)
    assert host.registered_metrics["table.row_count"]["providers"][ManifestExecutionEngine.__name__][0] is (
        metrics.ManifestRowCount
    )
