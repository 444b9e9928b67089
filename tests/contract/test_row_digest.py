"""Row digest."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from compliance.contract import check_contract
from compliance.model.contract import ContractCheck
from compliance.model.report import FileCoverage
from compliance.model.verdict import Verdict
from tests.contract.canonical import digest
from tests.contract.conftest import Check
from tests.factories import Row, damage_pages, read_dataset, write_manifest, write_table, write_text

DAY = datetime.datetime(2023, 7, 1, 12, 30, 0, 5, tzinfo=datetime.UTC)
ROWS: list[Row] = [
    {"id": "1", "platform": "x", "name": "é:3:x", "tokens": 12, "is_new": True, "seen": DAY},
    {"id": "2", "platform": "x", "name": None, "tokens": -1, "tags": ["a", None, ""], "raw": b"\x00\xff"},
    {"id": "2", "platform": "x", "place": {"lat": 5, "lon": None}, "parts": [{"b": 1, "a": [2, 3]}]},
    {"id": "3", "platform": "y", "day": datetime.date(2023, 7, 1), "share": 0.1, "tags": []},
]


def _digest(folder: Path) -> str:
    dataset = read_dataset(folder, base=folder)
    coverage = [FileCoverage(file.path, file.rows, 1, file.rows) for file in dataset.files]
    assert dataset.unread == ()
    (result,) = check_contract(dataset, coverage, [ContractCheck.ROW_DIGEST])
    return str(result.found["sha256"])


def test_the_definition(tmp_path: Path) -> None:
    """The digest is the one that the documentation defines, on every kind of value."""
    write_manifest(tmp_path / "a.parquet", ROWS)

    assert _digest(tmp_path) == digest(ROWS)
    assert digest(ROWS) == "a6d3ae24726173e115da62011e3084a0599ab0db4cc6d081fb4cf6127ca9c8fe"


def test_types_that_hold_the_same(tmp_path: Path) -> None:
    """Neither the width of a number, nor the unit or zone of a time, nor a dictionary leaves a trace."""
    moments = [DAY.replace(microsecond=0)]
    columns = {"id": ["1"], "platform": ["x"], "n": [7], "at": moments}
    plain = pa.table(
        columns,
        schema=pa.schema(
            [("id", "string"), ("platform", "string"), ("n", "int8"), ("at", pa.timestamp("us", "UTC"))]
        ),
    )
    write_table(tmp_path / "plain" / "a.parquet", plain)
    for name, unit in (("s", "ms"), ("n", "ns")):
        other = plain.set_column(2, "n", plain["n"].cast("int64"))
        other = other.set_column(3, "at", plain["at"].cast(pa.timestamp(unit)))
        other = other.set_column(1, "platform", plain["platform"].dictionary_encode())
        write_table(tmp_path / name / "a.parquet", other)

    assert _digest(tmp_path / "s") == _digest(tmp_path / "n") == _digest(tmp_path / "plain")


def test_maps(tmp_path: Path) -> None:
    """A map is the list of its entries."""
    table = pa.table(
        {
            "id": ["1"],
            "platform": ["x"],
            "map": pa.array([[("k", 1), ("j", None)]], pa.map_("string", "int32")),
        }
    )
    write_table(tmp_path / "a.parquet", table)

    entries = [{"key": "k", "value": 1}, {"key": "j", "value": None}]
    assert _digest(tmp_path) == digest([{"id": "1", "platform": "x", "map": entries}])


def test_partitions(tmp_path: Path) -> None:
    """A column spelled in the paths of a partitioned folder is a column of the rows."""
    table = pa.table({"id": ["1", "2", "3"], "platform": ["x", "y", None], "year": [2023, 2024, 2024]})
    write_table(tmp_path / "one" / "a.parquet", table)
    parquet.write_to_dataset(table, tmp_path / "many", partition_cols=["year", "platform"])

    assert len(list((tmp_path / "many").rglob("*.parquet"))) == 3
    assert _digest(tmp_path / "many") == _digest(tmp_path / "one")


_TEXT = st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=4))
_ROWS = st.lists(
    st.fixed_dictionaries({"id": _TEXT, "platform": _TEXT, "n": st.one_of(st.none(), st.integers(-9, 9))}),
    min_size=1,
    max_size=6,
)
_SCHEMA = pa.schema([("id", "string"), ("platform", "string"), ("n", "int64")])


@settings(max_examples=25, deadline=None)
@given(_ROWS, st.randoms(use_true_random=False), st.integers(0, 6))
def test_order_and_files_do_not_matter(rows: Sequence[Row], chance: object, cut: int) -> None:
    """Rows in any order, in one file or two, with their columns in any order, have one digest."""
    shuffled = list(rows)
    chance.shuffle(shuffled)
    with TemporaryDirectory() as folder:
        for name, part in (("a", shuffled[:cut]), ("b", shuffled[cut:])):
            schema = _SCHEMA if name == "a" else pa.schema(list(reversed(_SCHEMA)))
            write_manifest(Path(folder) / f"{name}.parquet", part, schema)

        assert _digest(Path(folder)) == digest(rows)


CHANGES: list[list[Row]] = [
    ROWS[1:],
    [*ROWS, ROWS[0]],
    [dict(ROWS[0]) | {"name": None}, *ROWS[1:]],
    [dict(ROWS[0]) | {"name": "é:3:X"}, *ROWS[1:]],
    [dict(ROWS[0]) | {"id": "2"}, dict(ROWS[1]) | {"id": "1"}, *ROWS[2:]],
    [dict(ROWS[0]) | {"name": None, "title": "é:3:x"}, *ROWS[1:]],
    [dict(row) | {"added": 1} for row in ROWS],
]


@pytest.mark.parametrize("changed", CHANGES)
def test_any_change_is_seen(tmp_path: Path, changed: list[Row]) -> None:
    """A row less or more, a cell emptied, changed, moved or swapped with another row's: another digest."""
    write_manifest(tmp_path / "a.parquet", changed)

    assert _digest(tmp_path) != digest(ROWS)


def test_the_card_decides(check: Check, tmp_path: Path) -> None:
    """The digest of the card is kept, or broken; without one the check shows what to state."""
    write_manifest(tmp_path / "a.parquet", ROWS)
    found = digest(ROWS)

    kept = check(ContractCheck.ROW_DIGEST, f"contract: {{row_digest: '{found}'}}")
    broken = check(ContractCheck.ROW_DIGEST, f"contract: {{row_digest: '{'0' * 64}'}}")
    unstated = check(ContractCheck.ROW_DIGEST)

    assert [result.verdict for result in (kept, broken, unstated)] == [
        Verdict.COMPLIANT,
        Verdict.VIOLATION,
        Verdict.UNPROVEN,
    ]
    assert f"contract: {{row_digest: {found}}}" in unstated.remedy
    assert f"contract: {{row_digest: {found}}}" in broken.remedy


def test_files_that_cannot_be_read(check: Check, tmp_path: Path) -> None:
    """The digest of some of the rows is that of none: unproven, whatever the card says."""
    write_manifest(tmp_path / "a.parquet", ROWS)
    write_text(tmp_path / "b.parquet", "not Parquet")
    result = check(ContractCheck.ROW_DIGEST, f"contract: {{row_digest: '{digest(ROWS)}'}}")

    assert result.verdict is Verdict.UNPROVEN
    assert result.found == {}


def test_damage_in_a_column_that_no_rule_reads(tmp_path: Path) -> None:
    """What only this check reads may be damaged: it is unproven and says so."""
    write_manifest(tmp_path / "a.parquet", ROWS)
    dataset = read_dataset(tmp_path, base=tmp_path)
    damage_pages(tmp_path / "a.parquet")
    coverage = [FileCoverage(file.path, file.rows, 1, file.rows) for file in dataset.files]
    (result,) = check_contract(dataset, coverage, [ContractCheck.ROW_DIGEST])

    assert result.verdict is Verdict.UNPROVEN
    assert "could not finish" in result.message
