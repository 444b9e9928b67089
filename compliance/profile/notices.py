"""What the scan noticed about a manifest that is not a verdict."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import duckdb
import pyarrow as pa

from compliance.model.columns import COLUMNS
from compliance.model.manifest import ManifestFile
from compliance.model.report import Notice
from compliance.profile.reading import is_naive
from compliance.profile.scan import LOST


def naive_times(dataset: str, types: Mapping[str, str]) -> Iterator[Notice]:
    """Yield a notice for each timestamp column without a zone."""
    for name, type_ in types.items():
        if is_naive(COLUMNS[name], type_):
            yield Notice(
                dataset,
                f"The timestamps of `{name}` carry no time zone and were read as UTC.",
                "Write them as UTC timestamps.",
            )


def unreadable_cells(dataset: str, path: str, lost: Mapping[str, int]) -> Iterator[Notice]:
    """Yield a notice for each column with cells that could not be read; they count as unknown."""
    for name, count in lost.items():
        if count:
            column = COLUMNS[name.removeprefix(LOST)]
            yield Notice(
                dataset,
                f"{count:,} cells of `{column.name}` in {path} are no {column.kind} and count as unknown.",
                f"Write `{column.name}` as a {column.kind}; dates as ISO 8601.",
            )


def judged_from_pointers(dataset: str, files: Iterable[ManifestFile]) -> Iterator[Notice]:
    """Yield a notice when some of the files that were judged are not here."""
    pointers = [(file.path, file.pointer) for file in files if file.pointer is not None]
    if pointers:
        path, pointer = pointers[0]
        more = len(pointers) - 1
        others = f" and of {more:,} more {'file' if more == 1 else 'files'}" if more else ""
        yield Notice(
            dataset,
            f"The content of {path}{others} is not here, only a pointer: judged was what an earlier run "
            "kept of it, and no example rows can be fetched.",
            f"To see rows, {pointer.remedy}.",
        )


_MANY = 100_000
"""Groups below which nobody waits for them."""
_TELLING = 1_000
"""Values of a second fact that is worth its name."""


def unlike_records(
    connection: duckdb.DuckDBPyConnection, dataset: str, table: pa.Table, facts: Sequence[str]
) -> Iterator[Notice]:
    """Yield a notice when most records have facts of their own, with the facts that tell them apart."""
    groups = table.num_rows
    if groups <= _MANY:
        return
    records = _count(connection, table, 'sum("measure.records")')
    if groups * 2 <= records:
        return
    # One by one: together they would need several times the memory of the profile.
    values = {name: _count(connection, table, f'count(DISTINCT "{name}")') for name in facts}
    first, *others = sorted(values.items(), key=lambda pair: -pair[1])
    named = [first, *(pair for pair in others[:1] if pair[1] >= _TELLING)]
    told = " and ".join(f"`{name.removeprefix('record.')}` ({count:,} values)" for name, count in named)
    yield Notice(
        dataset,
        f"{records:,} records have {groups:,} combinations of facts, so that nearly each is judged "
        f"by itself, slowly and in much memory; they differ most in {told}.",
        "Give an expression with fewer values for the column in the card's `columns:`, "
        "or leave the column out if no rule needs it.",
    )


def _count(connection: duckdb.DuckDBPyConnection, table: pa.Table, sql: str) -> int:
    connection.register("profile", table)
    [(found,)] = connection.execute(f"SELECT CAST({sql} AS BIGINT) FROM profile").fetchall()
    connection.unregister("profile")
    return int(found)
