"""One generated manifest: a column of every type that each kind may have, in several files."""

import os
from pathlib import Path

import pyarrow as pa
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from compliance.model.columns import COLUMNS, Kind
from compliance.model.manifest import Dataset
from tests.agreement import cells
from tests.factories import read_dataset, write_table, write_text

Records = list[dict[str, object]]
Cells = tuple[pa.DataType, st.SearchStrategy[object]]

SEED = int(os.environ.get("AGREEMENT_SEED", "0"))
"""Another number generates another manifest."""
EXAMPLES, RECORDS, FILES = 25, 12, 3

TEXT: dict[Kind, Cells] = {
    Kind.TIMESTAMP: (pa.string(), cells.WRITTEN_TIMES),
    Kind.BOOLEAN: (pa.string(), cells.WRITTEN_BOOLEANS),
    Kind.INTEGER: (pa.string(), cells.WRITTEN_NUMBERS),
    Kind.SIGNALS: (
        pa.list_(pa.struct([(field, pa.string()) for field in ("scheme", "category", "value", "raw")])),
        cells.SIGNALS,
    ),
}
TYPED: dict[str, Cells] = {
    "id": (pa.string(), cells.IDS),
    "url": (pa.string(), cells.URLS),
    "published_at": (pa.timestamp("ns"), cells.TIMES_IN_NANOSECONDS),
    "robots_fetched_at": (pa.timestamp("us", "UTC"), cells.TIMES_NEAR | cells.TIMES),
    "used_at": (pa.timestamp("ms", "Europe/Berlin"), cells.TIMES_NEAR),
    "shared_at": (pa.date32(), cells.TIMES.map(lambda time: time.date())),
    "deleted_at": (pa.timestamp("s"), cells.TIMES_NEAR.map(lambda time: time.replace(microsecond=0))),
    "deleted_at_source": (pa.timestamp("us"), cells.TIMES),
    "delete_requested_at": (pa.timestamp("ns", "UTC"), cells.TIMES_IN_NANOSECONDS),
    "commercial": (pa.bool_(), st.booleans()),
    "content_size": (pa.float64(), st.floats(-1e9, 1e9) | st.just(float("nan"))),
    "record_count": (pa.uint8(), st.integers(0, 255)),
    "publisher": (pa.decimal128(12, 3), st.decimals(-1000, 1000, places=3)),
    "contained_in": (pa.uint64(), st.integers(0, 2**64 - 1)),
    "acquired_by": (pa.int16(), st.integers(-100, 100)),
    "was_derived_from": (pa.list_(pa.string()), cells.LISTS),
    "license_declared": (pa.list_(pa.string()), cells.LISTS),
}
PARTITION = "region"
REGIONS = ("EU west", "a=b%20", None)
DEFAULTS = {
    "purpose": "pre-Train",
    "commercial": "yes",
    "last_refreshed_at": "2023-05-06",
    "grant_id": " g 1",
}
SPELLED = {"publisher": 'Odd "Näme`.x', "user_agent": "User Agent"}
"""Columns that the files call otherwise."""
CARD = """\
name: d
columns:
  publisher: Odd "Näme`.x
  user_agent: substring("User Agent", 1, 3) || '!'
defaults: {purpose: pre-Train, commercial: yes, last_refreshed_at: 2023-05-06, grant_id: ' g 1'}
"""
COLUMNS_OF_FILES: dict[str, Cells] = {
    name: TYPED.get(name) or TEXT.get(column.kind) or (pa.string(), cells.TEXTS)
    for name, column in COLUMNS.items()
    if name not in {PARTITION, "grant_id"}
}


def generated() -> list[Records]:
    """Return the records of each file, some of them in more than one, and once with spaces around text."""
    drawn: Records = []
    record = {name: st.none() | strategy for name, (_, strategy) in COLUMNS_OF_FILES.items()}

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.lists(st.fixed_dictionaries(record), min_size=RECORDS, max_size=RECORDS))
    def draw(records: Records) -> None:
        drawn.extend(records)

    draw()
    records = [*drawn, *drawn[::5], *map(with_spaces, drawn[::7])]
    return [records[start::FILES] for start in range(FILES)]


def with_spaces(record: dict[str, object]) -> dict[str, object]:
    """Return a record that nobody reads otherwise."""
    return {name: f" {cell} " if isinstance(cell, str) else cell for name, cell in record.items()}


def write(folder: Path, files: list[Records]) -> Dataset:
    """Write the records of each file into Hive partitions, and return the dataset."""
    schema = pa.schema([(name, type_) for name, (type_, _) in COLUMNS_OF_FILES.items()])
    names = [SPELLED.get(name, name) for name in schema.names]
    for number, (records, region) in enumerate(zip(files, REGIONS, strict=True)):
        spelled = "__HIVE_DEFAULT_PARTITION__" if region is None else region.replace("%", "%25")
        place = folder / "m #1" / f"{number:03}" / f"{PARTITION}={spelled}" / "a b.parquet"
        write_table(place, pa.Table.from_pylist(records, schema).rename_columns(names))
    write_text(folder / "dataset.yaml", CARD)
    return read_dataset(folder / "m #1", folder / "dataset.yaml")


def bound(files: list[Records]) -> list[Records]:
    """Return the records of each file as the card and the partitions have them."""
    return [
        [{**record, PARTITION: region, "user_agent": mapped(record["user_agent"])} for record in records]
        for records, region in zip(files, REGIONS, strict=True)
    ]


def mapped(cell: object) -> str | None:
    """Return what the card makes of the user agent."""
    return None if cell is None else f"{str(cell)[:3]}!"
