"""DuckDB as every stage uses it: closed in, one clock, and nothing but the files it is given."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from compliance.errors import UsageError
from compliance.model.manifest import ManifestFile
from compliance.quoting import literal, quote
from compliance.scratch import scratch_folder
from compliance.storage import is_url, open_rows

EARLY_MIB = 450
"""What a scan with many groups needs at least to stay quick; with more it would merely grow."""
_UNITS = ("bytes", "KiB", "MiB", "GiB", "TiB", "PiB")


@dataclass(frozen=True)
class Resources:
    """What a database may use. Without a number it takes what the machine, or its container, has."""

    threads: int | None = None
    memory: str | None = None
    """Such as `4GB`; what does not fit is written to a temporary folder."""
    spills_early: bool = False
    """Whether to go to disk at `EARLY_MIB` where no memory was named: for work that loses little by it."""


@contextmanager
def open_database(
    files: Sequence[ManifestFile] = (), resources: Resources | None = None, *, as_written: bool = False
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an empty database in memory that may read these files and nothing else.

    Queries run *as written* are not rearranged first, which for many wide ones
    over few rows takes longer than running them.
    """
    connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
    with scratch_folder() as spilled:
        try:
            connection.execute(f"SET temp_directory = {literal(str(spilled))}")
            if as_written:
                connection.execute("PRAGMA disable_optimizer")
            for setting in (*_used(connection, resources or Resources()), *_SETTINGS, *_readable(files)):
                connection.execute(f"SET {setting}")
            yield connection
        finally:
            connection.close()


@contextmanager
def within_memory(step: str) -> Iterator[None]:
    """Raise UsageError, which names the step, when the memory that may be used is too little for it."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise UsageError(
            f"{step} needs more memory than it may use", remedy="raise --memory-limit, or lower --threads"
        ) from error


_SETTINGS = (
    "TimeZone = 'UTC'",
    # Counted for whoever asks, never drawn by the engine itself.
    *("enable_progress_bar = true", "enable_progress_bar_print = false"),
    "preserve_insertion_order = false",
    # A manifest is read once: keeping its bytes would only make memory grow with its size.
    "enable_external_file_cache = false",
)


def _used(connection: duckdb.DuckDBPyConnection, resources: Resources) -> Iterator[str]:
    if resources.threads is not None:
        yield f"threads = {resources.threads:d}"
    if resources.memory is not None:
        yield f"memory_limit = {literal(resources.memory)}"
    elif resources.spills_early and _limit_mib(connection) > EARLY_MIB:
        yield f"memory_limit = '{EARLY_MIB}MiB'"


def _limit_mib(connection: duckdb.DuckDBPyConnection) -> float:
    """Return the limit that the database has chosen, in MiB: 80 % of what the machine or container has."""
    [(text,)] = connection.execute("SELECT current_setting('memory_limit')").fetchall()
    number, unit = text.split()
    return float(number) * 1024.0 ** (_UNITS.index(unit) - _UNITS.index("MiB"))


def _readable(files: Sequence[ManifestFile]) -> Iterator[str]:
    local = [literal(file.location) for file in files if not is_url(file.location)]
    if len(local) < len(files):
        # A stream has no known length; joins would be turned around and hold all of it in memory.
        yield "disabled_optimizers = 'join_order,build_side_probe_side'"
    if local:
        yield f"allowed_paths = [{', '.join(local)}]"
    yield "enable_external_access = false"
    yield "lock_configuration = true"


def store(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    """Keep an Arrow table in the database under a name."""
    connection.register("given", table)
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS FROM given")
    connection.unregister("given")


@contextmanager
def reading(
    connection: duckdb.DuckDBPyConnection,
    file: ManifestFile,
    bound: Iterable[str],
    rows: Sequence[int] | None = None,
) -> Iterator[None]:
    """Let one query read `rows_of` the file; a local file needs no preparation.

    Of a remote file, only the columns that the SQL in *bound* mentions are
    there, and only the *rows* with these numbers unless that is None. Raises
    ManifestError when it cannot be read to the end, or when rows are wanted and
    a pointer to them is all that is here.
    """
    if rows is None or rows:
        file.require_content()
    if not is_url(file.location):
        yield
        return
    texts = tuple(bound)
    columns = [name for name in file.columns if any(quote(name) in sql for sql in texts)]
    with open_rows(file, columns, rows) as remote:
        connection.register(_remote_name(file), remote.reader)
        try:
            yield
        except duckdb.Error as error:
            if remote.failure is not None:
                raise remote.failure from error
            raise
        finally:
            connection.unregister(_remote_name(file))


def rows_of(file: ManifestFile) -> str:
    """Return SQL for the rows of a file: its columns, its partitions, and `file_row_number`.

    A remote file is read inside of `reading` only.
    """
    fixed = "".join(
        f", {'CAST(NULL AS VARCHAR)' if value is None else literal(value)} AS {quote(name)}"
        for name, value in file.partitions
    )
    if is_url(file.location):
        return f"SELECT *{fixed} FROM {quote(_remote_name(file))}"
    path = literal(file.location)
    return f"SELECT *{fixed} FROM read_parquet({path}, file_row_number => true, hive_partitioning => false)"


def _remote_name(file: ManifestFile) -> str:
    # The address itself may hold a signature, which errors of the engine would show.
    return f"rows {hashlib.sha256(file.location.encode()).hexdigest()}"
