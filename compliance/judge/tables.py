"""The judge's tables: profiles and cards, small and in memory."""

from collections.abc import Iterator, Sequence

import duckdb
import pyarrow as pa

from compliance.database import store
from compliance.expressions import FactPlan
from compliance.model.columns import COLUMNS, Kind
from compliance.model.manifest import Dataset
from compliance.model.profile import MEASURES, POINTERS, Profile

MEMBER = "member"
"""Column with the number of a group among those of all profiles."""
_OF_CARD = ("name", "version", "owner", "entity", "intended_use", "released_to")
"""Keys of the card that rules may ask for."""
_TYPES = {Kind.BOOLEAN: pa.bool_(), Kind.LIST: pa.list_(pa.string())}
_DERIVED_TYPES = {
    "signal.conflict": pa.bool_(),
    "signal.schemes": pa.list_(pa.string()),
    "signal.count": pa.int32(),
}


def combine_profiles(profiles: Sequence[Profile], plan: FactPlan) -> pa.Table:
    """Return the groups of every profile of a run, numbered; `dataset` is the index of the profile."""
    schema = _profile_schema(plan)
    tables = []
    for index, profile in enumerate(profiles):
        if profile.table.num_rows:
            table = profile.table.append_column(
                "dataset", pa.array([index] * profile.table.num_rows, pa.int32())
            )
            tables.append(table.select(schema.names).cast(schema))
    together = pa.concat_tables(tables) if tables else schema.empty_table()
    return together.append_column(MEMBER, pa.array(range(together.num_rows), pa.int64()))


def marks_of(connection: duckdb.DuckDBPyConnection, table: str, sizes: Sequence[int]) -> Iterator[pa.Table]:
    """Yield `group` and `mark` of each dataset from a table of members, given the sizes of profiles."""
    start = 0
    for size in sizes:
        yield connection.sql(
            f'SELECT {MEMBER} - {start} AS "group", mark FROM {table} '
            f"WHERE {MEMBER} >= {start} AND {MEMBER} < {start + size} ORDER BY ALL"
        ).to_arrow_table()
        start += size


def store_datasets(connection: duckdb.DuckDBPyConnection, datasets: Sequence[Dataset]) -> None:
    """Store what the cards say, and which register goes with each dataset."""
    registers = register_numbers(datasets)
    rows = [
        {"dataset": index, "register": registers.get(dataset.register_path)}
        | {f"dataset.{key}": getattr(dataset.card, key) for key in _OF_CARD}
        for index, dataset in enumerate(datasets)
    ]
    numbers = [(name, pa.int32()) for name in ("dataset", "register")]
    schema = pa.schema([*numbers, *((f"dataset.{key}", pa.string()) for key in _OF_CARD)])
    store(connection, "datasets", pa.Table.from_pylist(rows, schema))


def record_totals(connection: duckdb.DuckDBPyConnection, datasets: int) -> list[int]:
    """Return how many records each dataset has."""
    rows = connection.execute(
        'SELECT dataset, sum("measure.records") FROM placed GROUP BY dataset'
    ).fetchall()
    found = {dataset: int(records) for dataset, records in rows}
    return [found.get(dataset, 0) for dataset in range(datasets)]


def register_numbers(datasets: Sequence[Dataset]) -> dict[str | None, int]:
    """Return a number for each grant register of the run, by its path."""
    paths = (dataset.register_path for dataset in datasets if dataset.register is not None)
    return {path: number for number, path in enumerate(dict.fromkeys(paths))}


def _profile_schema(plan: FactPlan) -> pa.Schema:
    def type_of(name: str) -> pa.DataType:
        column = COLUMNS.get(name.removeprefix("record."))
        return _TYPES.get(column.kind, pa.string()) if column else _DERIVED_TYPES.get(name, pa.string())

    return pa.schema(
        [
            ("dataset", pa.int32()),
            *((name, type_of(name)) for name in plan.values),
            *((name, pa.date32()) for name in plan.days),
            *((question.name, pa.bool_()) for question in plan.questions),
            *((name, pa.int64()) for name in (*MEASURES, *POINTERS)),
        ]
    )
