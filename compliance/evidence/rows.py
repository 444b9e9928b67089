"""Rows of a manifest, by pointer: the row group that holds each one is read, nothing else."""

from collections.abc import Iterable, Sequence

import duckdb

from compliance.database import open_database, reading, rows_of
from compliance.errors import ManifestError, UsageError
from compliance.model.exemplar import Exemplar
from compliance.model.manifest import Dataset, ManifestFile
from compliance.model.profile import pointed, pointer_to

_CELL_LIMIT = 500
"""Characters kept of a cell."""


def require_rows(datasets: Iterable[Dataset]) -> None:
    """Raise UsageError where the rows of a file are not here, though an earlier run has seen them."""
    for file in (file for dataset in datasets for file in dataset.files):
        try:
            file.require_content()
        except ManifestError as error:
            raise UsageError(
                f"lists and samples of records need the rows of {file.path}: {error.text}",
                remedy=error.remedy,
            ) from error


def fetch_rows(files: Sequence[ManifestFile], pointers: Iterable[int]) -> dict[int, Exemplar]:
    """Return the rows that the pointers point to, with their canonical columns as text.

    Raises ManifestError when a file has changed since the scan.
    """
    wanted = set(pointers)
    with open_database([files[index] for index in {pointed(pointer)[0] for pointer in wanted}]) as connection:
        return rows_in(connection, files, wanted)


def rows_in(
    connection: duckdb.DuckDBPyConnection, files: Sequence[ManifestFile], pointers: Iterable[int]
) -> dict[int, Exemplar]:
    """Return the same by means of a database that may read the files."""
    rows: dict[int, list[int]] = {}
    for pointer in sorted(set(pointers)):
        index, row = pointed(pointer)
        rows.setdefault(index, []).append(row)
    found: dict[int, Exemplar] = {}
    for index, wanted in rows.items():
        try:
            exemplars = _rows_of(connection, files[index], wanted)
        except duckdb.Error as error:
            raise ManifestError(f"{files[index].path} changed while it was read: {error}") from error
        if len(exemplars) < len(wanted):
            raise ManifestError(f"{files[index].path} changed while it was read: rows are gone")
        found |= {pointer_to(index, exemplar.row): exemplar for exemplar in exemplars}
    return found


def _rows_of(
    connection: duckdb.DuckDBPyConnection, file: ManifestFile, rows: Sequence[int]
) -> list[Exemplar]:
    names = [name for name, _ in file.bindings]
    cells = ", ".join(f"left(CAST({sql} AS VARCHAR), {_CELL_LIMIT})" for _, sql in file.bindings)
    with reading(connection, file, [sql for _, sql in file.bindings], rows):
        fetched = connection.execute(
            f"SELECT file_row_number, {cells} FROM ({rows_of(file)}) "
            f"WHERE file_row_number IN ({', '.join(map(str, rows))}) ORDER BY file_row_number"
        ).fetchall()
    return [
        Exemplar(
            file.path,
            row,
            tuple((name, cell) for name, cell in zip(names, values, strict=True) if cell is not None),
        )
        for row, *values in fetched
    ]
