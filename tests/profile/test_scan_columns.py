"""Where the scan finds a column: in the file, in its folders, or through the card."""

import datetime
from pathlib import Path

import pytest

from compliance.expressions import FactPlan
from compliance.model.profile import POINTERS, pointed
from tests.factories import profile, read_dataset, write_manifest, write_text

PLATFORM = FactPlan(("record.platform",))


def test_partition_values_are_columns(tmp_path: Path) -> None:
    """Hive folders give their records a column, percent signs decoded, the null folder null."""
    for folder, rows in {
        "platform=Reddit": 1,
        "platform=stack%20exchange": 2,
        "platform=__HIVE_DEFAULT_PARTITION__": 3,
    }.items():
        write_manifest(tmp_path / "m" / folder / "part.parquet", [{"id": str(n)} for n in range(rows)])
    found = profile(read_dataset(tmp_path / "m"), PLATFORM)

    groups = {row["record.platform"]: row["measure.records"] for row in found.table.to_pylist()}
    assert groups == {"reddit": 1, "stack exchange": 2, None: 3}


def test_partition_values_are_hostile_text(tmp_path: Path) -> None:
    """A quote in a folder name ends nothing."""
    write_manifest(tmp_path / "m" / "platform=it's%20' OR 1=1 --" / "part.parquet", [{"id": "1"}])

    assert profile(read_dataset(tmp_path / "m"), PLATFORM).table["record.platform"].to_pylist() == [
        "it's ' or 1=1 --"
    ]


def test_a_partition_may_be_a_date(tmp_path: Path) -> None:
    """A partition by day is read as a date."""
    write_manifest(tmp_path / "m" / "collected_at=2023-04-01" / "part.parquet", [{"id": "1", "url": "u"}])
    found = profile(read_dataset(tmp_path / "m"), FactPlan(days=("record.collected_at",)))

    assert found.table["record.collected_at"].to_pylist() == [datetime.date(2023, 4, 1)]


def test_a_partition_behind_an_expression(tmp_path: Path) -> None:
    """The card may compute a column from a partition."""
    write_manifest(tmp_path / "source=reddit-2023" / "part.parquet", [{"id": "1"}])
    card = write_text(
        tmp_path / "dataset.yaml", "name: d\ncolumns: {platform: \"split_part(source, '-', 1)\"}"
    )

    assert profile(read_dataset(None, card), PLATFORM).table["record.platform"].to_pylist() == ["reddit"]


def test_columns_through_the_card(tmp_path: Path) -> None:
    """Renamed columns, struct fields and lists of structs are read where the card says."""
    rows: list[dict[str, object]] = [
        {
            "key": "1",
            "Meta": {"site": "X"},
            "Licenses": [{"License": "MIT"}, {"License": "CC0-1.0"}],
            "via": "API",
        },
        {"key": "2", "Meta": {"site": None}, "Licenses": [], "via": None},
        {"key": "3", "Meta": None, "Licenses": None, "via": "crawl"},
    ]
    write_manifest(tmp_path / "m.parquet", rows)
    card = write_text(
        tmp_path / "dataset.yaml",
        """\
        name: d
        columns:
          id: key
          platform: Meta.site
          license: "list_transform(Licenses, lambda l: l.License)"
          acquisition_method: CASE WHEN via = 'API' THEN 'api' ELSE via END
        """,
    )
    plan = FactPlan(("record.acquisition_method", "record.license", "record.platform"))
    found = profile(read_dataset(None, card), plan)

    assert [tuple(row[name] for name in plan.names) for row in found.table.to_pylist()] == [
        ("api", "CC0-1.0 AND MIT", "x"),
        (None, None, None),
        ("crawl", None, None),
    ]


def test_hostile_names(tmp_path: Path) -> None:
    """A column or a file with quotes in its name is read like any other."""
    rows = [{"id": "1", 'a"; DROP TABLE x; --': "y", "it's": "z"}]
    write_manifest(tmp_path / 'it\'s "x".parquet', rows)
    card = write_text(tmp_path / "dataset.yaml", "name: d\ncolumns: {platform: 'a\"; DROP TABLE x; --'}")

    assert profile(read_dataset(None, card), PLATFORM).table["record.platform"].to_pylist() == ["y"]


@pytest.mark.parametrize("names", [("PLATFORM", "platform"), ("platform", "PLATFORM")])
def test_two_spellings_of_one_column(names: tuple[str, str], tmp_path: Path) -> None:
    """Two columns that differ only in case cannot be told apart by the engine: the file is refused."""
    write_manifest(tmp_path / "m.parquet", [{"id": "1", **dict.fromkeys(names, "x")}])
    found = profile(read_dataset(tmp_path / "m.parquet"), PLATFORM)

    assert [line.problem for line in found.coverage] == [f"it has two columns named {names[1]!r}, case aside"]


def test_a_column_and_a_folder_that_differ_in_case(tmp_path: Path) -> None:
    """The column of the file is read, not the folder."""
    write_manifest(tmp_path / "PLATFORM=reddit" / "m.parquet", [{"id": "1", "platform": "x"}])
    found = profile(read_dataset(tmp_path), PLATFORM)

    assert [line.problem for line in found.coverage] == [None]
    assert found.table["record.platform"].to_pylist() == ["x"]


def test_columns_named_like_the_engines_own(tmp_path: Path) -> None:
    """A manifest may have columns with the names that the scan uses inside."""
    odd = {
        "filename": "f",
        "row": 9,
        "raw.platform": "y",
        "record.platform": "z",
        "pointer": 5,
        "pointer.last": 6,
        "measure.records": 7,
    }
    found = profile(
        read_dataset(write_manifest(tmp_path / "m.parquet", [{"id": "1", "platform": "x", **odd}])), PLATFORM
    )

    assert [line.problem for line in found.coverage] == [None]
    assert found.table["record.platform"].to_pylist() == ["x"]
    assert [pointed(found.table[name][0].as_py()) for name in POINTERS] == [(0, 0), (0, 0)]
