"""Parts: the profile of one file, or of several in a row, added up."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from compliance.errors import ManifestError
from compliance.expressions import FactPlan
from compliance.model.manifest import ManifestFile
from compliance.model.profile import MEASURES, POINTERS, pointer_to
from compliance.profile.scan import ENDS, FILE, LOST

_LOST = b"lost"


@dataclass(frozen=True)
class Part:
    """Groups with their measures, and what was lost on the way."""

    table: pa.Table
    """Facts, measures and pointers, which count the files of the part from 0."""
    lost: Mapping[int, Mapping[str, int]]
    """File of the part → column → cells that could not be read, where there are any."""

    @cached_property
    def rows(self) -> int:
        """Rows of the files that the part is the profile of."""
        return _total(self.table["measure.records"])

    def packed(self) -> pa.Table:
        """Return the part as one table."""
        return self.table.replace_schema_metadata({_LOST: json.dumps(self.lost)})

    @classmethod
    def unpacked(cls, table: pa.Table) -> "Part":
        """Return the part that was packed. Raises KeyError or ValueError for another table."""
        lost = json.loads((table.schema.metadata or {})[_LOST])
        return cls(table.replace_schema_metadata(None), {int(file): counts for file, counts in lost.items()})


def split(table: pa.Table, files: Sequence[ManifestFile]) -> list[Part]:
    """Return the part of each file that was scanned together. Raises ManifestError when rows are missing."""
    table = table if len(files) == 1 else table.sort_by(FILE)
    counted = table[FILE].value_counts().to_pylist()
    lengths = {count["values"]: count["counts"] for count in counted}
    parts, start = [], 0
    for number, file in enumerate(files):
        groups = table.slice(start, lengths.get(number, 0))
        start += groups.num_rows
        lost = {name: _total(groups[name]) for name in groups.column_names if name.startswith(LOST)}
        missed = {name: count for name, count in lost.items() if count}
        part = Part(groups.drop_columns([FILE, *lost]), {0: missed} if missed else {})
        if part.rows != file.rows:
            raise ManifestError(f"its footer promises {file.rows:,} rows, but {part.rows:,} were read")
        parts.append(part)
    return parts


def merge(connection: duckdb.DuckDBPyConnection, parts: Sequence[tuple[int, Part]]) -> Part:
    """Return the sum of parts with the same facts, each given with the number of its first file."""
    lost = {start + file: counts for start, part in parts for file, counts in part.lost.items()}
    tables = [_moved(part.table, pointer_to(start, 0)) for start, part in parts]
    together = tables[0] if len(tables) == 1 else add_up(connection, pa.concat_tables(tables))
    return Part(together, lost)


def add_up(connection: duckdb.DuckDBPyConnection, together: pa.Table) -> pa.Table:
    """Return the table with each combination of facts once, in no order."""
    added = (*MEASURES, *POINTERS)
    facts = "".join(f'"{name}", ' for name in together.column_names if name not in added)
    sums = ", ".join(f'CAST(sum("{name}") AS BIGINT) AS "{name}"' for name in MEASURES)
    connection.register("together", together)
    # Without any fact, and without groups, SQL would give a group of none.
    query = f"SELECT {facts}{sums}, {ENDS} FROM together GROUP BY ALL HAVING count(*) > 0"
    found = connection.sql(query).to_arrow_table()
    connection.unregister("together")
    return found


def renumbered(table: pa.Table, files: Iterable[int]) -> pa.Table:
    """Return the table with pointers into *files*, given by the number that they have now."""
    starts = pa.array([pointer_to(file, 0) for file in files], pa.int64())
    row_bits = pointer_to(1, 0) - 1
    bits = row_bits.bit_length()
    for name in POINTERS:
        numbers = pc.shift_right(table[name], bits)
        rows = pc.bit_wise_and(table[name], row_bits)
        table = _with(table, name, pc.add(pc.take(starts, numbers), rows))
    return table


def empty(plan: FactPlan) -> pa.Table:
    """Return the table of no groups."""
    facts = {name: pa.nulls(0) for name in plan.names}
    return pa.table(facts | {name: pa.array([], pa.int64()) for name in (*MEASURES, *POINTERS)})


def _total(column: pa.ChunkedArray) -> int:
    return pc.sum(column).as_py() or 0


def _moved(table: pa.Table, offset: int) -> pa.Table:
    for name in POINTERS if offset else ():
        table = _with(table, name, pc.add(table[name], offset))
    return table


def _with(table: pa.Table, name: str, column: pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, column)
