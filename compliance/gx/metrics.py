"""What expectations can ask of a manifest: the report, and what its footers say."""

from typing import Any

from compliance.gx.engine import ManifestExecutionEngine
from compliance.gx.host import TableMetricProvider, metric_value
from compliance.gx.question import dataset_of
from compliance.model.report import Report

REPORT = "manifest.report"


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
        return sum(file.rows for file in dataset_of(execution_engine.question(metric_domain_kwargs)).files)


class ManifestColumns(TableMetricProvider):
    """The columns of all files, for the expectations of GX itself."""

    metric_name = "table.columns"

    @metric_value(engine=ManifestExecutionEngine)
    def _names(
        cls,  # noqa: N805 - GX passes the class
        execution_engine: ManifestExecutionEngine,
        metric_domain_kwargs: dict[str, Any],
        **_: object,
    ) -> list[str]:
        files = dataset_of(execution_engine.question(metric_domain_kwargs)).files
        return list(dict.fromkeys(name for file in files for name in file.columns))
