"""Profiling: pointers over files, files that fail while they are read, and what is left when all do."""

import datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from compliance.expressions import FactPlan
from compliance.model.profile import LAST, MEASURES, POINTER, POINTERS, pointed
from tests.factories import damage_pages, profile, read_dataset, write_manifest, write_text

PLATFORM = FactPlan(("record.platform",))


def test_pointers_point_to_the_first_and_the_last_row(tmp_path: Path) -> None:
    """Each group points to its first and last record: the file each is in and the row there, from 0."""
    write_manifest(tmp_path / "m/a.parquet", [{"id": str(n), "platform": p} for n, p in enumerate("xxyx")])
    write_manifest(tmp_path / "m/b.parquet", [{"id": str(n), "platform": p} for n, p in enumerate("zyzx")])
    dataset = read_dataset(tmp_path / "m")
    rows = profile(dataset, PLATFORM).table.to_pylist()

    assert [
        (row["record.platform"], row["measure.records"], pointed(row[POINTER]), pointed(row[LAST]))
        for row in rows
    ] == [("x", 4, (0, 0), (1, 3)), ("y", 2, (0, 2), (1, 1)), ("z", 2, (1, 0), (1, 2))]
    assert [file.path for file in dataset.files] == ["m/a.parquet", "m/b.parquet"]


def test_pointers_count_over_row_groups(tmp_path: Path) -> None:
    """Row numbers go through the whole file, not anew in each row group."""
    table = pa.table({"id": ["1"] * 10, "platform": ["x"] * 7 + ["y"] * 3})
    parquet.write_table(table, tmp_path / "m.parquet", row_group_size=2)
    found = profile(read_dataset(tmp_path / "m.parquet"), PLATFORM)

    assert [pointed(pointer) for pointer in found.table[POINTER].to_pylist()] == [(0, 0), (0, 7)]
    assert [pointed(pointer) for pointer in found.table[LAST].to_pylist()] == [(0, 6), (0, 9)]
    assert found.coverage[0].row_groups == 5


def test_an_expression_that_fails_leaves_its_file_unread(tmp_path: Path) -> None:
    """A cast that some cell does not survive is a fault of the file, not of the run."""
    write_manifest(tmp_path / "a.parquet", [{"id": "1", "n": "5", "url": "u"}])
    write_manifest(tmp_path / "b.parquet", [{"id": "1", "n": "five", "url": "u"}])
    card = write_text(tmp_path / "dataset.yaml", "name: d\ncolumns: {token_count: CAST(n AS INTEGER)}")
    found = profile(read_dataset(None, card), FactPlan())

    assert found.table["measure.tokens"].to_pylist() == [5]
    assert [line.rows_examined for line in found.coverage] == [1, 0]
    assert (found.coverage[1].problem or "").startswith("it cannot be read to the end: ")


def test_a_file_that_breaks_while_it_is_read(tmp_path: Path) -> None:
    """Damaged pages leave their file out whole, with its rows unread; the other files count."""
    for name in "abc":
        write_manifest(
            tmp_path / "m" / f"{name}.parquet", [{"id": str(n), "platform": name} for n in range(5)]
        )
    damage_pages(tmp_path / "m" / "b.parquet")
    found = profile(read_dataset(tmp_path / "m"), PLATFORM)

    assert found.table["record.platform"].to_pylist() == ["a", "c"]
    assert [(line.path, line.rows, line.rows_examined, line.rows_unread) for line in found.coverage] == [
        ("m/a.parquet", 5, 5, 0),
        ("m/b.parquet", 5, 0, 5),
        ("m/c.parquet", 5, 5, 0),
    ]
    assert (found.coverage[1].problem or "").startswith("it cannot be read to the end: ")
    assert found.coverage[1].remedy


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    """A file deleted between footer and scan is unread, not a crash."""
    for name in "ab":
        write_manifest(tmp_path / "m" / f"{name}.parquet", [{"id": "1", "platform": name}])
    dataset = read_dataset(tmp_path / "m")
    (tmp_path / "m" / "a.parquet").unlink()
    found = profile(dataset, PLATFORM)

    assert [line.rows_examined for line in found.coverage] == [0, 1]


def test_a_file_that_changes(tmp_path: Path) -> None:
    """A file with other rows than its footer promised is unread: what was hashed is not what was read."""
    path = write_manifest(tmp_path / "m.parquet", [{"id": "1", "platform": "x"}] * 5)
    dataset = read_dataset(path)
    write_manifest(path, [{"id": "1", "platform": "x"}] * 3)
    found = profile(dataset, PLATFORM)

    assert found.table.num_rows == 0
    assert [(line.rows, line.rows_examined) for line in found.coverage] == [(5, 0)]
    assert found.coverage[0].problem == "its footer promises 5 rows, but 3 were read"


@pytest.mark.parametrize(
    "plan", [PLATFORM, FactPlan(), FactPlan(("record.license",))], ids=["column", "none", "missing"]
)
@pytest.mark.parametrize("type_", [pa.string(), pa.null()], ids=str)
def test_an_empty_manifest(plan: FactPlan, type_: pa.DataType, tmp_path: Path) -> None:
    """A file without rows is read to its end and adds no group, whatever is asked of it."""
    schema = pa.schema([("id", type_), ("platform", type_)])
    found = profile(read_dataset(write_manifest(tmp_path / "m.parquet", [], schema)), plan)

    assert found.table.num_rows == 0
    assert [(line.rows, line.rows_examined, line.problem) for line in found.coverage] == [(0, 0, None)]


def test_an_empty_file_among_others(tmp_path: Path) -> None:
    """An empty part of a manifest changes no sum and no pointer."""
    schema = pa.schema([("id", pa.string()), ("platform", pa.string())])
    write_manifest(tmp_path / "m" / "a.parquet", [], schema)
    write_manifest(tmp_path / "m" / "b.parquet", [{"id": "1", "platform": "x"}], schema)
    (row,) = profile(read_dataset(tmp_path / "m"), FactPlan()).table.to_pylist()

    assert (row["measure.records"], pointed(row[POINTER]), pointed(row[LAST])) == (1, (1, 0), (1, 0))


def test_a_manifest_of_which_nothing_can_be_read(tmp_path: Path) -> None:
    """The profile is empty and has the columns of any other."""
    path = tmp_path / "m.parquet"
    path.write_bytes(b"")
    found = profile(read_dataset(path), PLATFORM)

    assert found.table.num_rows == 0
    assert found.table.column_names == ["record.platform", *MEASURES, *POINTERS]
    assert [line.problem for line in found.coverage] == ["it is empty, 0 bytes"]


def test_a_notice_comes_once(tmp_path: Path) -> None:
    """What is true of every file of a dataset is said once."""
    naive = datetime.datetime(2023, 4, 1)  # noqa: DTZ001 - naive on purpose
    for name in "ab":
        write_manifest(
            tmp_path / "m" / f"{name}.parquet", [{"id": "1", "platform": name, "collected_at": naive}]
        )
    found = profile(read_dataset(tmp_path / "m"), FactPlan(days=("record.collected_at",)))

    assert len(found.notices) == 1
