"""What expectations can ask of a manifest: the report, and what its footers say."""

from typing import Any

from compliance.errors import ComplianceError, UsageError
from compliance.gx.contract.conforming import conformity
from compliance.gx.contract.conformity import Conformity
from compliance.gx.contract.demand import Demand
from compliance.gx.host import TableMetricProvider, metric_value
from compliance.gx.pages.rendering import plain
from compliance.gx.source.engine import ManifestExecutionEngine
from compliance.gx.source.question import dataset_of, state_of
from compliance.model.manifest import ManifestFile
from compliance.model.report import Report

REPORT, CONFORMITY = "manifest.report", "manifest.conformity"
DEMANDS = ("columns", "not_null", "vocabularies", "checks")
"""What a demand is made of."""


class ManifestReport(TableMetricProvider):
    """The report on a batch: one metric for all rules, so one scan for all expectations."""

    metric_name = REPORT

    @metric_value(engine=ManifestExecutionEngine)
    def _answer(
        cls,  # noqa: N805 - GX passes the class
        execution_engine: ManifestExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        **_: object,
    ) -> Report:
        return execution_engine.data(metric_domain_kwargs).report()


class ManifestConformity(TableMetricProvider):
    """Whether the manifest of a batch conforms: one metric for each demand, from the scan of the report."""

    metric_name = CONFORMITY
    value_keys = DEMANDS

    @metric_value(engine=ManifestExecutionEngine)
    def _conformity(
        cls,  # noqa: N805 - GX passes the class
        execution_engine: ManifestExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        metric_value_kwargs: dict[str, Any],
        **_: object,
    ) -> Conformity:
        given = {name: value for name, value in metric_value_kwargs.items() if value}
        question = execution_engine.question(metric_domain_kwargs)
        return conformity(state_of(question), Demand.of(**given))


class ManifestRowCount(TableMetricProvider):
    """The rows in the footers, for the expectations of GX itself."""

    metric_name = "table.row_count"

    @metric_value(engine=ManifestExecutionEngine)
    def _count(
        cls,  # noqa: N805 - GX passes the class
        execution_engine: ManifestExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        **_: object,
    ) -> int:
        return sum(file.rows for file in _files(execution_engine, metric_domain_kwargs))


class ManifestColumns(TableMetricProvider):
    """The columns of all files, for the expectations of GX itself, which show markup in them as it is."""

    metric_name = "table.columns"

    @metric_value(engine=ManifestExecutionEngine)
    def _names(
        cls,  # noqa: N805 - GX passes the class
        execution_engine: ManifestExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        **_: object,
    ) -> list[str]:
        files = _files(execution_engine, metric_domain_kwargs)
        return list(dict.fromkeys(plain(name) for file in files for name in file.columns))


def _files(engine: ManifestExecutionEngine, domain: dict[str, Any]) -> tuple[ManifestFile, ...]:
    """Return the files of a batch, for expectations of GX, which show errors as they are, markup too."""
    try:
        return dataset_of(engine.question(domain)).files
    except ComplianceError as error:
        raise UsageError(plain(error.text), remedy=plain(error.remedy)) from error
