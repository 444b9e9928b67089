"""What is read where a manifest says nothing: defaults of the card, or the unknown."""

import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from compliance.expressions import FactPlan
from compliance.model.card import Card
from tests.factories import plan_for, profile, read_dataset, write_table
from tests.profile.one_column import facts, scan

DAY, NEXT_DAY = datetime.date(2023, 4, 1), datetime.date(2023, 4, 2)


def test_a_wrong_type_matters_only_when_asked_for(tmp_path: Path) -> None:
    """A column that no fact needs may have any type."""
    path = write_table(tmp_path / "m.parquet", pa.table({"id": ["1"], "url": ["u"], "platform": [True]}))

    (line,) = profile(read_dataset(path), FactPlan(("record.license",))).coverage

    assert (line.problem, line.rows_examined) == (None, 1)


@pytest.mark.parametrize(
    ("name", "default", "cells", "expected"),
    [
        ("platform", "Reddit", pa.array(["x", None, " "]), {"x": 1, "reddit": 2}),
        ("acquisition_method", "API", pa.array([None, "crawl"]), {"api": 1, "crawl": 1}),
        ("license", "MIT", pa.array([["CC0-1.0"], None, []]), {"CC0-1.0": 1, "MIT": 2}),
        ("collected_at", "2023-04-01", pa.array([None, NEXT_DAY]), {DAY: 1, NEXT_DAY: 1}),
        ("collected_at", "2023-04-01T23:30:00-05:00", pa.array(["", "2023-04-01"]), {DAY: 1, NEXT_DAY: 1}),
        ("commercial", "false", pa.array([True, None]), {True: 1, False: 1}),
        ("was_derived_from", "c4", pa.array([["a"], [], None]), {("a",): 1, ("c4",): 2}),
        ("grant_id", "7", pa.array(["g", None]), {"g": 1, "7": 1}),
    ],
)
def test_a_default_fills_what_is_unknown(
    name: str, default: str, cells: pa.Array, expected: dict[object, int], tmp_path: Path
) -> None:
    """The card's default stands where a cell is null or blank, and is read as a cell would be."""
    found = scan(tmp_path, name, cells, f"defaults: {{{name}: {default}}}")

    assert facts(found) == expected


def test_a_default_for_a_missing_column(tmp_path: Path) -> None:
    """A default gives every record the value when no file has the column."""
    found = scan(tmp_path, "publisher", pa.array(["a", "b"]), "defaults: {platform: X, used_at: 2023-04-01}")
    dataset = read_dataset(None, tmp_path / "dataset.yaml")

    assert dataset.card == Card(name="d", defaults={"platform": "X", "used_at": DAY})
    table = profile(dataset, FactPlan(("record.platform",), ("record.used_at",))).table
    assert [row["measure.records"] for row in table.to_pylist()] == [2]
    assert (table["record.platform"][0].as_py(), table["record.used_at"][0].as_py()) == ("x", DAY)
    assert found.table.num_rows == 2


def test_a_missing_column_is_unknown(tmp_path: Path) -> None:
    """A fact that no file and no default gives is null for every record."""
    path = write_table(tmp_path / "m.parquet", pa.table({"id": ["1", "2"], "url": ["u", "v"]}))
    plan = FactPlan(("record.license", "record.was_derived_from", "record.commercial"), ("record.used_at",))

    (row,) = profile(read_dataset(path), plan).table.to_pylist()

    assert {name: row[name] for name in plan.names} == dict.fromkeys(plan.names)
    assert row["measure.records"] == 2


def test_rights_signals_may_be_asked_about(tmp_path: Path) -> None:
    """A question about the signals of a record is answered, or refused before the scan; it is no crash."""
    signals = pa.array([[{"scheme": "robots", "category": "search", "value": "disallow"}], None])
    table = pa.table({"id": ["1", "2"], "url": ["u", "v"], "rights_signals": signals})
    plan = plan_for("record.rights_signals IS NULL")
    found = profile(read_dataset(write_table(tmp_path / "m.parquet", table)), plan)

    answers = {row[plan.questions[0].name]: row["measure.records"] for row in found.table.to_pylist()}
    assert answers == {True: 1, False: 1}
