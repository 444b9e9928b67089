"""Batches: which files one query scans."""

from dataclasses import replace
from pathlib import Path

import pytest

from compliance.model.manifest import ManifestFile
from compliance.profile.batches import alike, batches
from compliance.profile.engines.duckdb_engine import DuckDBEngine
from tests.factories import plan_for, profile, read_dataset, write_manifest

ENGINE = DuckDBEngine()


def sized(*rows: int, columns: tuple[str, ...] = ("id", "platform")) -> list[ManifestFile]:
    """Return files with so many rows."""
    return [
        ManifestFile(
            path=f"{number}",
            location=f"/{number}",
            rows=count,
            row_groups=1,
            columns=columns,
            schema="s",
            partitions=(),
            bindings=(),
            input=None,  # type: ignore[arg-type]
        )
        for number, count in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        ([10, 10, 10], [[0, 1, 2]]),
        ([10, 9_000_000, 10], [[0], [1], [2]]),
        ([300_000, 200_000, 1], [[0, 1], [2]]),
        ([0, 0], [[0, 1]]),
    ],
)
def test_small_files_are_scanned_together(rows: list[int], expected: list[list[int]]) -> None:
    """A query reads as many files as stay within half a million rows, and a larger file alone."""
    assert list(batches(range(len(rows)), sized(*rows), ENGINE)) == expected


def test_a_query_has_a_length() -> None:
    """However small they are, no query names more than five hundred files."""
    assert [len(batch) for batch in batches(range(1_001), sized(*[1] * 1_001), ENGINE)] == [500, 500, 1]


def test_a_column_with_the_name_of_the_engines_own() -> None:
    """A file with a column that the engine would confuse with its number of the file is read alone."""
    files = sized(1, 1, 1)
    files[1] = replace(files[1], columns=("id", "File_Index"))

    assert list(batches(range(3), files, ENGINE)) == [[0], [1], [2]]


def test_every_file_is_in_one_batch_in_order() -> None:
    """Batches hold the files asked for, each once, in their order."""
    files = sized(*[number * 9_973 % 600_000 for number in range(200)])
    asked = [number for number in range(200) if number % 3]

    assert [index for batch in batches(asked, files, ENGINE) for index in batch] == asked


def test_files_that_differ_are_not_alike(tmp_path: Path) -> None:
    """Other columns and other types each need a scan of their own."""
    row: dict[str, object] = {"id": "1", "platform": "x"}
    write_manifest(tmp_path / "m/a.parquet", [row])
    write_manifest(tmp_path / "m/b.parquet", [row | {"more": 1}])
    write_manifest(tmp_path / "m/c.parquet", [row | {"id": 1}])
    write_manifest(tmp_path / "m/d.parquet", [row])
    dataset = read_dataset(tmp_path / "m")
    by_name = {frozenset(dataset.files[index].path for index in group) for group in alike(dataset.files)}

    assert by_name == {
        frozenset({"m/a.parquet", "m/d.parquet"}),
        frozenset({"m/b.parquet"}),
        frozenset({"m/c.parquet"}),
    }


def test_files_of_several_partitions_are_alike(tmp_path: Path) -> None:
    """One query reads them all, each with the values that its own folder spells."""
    for purpose in ("eval", "rag"):
        write_manifest(tmp_path / f"m/purpose={purpose}/a.parquet", [{"id": "1", "platform": "x"}])

    assert alike(read_dataset(tmp_path / "m").files) == [[0, 1]]


def test_alike_files_are_added_up_with_others(tmp_path: Path) -> None:
    """Groups of files that are scanned apart are one group in the profile."""
    for number, more in enumerate(({}, {"more": 1}, {"id": 1}, {"file_index": 7}, {"FILE_INDEX": "x"}, {})):
        write_manifest(tmp_path / f"m/{number}.parquet", [{"id": "1", "platform": "x"} | more] * 2)
    table = profile(read_dataset(tmp_path / "m"), plan_for("record.platform = 'x'")).table

    assert table["measure.records"].to_pylist() == [12]
