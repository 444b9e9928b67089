"""DuckDB, in this process: the engine for one machine."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace

import duckdb
import pyarrow as pa

from compliance.database import Resources, open_database, reading, rows_of, store, within_memory
from compliance.errors import ManifestError
from compliance.model.manifest import ManifestFile
from compliance.profile.progress import Progress, watched
from compliance.profile.scan import FILE, ROW
from compliance.quoting import literal, quote
from compliance.storage import is_url

_BATCH = 100_000
"""Rows of a stream that are in memory at once."""


@dataclass(frozen=True)
class DuckDBEngine:
    """Scans with the threads and the memory of this machine."""

    resources: Resources = field(default_factory=Resources)
    name = "duckdb"
    version = duckdb.__version__
    batch_rows = 500_000
    batch_files = 500

    @contextmanager
    def opened(
        self, files: Sequence[ManifestFile], tables: Mapping[str, pa.Table], *, streams: bool = False
    ) -> Iterator["DuckDBSession"]:
        """Return a session that may read *files* and nothing else, and joins with *tables*."""
        with open_database(files, replace(self.resources, spills_early=not streams)) as connection:
            for name, table in tables.items():
                store(connection, name, table)
            yield DuckDBSession(connection)

    def close(self) -> None:
        """Release nothing: every database is closed with its session."""


@dataclass(frozen=True)
class DuckDBSession:
    """A database that holds the tables."""

    connection: duckdb.DuckDBPyConnection

    def types(self, file: ManifestFile, columns: Mapping[str, str]) -> dict[str, str]:
        """Return the type of each of the *columns*."""
        if not columns:
            return {}
        picked = ", ".join(f'{sql} AS "{name}"' for name, sql in columns.items())
        with _faults_of_the_file(), reading(self.connection, file, columns.values(), ()):
            return self._described(f"SELECT {picked} FROM ({rows_of(file)})")

    def columns(self, file: ManifestFile) -> dict[str, str]:
        """Return the type of each column in the file, which its partitions are not."""
        with _faults_of_the_file(), reading(self.connection, file, map(quote, file.columns), ()):
            described = self._described(rows_of(file))
        return {name: described[name] for name in file.columns[: len(file.columns) - len(file.partitions)]}

    def schema(self, file: ManifestFile, write: Callable[[str], str]) -> pa.Schema:
        """Return what the result of a scan looks like."""
        with _faults_of_the_file(), reading(self.connection, file, [write("rows")], ()):
            return self.connection.sql(write(f"{_rows([file])} LIMIT 0")).to_arrow_table().schema

    def scan(
        self, files: Sequence[ManifestFile], write: Callable[[str], str], progress: Progress | None
    ) -> pa.Table:
        """Return the result of the query."""
        with _faults_of_the_file(), watched(self._share, files, progress), ExitStack() as opened:
            query = write("rows")
            for file in files:
                opened.enter_context(reading(self.connection, file, [query]))
            return self.connection.sql(write(_rows(files))).to_arrow_table()

    def stream(self, files: Sequence[ManifestFile], write: Callable[[str], str]) -> Iterator[pa.RecordBatch]:
        """Yield the result of the query batch by batch."""
        with _faults_of_the_file(), ExitStack() as opened:
            query = write("rows")
            for file in files:
                opened.enter_context(reading(self.connection, file, [query]))
            yield from self.connection.sql(write(_rows(files))).to_arrow_reader(_BATCH)

    def _share(self) -> float:
        return self.connection.query_progress() / 100

    def _described(self, query: str) -> dict[str, str]:
        return {row[0]: row[1] for row in self.connection.execute(f"DESCRIBE {query}").fetchall()}


@contextmanager
def _faults_of_the_file() -> Iterator[None]:
    try:
        with within_memory("the scan"):
            yield
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise ManifestError(
            f"it cannot be read to the end: {reason}", remedy="write the file again"
        ) from error


def _rows(files: Sequence[ManifestFile]) -> str:
    """Return SQL for the rows of the files, which have the same columns."""
    if len(files) == 1:
        return f'SELECT *, 0 AS "{FILE}", file_row_number AS "{ROW}" FROM ({rows_of(files[0])})'
    if any(is_url(file.location) for file in files):
        numbered = (
            f'SELECT *, {number} AS "{FILE}", file_row_number AS "{ROW}" FROM ({rows_of(file)})'
            for number, file in enumerate(files)
        )
        return " UNION ALL ".join(numbered)
    names = [name for name, _ in files[0].partitions]
    fixed = ", ".join(["number", *(f'"partition.{index}"' for index, _ in enumerate(names))])
    values = ", ".join(f"({_values(number, file)})" for number, file in enumerate(files))
    added = "".join(f', f."partition.{index}" AS {quote(name)}' for index, name in enumerate(names))
    paths = ", ".join(literal(file.location) for file in files)
    return (
        f'SELECT r.*{added}, file_index AS "{FILE}", file_row_number AS "{ROW}" '
        f"FROM read_parquet([{paths}], file_row_number => true, hive_partitioning => false) AS r "
        f"JOIN (VALUES {values}) AS f({fixed}) ON f.number = r.file_index"
    )


def _values(number: int, file: ManifestFile) -> str:
    texts = ("CAST(NULL AS VARCHAR)" if value is None else literal(value) for _, value in file.partitions)
    return ", ".join([str(number), *texts])
