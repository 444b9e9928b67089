"""Records found again by the groups they are in."""

from pathlib import Path

import pyarrow as pa
import pytest

from compliance.errors import ManifestError
from compliance.model.manifest import Dataset
from compliance.model.profile import Profile
from compliance.profile import Engine, Means, SparkEngine, find_records
from tests.factories import (
    HOSTS,
    Row,
    plan_for,
    profile,
    read_dataset,
    write_manifest,
    write_table,
    write_text,
)

PLAN = plan_for(
    "platform.detected = 'x'",
    "record.license = 'MIT'",
    "record.collected_at > '2024-01-01'",
    "record.was_derived_from IS NULL",
    "contains(record.url, 'status')",
)
ROWS: tuple[Row, ...] = (
    {"id": "0", "url": "https://x.com/a/status/1", "license": "MIT", "collected_at": "2024-02-01"},
    {
        "id": "1",
        "url": "https://X.com/a/status/1",
        "license": " MIT ",
        "collected_at": "2024-02-01T10:00:00Z",
    },
    {"id": "2", "url": None, "license": None, "collected_at": None},
    {"id": "3", "url": "https://reddit.com/r/a", "license": "", "collected_at": "2023-02-01"},
    {"id": "4", "url": "https://x.com/a/status/2", "license": "MIT", "collected_at": "2024-02-01"},
)


def found(
    dataset: Dataset, profiled: Profile, groups: dict[int, list[int]], engine: Engine | None = None
) -> list[tuple[object, ...]]:
    """Return file, row, id and mark of every record of the groups, which have these marks."""
    pairs = [(group, mark) for group, marks in groups.items() for mark in marks]
    table = pa.table(
        {
            "group": pa.array([group for group, _ in pairs], pa.int64()),
            "mark": pa.array([mark for _, mark in pairs], pa.int32()),
        }
    )
    means = Means() if engine is None else Means(engine)
    batches = find_records((dataset, profiled), table, PLAN, HOSTS, means)
    rows = [row for batch in batches for row in batch.to_pylist()]
    return [(row["file"], row["row"], row["id"], row["mark"]) for row in rows]


def every_group(dataset: Dataset, profiled: Profile) -> dict[int, list[tuple[object, ...]]]:
    """Return what is found of each group alone."""
    return {group: found(dataset, profiled, {group: [0]}) for group in range(profiled.table.num_rows)}


def assert_whole(dataset: Dataset, profiled: Profile) -> None:
    """See that every record is in one group, and that each group has as many as the profile counts."""
    groups = every_group(dataset, profiled)
    counted = profiled.table["measure.records"].to_pylist()
    places = [(file, row) for records in groups.values() for file, row, *_ in records]

    assert [len(groups[group]) for group in groups] == counted
    assert len(places) == len(set(places)) == sum(file.rows for file in dataset.files)


def test_each_record_is_in_its_group(tmp_path: Path) -> None:
    """Groups found again have the records that the profile counted, cells that read alike among them."""
    dataset = read_dataset(write_manifest(tmp_path / "m.parquet", ROWS))
    profiled = profile(dataset, PLAN)

    assert_whole(dataset, profiled)
    assert [
        tuple(record[2] for record in records)
        for records in every_group(dataset, profiled).values()
        if len(records) > 1
    ] == [("0", "1", "4")]


def test_marks(tmp_path: Path) -> None:
    """A record is there once for each mark of its group, in the order of rows and marks."""
    dataset = read_dataset(write_manifest(tmp_path / "m.parquet", ROWS))
    profiled = profile(dataset, PLAN)
    group = profiled.table["measure.records"].to_pylist().index(3)

    assert found(dataset, profiled, {group: [7, 2]}) == [
        (0, row, str(row), mark) for row in (0, 1, 4) for mark in (2, 7)
    ]
    assert found(dataset, profiled, {}) == []


def test_files_that_differ_in_their_columns(tmp_path: Path) -> None:
    """Files without a column, and with another type of it, are found by what they lack, too."""
    write_manifest(tmp_path / "m/a.parquet", ROWS)
    write_manifest(tmp_path / "m/b.parquet", [{"id": 1, "url": "https://x.com/a/status/1"}] * 3)
    write_manifest(tmp_path / "m/c.parquet", [{"id": "x", "license": "MIT", "platform": "x"}] * 2)
    for name in ("a", "b", "c"):
        write_manifest(tmp_path / f"again/{name}.parquet", ROWS)
    one, same = read_dataset(tmp_path / "m"), read_dataset(tmp_path / "again")

    assert_whole(one, profile(one, PLAN))
    assert_whole(same, profile(same, PLAN))


def test_a_file_that_was_left_out(tmp_path: Path) -> None:
    """Records of a file that the profile could not read are not looked for."""
    write_manifest(tmp_path / "m/a.parquet", ROWS)
    path = write_manifest(tmp_path / "m/b.parquet", ROWS)
    dataset = read_dataset(tmp_path / "m")
    content = path.read_bytes()
    path.write_bytes(content[:4] + bytes(len(content) // 2) + content[4 + len(content) // 2 :])
    profiled = profile(dataset, PLAN)
    groups = every_group(dataset, profiled)

    assert {file for records in groups.values() for file, *_ in records} == {0}
    assert sum(map(len, groups.values())) == len(ROWS)


def test_a_file_that_has_changed(tmp_path: Path) -> None:
    """A manifest that is no longer what was judged is an error, and not evidence."""
    dataset = read_dataset(write_manifest(tmp_path / "m.parquet", ROWS))
    profiled = profile(dataset, PLAN)
    write_manifest(tmp_path / "m.parquet", [*ROWS, *ROWS])

    with pytest.raises(ManifestError):
        found(dataset, profiled, {0: [0]})


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    """A manifest that was replaced by something else is an error that says so."""
    dataset = read_dataset(write_manifest(tmp_path / "m.parquet", ROWS))
    profiled = profile(dataset, PLAN)
    write_text(tmp_path / "m.parquet", "gone")

    with pytest.raises(ManifestError, match="cannot be read"):
        found(dataset, profiled, {0: [0]})


def test_more_records_than_a_scan_has_memory_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Putting records in order may use all the memory there is, however early a scan goes to disk."""
    count = 200_000
    table = pa.table(
        {"id": [f"record {number:060}" for number in range(count)], "url": ["https://x.com/a"] * count}
    )
    dataset = read_dataset(write_table(tmp_path / "m.parquet", table))
    profiled = profile(dataset, PLAN)
    monkeypatch.setattr("compliance.database.EARLY_MIB", 16)

    assert len(found(dataset, profiled, {0: [0]})) == count


def test_spark_finds_the_same(spark: object, tmp_path: Path) -> None:
    """Records are found by Spark as by DuckDB, in the same order."""
    write_manifest(tmp_path / "m/a.parquet", ROWS)
    write_manifest(tmp_path / "m/b.parquet", ROWS[::-1])
    dataset = read_dataset(tmp_path / "m")
    profiled = profile(dataset, PLAN)
    groups = {group: [group, 90 - group] for group in range(1, profiled.table.num_rows)}
    by_spark = found(dataset, profiled, groups, SparkEngine(spark))

    assert len(by_spark) > len(ROWS)
    assert by_spark == found(dataset, profiled, groups)
