"""Rows of remote files: as DuckDB reads them from local ones."""

import datetime
import uuid
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from compliance.database import open_database, quote, reading, rows_of, store
from compliance.model.manifest import Dataset
from tests.factories import damage_pages, plan_for, profile, read_dataset, write_table
from tests.storage.servers import WebServer
from tests.storage.wide import GROUP, ROWS, remote_dataset, wide_table

NOON = datetime.datetime(2023, 4, 1, 12, 0, 0, 123_000, tzinfo=datetime.UTC)
COLUMNS = {
    "text": pa.array(["a", "", None, "\N{SNOWMAN}"]),
    "large": pa.array(["a", "", None, "b"], pa.large_string()),
    "words": pa.array(["a", "b", None, "a"]).dictionary_encode(),
    "number": pa.array([1, -1, None, 2**62]),
    "small": pa.array([1, 2, None, 255], pa.uint8()),
    "real": pa.array([1.5, float("nan"), None, -0.0]),
    "money": pa.array([Decimal("1.20"), None, None, Decimal("-3.00")], pa.decimal128(9, 2)),
    "flag": pa.array([True, False, None, True]),
    "nothing": pa.nulls(4),
    "day": pa.array([NOON.date(), None, None, NOON.date()]),
    "milli": pa.array([NOON, None, None, NOON], pa.timestamp("ms")),
    "micro": pa.array([NOON, None, None, NOON], pa.timestamp("us", "UTC")),
    "nano": pa.array([NOON, None, None, NOON], pa.timestamp("ns", "Europe/Berlin")),
    "naive": pa.array([NOON, None, None, NOON], pa.timestamp("ns")),
    "list": pa.array([["a", None], [], None, ["b"]]),
    "struct": pa.array([{"a": 1, "b": "x"}, None, {"a": None, "b": "y"}, {"a": 2, "b": None}]),
    "signals": pa.array([[{"scheme": "tdm", "category": "train", "value": "no"}], [], None, None]),
    "binary": pa.array([b"\x00\xff", b"", None, b"a"]),
    'qu"oted, na.me': pa.array(["a", "b", None, "c"]),
}

Serve = Callable[[Path], Dataset]


@pytest.fixture
def serve(web: WebServer) -> Serve:
    """Return a function that gives a file of this machine as a dataset behind HTTP."""

    def put(path: Path) -> Dataset:
        web.objects[f"/{path.name}"] = path.read_bytes()
        return remote_dataset(web.url(f"/{path.name}"))

    return put


def read(dataset: Dataset, *columns: str) -> list[tuple[str, ...]]:
    """Return the columns of the first file as text, in the order of its rows."""
    (file,) = dataset.files
    texts = ", ".join(f"CAST({quote(name)} AS VARCHAR)" for name in columns)
    with open_database([file]) as connection, reading(connection, file, map(quote, columns)):
        query = f"SELECT file_row_number, {texts} FROM ({rows_of(file)}) ORDER BY ALL"
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("name", COLUMNS)
def test_every_type(name: str, serve: Serve, tmp_path: Path) -> None:
    """A cell of any type reads behind a URL as it reads here."""
    ids = pa.array([str(row) for row in range(4)])
    path = write_table(tmp_path / "m.parquet", pa.table({"id": ids, "url": ids, name: COLUMNS[name]}))

    assert read(serve(path), name) == read(read_dataset(path), name)


def test_identifiers_as_uuid(serve: Serve, tmp_path: Path) -> None:
    """The type UUID of Parquet is text to both."""
    ids = pa.array([uuid.UUID(int=row).bytes for row in range(3)], pa.binary(16))
    table = pa.table({"id": pa.ExtensionArray.from_storage(pa.uuid(), ids), "url": ["a", "b", "c"]})
    path = write_table(tmp_path / "m.parquet", table)

    assert read(serve(path), "id") == read(read_dataset(path), "id")


def test_a_column_whose_name_begins_as_another(serve: Serve, tmp_path: Path) -> None:
    """A column `id` is not mixed up with `id.x`, which Parquet could take for a field of it."""
    path = write_table(tmp_path / "m.parquet", pa.table({"id.x": ["b"], "id": ["a"], "url": ["u"]}))

    assert read(serve(path), "id") == [(0, "a")]
    assert read(serve(path), "id.x") == [(0, "b")]


def test_rows_are_numbered_across_row_groups(serve: Serve, tmp_path: Path) -> None:
    """The numbers of the rows are those of the file, over uneven and empty row groups too."""
    path = tmp_path / "m.parquet"
    table = wide_table().select(["id", "platform"])
    with parquet.ParquetWriter(path, table.schema) as writer:
        for start, end in ((0, 1), (1, 1), (1, 70_000), (GROUP, ROWS)):
            writer.write_table(table.slice(start, end - start))

    found = read(serve(path), "id")

    assert found == read(read_dataset(path), "id")
    assert [row for row, _ in found] == list(range(read_dataset(path).files[0].rows))


def test_no_column_is_needed(serve: Serve, web: WebServer, tmp_path: Path) -> None:
    """Where no column is asked for, the rows are counted by the footer and no page is read."""
    path = tmp_path / "m.parquet"
    parquet.write_table(wide_table(), path, row_group_size=GROUP)
    dataset = serve(path)
    (file,) = dataset.files
    web.sent = 0
    with open_database([file]) as connection, reading(connection, file, []):
        counted = connection.execute(
            f"SELECT count(*), max(file_row_number) FROM ({rows_of(file)})"
        ).fetchall()

    assert counted == [(ROWS, ROWS - 1)]
    assert web.sent < 66_000


def test_a_file_without_rows(serve: Serve, tmp_path: Path) -> None:
    """A file without rows is read to its end, which is at once."""
    path = write_table(tmp_path / "m.parquet", wide_table().slice(0, 0))

    (line,) = profile(serve(path), plan_for("record.purpose = 'research'")).coverage

    assert (line.rows, line.rows_examined, line.problem) == (0, 0, None)


def test_damaged_pages(serve: Serve, tmp_path: Path) -> None:
    """Pages that cannot be decoded leave the whole file out, and the reason is said."""
    path = write_table(tmp_path / "m.parquet", wide_table())
    damage_pages(path)

    (line,) = profile(serve(path), plan_for("record.purpose = 'research'")).coverage

    assert line.rows_examined == 0
    assert (line.problem or "").startswith("it cannot be read")


def test_text_that_is_no_text(serve: Serve, tmp_path: Path) -> None:
    """Bytes that are no UTF-8 in a column of text are found, as DuckDB finds them in local files."""
    bad = pa.Array.from_buffers(pa.string(), 2, pa.array([b"\xff\xfe", b"a"]).buffers())
    path = write_table(
        tmp_path / "m.parquet", pa.table({"id": ["1", "2"], "url": ["a", "b"], "purpose": bad})
    )
    plan = plan_for("record.purpose = 'research'")

    (here,) = profile(read_dataset(path), plan).coverage
    (there,) = profile(serve(path), plan).coverage

    assert here.rows_examined == there.rows_examined == 0
    assert (there.problem or "").startswith("it cannot be read to the end")


def test_joins_do_not_hold_the_stream(serve: Serve, tmp_path: Path) -> None:
    """A stream has no length that the engine knows; joins still keep the small table."""
    (file,) = serve(write_table(tmp_path / "m.parquet", wide_table())).files
    hosts = pa.table({"platform": [f"host {number}" for number in range(5_000)]})
    with open_database([file]) as connection:
        store(connection, "hosts", hosts)
        with reading(connection, file, [quote("platform")]):
            query = (
                f"SELECT count(*) FROM ({rows_of(file)}) AS r LEFT JOIN hosts AS h ON r.platform = h.platform"
            )
            plan = str(connection.execute(f"EXPLAIN {query}").fetchall())

    assert "LEFT" in plan
    assert "RIGHT" not in plan
