"""Reports that were made before, as assets: a run elsewhere is validated here without its data."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from compliance.caching import stamp
from compliance.errors import ComplianceError, UsageError
from compliance.gx.host import (
    Batch,
    BatchDefinition,
    BatchRequest,
    ExecutionEngine,
    IDDict,
    TestConnectionError,
)
from compliance.gx.source.asset import Asset
from compliance.gx.source.engine import ReportedData
from compliance.model.report import Report
from compliance.reporting.read import read


class ReportBatchData(ReportedData):
    """What a report says of one dataset."""

    def __init__(self, execution_engine: ExecutionEngine, report: Report) -> None:
        super().__init__(execution_engine)
        self._report = report

    def report(self) -> Report:
        """Return the report."""
        return self._report


class ReportAsset(Asset):
    """A dataset in a report that `compliance` has left: no data is read."""

    type: Literal["report"] = "report"
    path: str
    """Of the JSON report, or of a page that holds it."""
    dataset: str | None = None
    """Which dataset, where the report is on several."""

    def test_connection(self) -> None:
        """Raise TestConnectionError unless the report can be read and is on the dataset."""
        try:
            self._report()
        except ComplianceError as error:
            raise TestConnectionError(f"{error.text}. {error.remedy}".strip()) from error

    def add_batch_definition_whole_report(self, name: str) -> BatchDefinition:
        """Return a new definition of the one batch."""
        return self.add_batch_definition(name)

    def get_batch_parameters_keys(self, partitioner: object = None) -> tuple[str, ...]:
        """Return nothing: a report is as of its own day."""
        del partitioner
        return ()

    def get_batch_identifiers_list(self, batch_request: BatchRequest) -> list[dict[str, str]]:
        """Return the parameters of the one batch: none."""
        self._validate_batch_request(batch_request)
        return [IDDict({})]

    def get_batch(self, batch_request: BatchRequest) -> Batch:
        """Return the batch."""
        self._validate_batch_request(batch_request)
        data = self.data({})
        report = data.report()
        shown = {"as_of": report.as_of.isoformat(), "asked": report.command}
        return self._batch(batch_request, {}, data, shown)

    def data(self, parameters: dict[str, str]) -> ReportBatchData:
        """Return what the report says of the dataset. Raises UsageError."""
        del parameters
        return ReportBatchData(self.datasource.get_execution_engine(), self._report())

    def _report(self) -> Report:
        return _on_dataset(_read_report(Path(self.path)), self.dataset, self.path)


def _on_dataset(report: Report, name: str | None, path: str) -> Report:
    """Return the report as it is on one dataset. Raises UsageError."""
    chosen = tuple(dataset for dataset in report.datasets if name in {None, dataset.name})
    if len(chosen) != 1:
        names = ", ".join(dataset.name for dataset in report.datasets)
        asked = "several datasets" if name is None else f"no dataset {name}"
        raise UsageError(f"{path} has {asked}", remedy=f"name one of {names}")
    findings = tuple(finding for finding in report.findings if finding.dataset == chosen[0].name)
    return replace(report, datasets=chosen, findings=findings)


def _read_report(path: Path) -> Report:
    """Return the report in a file, read once while it stays the same. Raises UsageError."""
    try:
        state = stamp(path.stat())
    except OSError:
        state = ()  # reading it says what is wrong
    return _read(path, state)


@lru_cache(maxsize=2)
def _read(path: Path, _: tuple[int, ...]) -> Report:
    return read(path).report
