"""The first rows of a manifest, as they stand in its files: to look at, not to count."""

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from compliance.database import open_database, reading, rows_of
from compliance.errors import UsageError
from compliance.model.manifest import ManifestFile
from compliance.quoting import quote

_MOST = 10_000


def first_rows(files: Sequence[ManifestFile], count: int) -> Any:  # noqa: ANN401 - a data frame of pandas
    """Return so many rows from the start, as a data frame with the columns of all files.

    Raises UsageError for more than a look takes, or without a file, and
    ManifestError for a file that cannot be read.
    """
    if count > _MOST:
        raise UsageError(
            f"A manifest shows its first {_MOST:,} rows at most, not {count:,}.",
            remedy="read the files themselves",
        )
    if not files:
        raise UsageError("No file of the manifest can be read.", remedy="compliance check says why")
    queries = []
    with ExitStack() as opened:
        connection = opened.enter_context(open_database(files))
        for number, file in enumerate(files):
            taken = min(count, file.rows)
            if taken or not number:
                query = _query(number, file, taken)
                opened.enter_context(reading(connection, file, [query], range(taken)))
                queries.append(query)
            count -= taken
        together = " UNION ALL BY NAME ".join(queries)
        return connection.sql(
            f'SELECT * EXCLUDE ("scan.file", "scan.row") FROM ({together}) ORDER BY "scan.file", "scan.row"'
        ).df()


def _query(number: int, file: ManifestFile, count: int) -> str:
    columns = "".join(f", {quote(name)}" for name in file.columns)
    place = f'{number} AS "scan.file", file_row_number AS "scan.row"'
    return f"SELECT {place}{columns} FROM ({rows_of(file)}) WHERE file_row_number < {count}"
