"""DuckDB as every stage uses it: closed in, one clock, and nothing but the files it is given."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb
import pyarrow as pa
from sqlglot import exp

from compliance.model.manifest import ManifestFile


@contextmanager
def open_database(files: Sequence[ManifestFile] = ()) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an empty database in memory that may read these files and nothing else."""
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
    try:
        connection.execute("SET TimeZone = 'UTC'")
        # Counted for whoever asks, never drawn by the engine itself.
        connection.execute("SET enable_progress_bar = true")
        connection.execute("SET enable_progress_bar_print = false")
        connection.execute("SET preserve_insertion_order = false")
        # A manifest is read once: keeping its bytes would only make memory grow with its size.
        connection.execute("SET enable_external_file_cache = false")
        if files:
            connection.execute(f"SET allowed_paths = [{', '.join(literal(file.location) for file in files)}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


def store(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """Keep an Arrow table in the database under a name."""
    connection.register("given", table)
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS FROM given")
    connection.unregister("given")


def rows_of(file: ManifestFile) -> str:
    """Return SQL for the rows of a file: its columns, its partitions, and `file_row_number`."""
    fixed = "".join(
        f", {'CAST(NULL AS VARCHAR)' if value is None else literal(value)} AS {quote(name)}"
        for name, value in file.partitions
    )
    path = literal(file.location)
    return f"SELECT *{fixed} FROM read_parquet({path}, file_row_number => true, hive_partitioning => false)"


def literal(text: str) -> str:
    """Return the text as an SQL literal."""
    return exp.Literal.string(text).sql(dialect="duckdb")


def quote(name: str) -> str:
    """Return the name as an SQL identifier."""
    return exp.to_identifier(name, quoted=True).sql(dialect="duckdb")
