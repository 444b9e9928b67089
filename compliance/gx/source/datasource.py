"""The data source: `context.data_sources.add_manifest(…)`, and manifests as its assets."""

import datetime
import re
from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from compliance.errors import ComplianceError
from compliance.gx.host import (
    Batch,
    BatchDefinition,
    BatchRequest,
    DataAsset,
    Datasource,
    FileNamePartitionerPath,
    IDDict,
    InvalidBatchRequestError,
    TestConnectionError,
    pydantic,
)
from compliance.gx.source.asset import Asset
from compliance.gx.source.engine import ManifestBatchData, ManifestExecutionEngine
from compliance.gx.source.question import Question, dataset_of
from compliance.gx.source.reported import ReportAsset

AS_OF, FILE = "as_of", "file"
"""The parameters of a batch."""
_ANY_DAY = datetime.date(2000, 1, 1)
"""Which files there are depends on no day."""
_EngineType = type[ManifestExecutionEngine]  # inside a data source `type` is a field
_AssetTypes = Sequence[type[DataAsset]]


class ManifestAsset(Asset):
    """The manifest of one dataset: a file, glob, folder, URL or card, and the papers that go with it."""

    type: Literal["manifest"] = "manifest"
    path: str
    card: str | None = None
    grants: str | None = None
    waivers: str | None = None
    corrections: str | None = None
    baseline: str | None = None

    def test_connection(self) -> None:
        """Raise TestConnectionError unless the manifest and its papers can be read."""
        try:
            dataset_of(self._question({AS_OF: _ANY_DAY}))
        except ComplianceError as error:
            raise TestConnectionError(f"{error.text}. {error.remedy}".strip()) from error

    def add_batch_definition_whole_manifest(self, name: str) -> BatchDefinition:
        """Return a new definition of batches with all files."""
        return self.add_batch_definition(name)

    def add_batch_definition_per_file(self, name: str) -> BatchDefinition:
        """Return a new definition of batches of one file each, named by the parameter `file`."""
        return self.add_batch_definition(name, FileNamePartitionerPath(regex=re.compile(".+")))

    def get_batch_parameters_keys(self, partitioner: object = None) -> tuple[str, ...]:
        """Return what a batch can be told: the day, and per file which one."""
        return (AS_OF,) if partitioner is None else (AS_OF, FILE)

    def get_batch_identifiers_list(self, batch_request: BatchRequest) -> list[dict[str, str]]:
        """Return the parameters of every batch: one, or one for each file."""
        given = dict(batch_request.options)
        if batch_request.partitioner is None or FILE in given:
            return [IDDict(given)]
        dataset = dataset_of(self._question({AS_OF: _ANY_DAY}))
        paths = [*(file.path for file in dataset.files), *(file.path for file in dataset.unread)]
        return [IDDict({**given, FILE: path}) for path in sorted(paths)]

    def get_batch(self, batch_request: BatchRequest) -> Batch:
        """Return one batch; a definition per file with several files needs `file`."""
        self._validate_batch_request(batch_request)
        identifiers = self.get_batch_identifiers_list(batch_request)
        if len(identifiers) != 1:
            names = ", ".join(identifier[FILE] for identifier in identifiers)
            raise InvalidBatchRequestError(f"name one file: batch_parameters={{'file': …}} of {names}")
        data = self.data(identifiers[0])
        question = data.question
        shown = {"as_of": question.as_of.isoformat(), "asked": question.call}
        return self._batch(batch_request, identifiers[0], data, shown)

    def data(self, parameters: dict[str, Any]) -> ManifestBatchData:
        """Return the data of a batch with these parameters. Raises InvalidBatchRequestError without a day."""
        return ManifestBatchData(self.datasource.get_execution_engine(), self._question(parameters))

    def _question(self, parameters: dict[str, Any]) -> Question:
        as_of = parameters.get(AS_OF) or self.datasource.as_of
        if as_of is None:
            raise InvalidBatchRequestError(
                "as of which day? Give the data source as_of, or batch_parameters={'as_of': '2026-08-22'}"
            )
        return Question(
            path=self.path,
            as_of=as_of,
            card=self.card,
            grants=self.grants,
            rules=tuple(self.datasource.rules),
            waivers=self.waivers,
            corrections=self.corrections,
            baseline=self.baseline,
            file=parameters.get(FILE),
            engine=self.datasource.engine,
            spark_master=self.datasource.spark_master,
        )


class ManifestDatasource(Datasource):
    """Manifests judged by the shipped rules and those in the folders *rules*, as of a day; and reports."""

    asset_types: ClassVar[_AssetTypes] = [ManifestAsset, ReportAsset]
    _EXTRA_EXCLUDED_EXEC_ENG_ARGS: ClassVar[set[str]] = {"as_of", "rules", "engine", "spark_master"}

    type: Literal["manifest"] = "manifest"
    as_of: datetime.date | None = None
    """None: each run says the day, by the batch parameter `as_of`."""
    rules: list[str] = pydantic.Field(default_factory=list)
    engine: Literal["duckdb", "spark"] = "duckdb"
    spark_master: str | None = None
    """Where Spark runs, such as `local[4]` or `yarn`; None: this machine."""
    assets: list[ManifestAsset | ReportAsset] = pydantic.Field(default_factory=list)

    @property
    def execution_engine_type(self) -> _EngineType:
        """The engine of every batch."""
        return ManifestExecutionEngine

    def test_connection(self, test_assets: bool = True) -> None:  # noqa: FBT001, FBT002 - as GX calls it
        """Raise TestConnectionError unless every asset can be read."""
        for asset in self.assets if test_assets else ():
            asset._datasource = self  # noqa: SLF001 - as every data source of GX does
            asset.test_connection()
