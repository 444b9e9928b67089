"""Spark, on a cluster or in this process: the engine for manifests that are too large for one machine.

Spark scans and groups. What a column's type is, and what the result looks like, DuckDB says, which
has the first file at hand; so do the rows that reports show as evidence come through DuckDB.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import metadata
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from compliance.database import Resources
from compliance.errors import ManifestError
from compliance.model.manifest import ManifestFile
from compliance.profile.engines.duckdb_engine import DuckDBEngine, DuckDBSession
from compliance.profile.engines.spark_session import isolated, running, start
from compliance.profile.engines.spark_stores import check_stores, hadoop_url
from compliance.profile.progress import Progress, watched
from compliance.profile.scan import FILE, ROW
from compliance.quoting import quote

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_MASTER = "local[*]"
_ROWS, _PATH, _KEY = "rows", "scan.path", "scan.key"
_PLAIN = re.compile(r"[A-Za-z0-9:/._=+-]+")
"""Paths that no URL spells otherwise."""


@dataclass
class SparkEngine:
    """Scans with Spark: with the session that is given or runs in this process, or with one of its own."""

    session: "SparkSession | None" = None
    master: str = _MASTER
    """Where a session of its own runs."""
    memory: str | None = None
    """What the driver of a session of its own may use, such as `4GB`."""
    batch_rows: int = 50_000_000
    batch_files: int = 10_000
    _own: "SparkSession | None" = field(default=None, init=False, repr=False)
    name = "spark"

    @property
    def version(self) -> str:
        """The version of Spark's Python package, which brings Spark."""
        return metadata.version("pyspark")

    @contextmanager
    def opened(
        self,
        files: Sequence[ManifestFile],
        tables: Mapping[str, pa.Table],
        *,
        streams: bool = False,  # noqa: ARG002 - Spark sorts where it scans
    ) -> Iterator["_SparkSession"]:
        """Return a session that joins with *tables*.

        Raises UsageError when Spark cannot be started, or lacks what reads the files.
        """
        urls = [hadoop_url(file.location) for file in files]
        spark = isolated(self.session or running() or self._started())
        check_stores(spark, urls)
        with DuckDBEngine(Resources(threads=1)).opened(files, tables) as one_machine:
            for name, table in tables.items():
                spark.createDataFrame(table).hint("broadcast").createOrReplaceTempView(name)
            yield _SparkSession(spark, one_machine)

    def _started(self) -> "SparkSession":
        if self._own is None:
            self._own = start(self.master, self.memory)
        return self._own

    def close(self) -> None:
        """Stop Spark, unless somebody else started it."""
        if self._own is not None:
            self._own.stop()
            self._own = None


@dataclass(frozen=True)
class _SparkSession:
    spark: "SparkSession"
    one_machine: DuckDBSession

    def types(self, file: ManifestFile, columns: Mapping[str, str]) -> dict[str, str]:
        return self.one_machine.types(file, columns)

    def scan(
        self, files: Sequence[ManifestFile], write: Callable[[str], str], progress: Progress | None
    ) -> pa.Table:
        from compliance.profile.engines.spark_dialect import to_spark  # noqa: PLC0415 - start-up time

        query = write(f"SELECT * FROM {_ROWS}")
        schema = self.one_machine.schema(files[0], write)
        translated = to_spark(query)
        with _faults_of_the_files(), watched(self._share, files, progress):
            self._rows(files, query).createOrReplaceTempView(_ROWS)
            return self.spark.sql(translated).toArrow().cast(schema)

    def stream(self, files: Sequence[ManifestFile], write: Callable[[str], str]) -> Iterator[pa.RecordBatch]:
        yield from self.scan(files, write, None).to_batches()

    def _rows(self, files: Sequence[ManifestFile], query: str) -> "DataFrame":
        """Return the rows of the files: the columns that the query mentions, FILE and ROW."""
        from pyspark.sql import functions  # noqa: PLC0415 - an extra
        from pyspark.sql.types import StructType  # noqa: PLC0415 - likewise

        from compliance.profile.engines.spark_types import spark_type  # noqa: PLC0415 - start-up time

        columns = self.one_machine.columns(files[0])
        read = {name: spark_type(type_) for name, type_ in columns.items() if quote(name) in query}
        declared = ", ".join(f"{_name(name)} {type_}" for name, type_ in read.items())
        reader = self.spark.read.schema(declared or StructType()).option("recursiveFileLookup", value=True)
        # Paths are names here, never patterns.
        rows = reader.option("__globPaths__", value=False).parquet(
            *(hadoop_url(file.location) for file in files)
        )
        of_file = rows.metadataColumn("_metadata")
        rows = rows.select(
            *(functions.expr(_checked(name, type_)).alias(name) for name, type_ in read.items()),
            of_file["file_path"].alias(_PATH),
            of_file["row_index"].alias(ROW),
        )
        return rows.join(self._numbers(files), functions.expr(f"{_name(_PATH)} = {_name(_KEY)}"))

    def _numbers(self, files: Sequence[ManifestFile]) -> "DataFrame":
        """Return the path, as Spark gives it, the number and the partition values of each file."""
        columns: dict[str, pa.Array] = {
            _KEY: pa.array([self._spelled(hadoop_url(file.location)) for file in files], pa.string()),
            FILE: pa.array(range(len(files)), pa.int32()),
        }
        for place, (name, _) in enumerate(files[0].partitions):
            columns[name] = pa.array([file.partitions[place][1] for file in files], pa.string())
        return self.spark.createDataFrame(pa.table(columns)).hint("broadcast")

    def _spelled(self, url: str) -> str:
        """Return the URL as Spark spells it in the metadata of rows."""
        if _PLAIN.fullmatch(url):
            return url
        jvm: Any = self.spark.sparkContext._jvm  # noqa: SLF001 - Python cannot spell it
        return str(jvm.org.apache.hadoop.fs.Path(url).toUri().toString())

    def _share(self) -> float:
        """Return how much of the running stage is done."""
        tracker = self.spark.sparkContext.statusTracker()
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        tasks = sum(stage.numTasks for stage in stages if stage)
        return sum(stage.numCompletedTasks for stage in stages if stage) / tasks if tasks else 0.0


def _name(name: str) -> str:
    return f"`{name.replace('`', '``')}`"


def _checked(name: str, type_: str) -> str:
    """Return SQL for a column of which every text is valid, as DuckDB insists on."""
    if type_ == "STRING":
        return f"VALIDATE_UTF8({_name(name)})"
    if "STRING" in type_:
        return f"CASE WHEN VALIDATE_UTF8(CAST({_name(name)} AS STRING)) IS NOT NULL THEN {_name(name)} END"
    return _name(name)


@contextmanager
def _faults_of_the_files() -> Iterator[None]:
    from py4j.protocol import Py4JError  # noqa: PLC0415 - an extra
    from pyspark.errors import PySparkException  # noqa: PLC0415 - likewise

    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise ManifestError(
            f"it cannot be read to the end: {_reason(error)}", remedy="write the file again"
        ) from error


def _reason(error: Exception) -> str:
    """Return the line that says what happened, not that something has."""
    lines = str(error).splitlines()
    said = [line.partition(": ")[2] for line in lines if line.startswith(("Caused by: ", ": "))]
    return said[-1] if said else lines[0]
