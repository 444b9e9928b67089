"""Everything of Great Expectations that this package stands on, in one place.

Its documentation promises `Expectation`, `DataAsset`, `Datasource` and
`ValidationAction` to authors of extensions; execution engines, batches and
metrics are known from its source alone. A test compares what is used of them
with the release that is installed. Importing this module takes seconds.
"""

from great_expectations import Checkpoint, ExpectationSuite, RunIdentifier, ValidationDefinition, get_context
from great_expectations.checkpoint.actions import ActionContext, UpdateDataDocsAction, ValidationAction
from great_expectations.checkpoint.checkpoint import CheckpointResult
from great_expectations.compatibility import pydantic
from great_expectations.core.batch import BatchData, LegacyBatchDefinition
from great_expectations.core.batch_definition import BatchDefinition
from great_expectations.core.batch_spec import BatchMarkers, BatchSpec
from great_expectations.core.expectation_validation_result import (
    ExpectationSuiteValidationResult,
    ExpectationValidationResult,
)
from great_expectations.core.id_dict import IDDict
from great_expectations.core.partitioners import FileNamePartitionerPath
from great_expectations.data_context import FileDataContext
from great_expectations.datasource.fluent import BatchRequest
from great_expectations.datasource.fluent.interfaces import (
    Batch,
    DataAsset,
    Datasource,
    HeadData,
    TestConnectionError,
)
from great_expectations.exceptions import InvalidBatchRequestError
from great_expectations.execution_engine import ExecutionEngine
from great_expectations.expectations import ExpectTableRowCountToBeBetween, UnexpectedRowsExpectation
from great_expectations.expectations.expectation import BatchExpectation, render_suite_parameter_string
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.expectations.metadata_types import FailureSeverity
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider
from great_expectations.expectations.registry import _registered_metrics as registered_metrics
from great_expectations.render import (
    LegacyDiagnosticRendererType,
    LegacyRendererType,
    RenderedStringTemplateContent,
    RenderedTableContent,
)
from great_expectations.render.renderer.renderer import renderer
from great_expectations.render.renderer.site_builder import SiteBuilder
from great_expectations.render.renderer_configuration import RendererConfiguration, RendererValueType
from great_expectations.render.view.view import DefaultJinjaPageView

__all__ = [
    "ActionContext",
    "Batch",
    "BatchData",
    "BatchDefinition",
    "BatchExpectation",
    "BatchMarkers",
    "BatchRequest",
    "BatchSpec",
    "Checkpoint",
    "CheckpointResult",
    "DataAsset",
    "Datasource",
    "DefaultJinjaPageView",
    "ExecutionEngine",
    "ExpectTableRowCountToBeBetween",
    "ExpectationConfiguration",
    "ExpectationSuite",
    "ExpectationSuiteValidationResult",
    "ExpectationValidationResult",
    "FailureSeverity",
    "FileDataContext",
    "FileNamePartitionerPath",
    "HeadData",
    "IDDict",
    "InvalidBatchRequestError",
    "LegacyBatchDefinition",
    "LegacyDiagnosticRendererType",
    "LegacyRendererType",
    "RenderedStringTemplateContent",
    "RenderedTableContent",
    "RendererConfiguration",
    "RendererValueType",
    "RunIdentifier",
    "SiteBuilder",
    "TableMetricProvider",
    "TestConnectionError",
    "UnexpectedRowsExpectation",
    "UpdateDataDocsAction",
    "ValidationAction",
    "ValidationDefinition",
    "get_context",
    "metric_value",
    "pydantic",
    "registered_metrics",
    "render_suite_parameter_string",
    "renderer",
]
