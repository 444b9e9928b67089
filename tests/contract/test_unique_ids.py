"""Unique ids."""

from pathlib import Path

import duckdb
import pytest

from compliance.contract import unique_ids
from compliance.database import Resources
from compliance.model.contract import ContractCheck
from compliance.model.verdict import Verdict
from tests.contract.conftest import Check
from tests.factories import write_manifest, write_text

FEW_BYTES = "96MB"


def _write(folder: Path, **files: list[object]) -> None:
    for name, ids in files.items():
        write_manifest(folder / f"{name}.parquet", [{"id": id_, "platform": "x"} for id_ in ids])


def test_all_unique(check: Check, tmp_path: Path) -> None:
    """Ids that are all there and all different keep the promise."""
    _write(tmp_path, a=["1", "2"], b=["3"])
    result = check(ContractCheck.UNIQUE_IDS)

    assert result.verdict is Verdict.COMPLIANT
    assert result.found == {"rows": 3, "null_ids": 0, "duplicate_records": 0, "duplicated_ids": 0}


def test_duplicates_and_nulls_are_counted_apart(check: Check, tmp_path: Path) -> None:
    """Ids repeat within a file and across files; missing ones are no duplicates of one another."""
    _write(tmp_path, a=["1", "1", "2", None], b=["1", "2", "3", None, ""])
    result = check(ContractCheck.UNIQUE_IDS)

    assert result.verdict is Verdict.VIOLATION
    assert result.found == {"rows": 9, "null_ids": 3, "duplicate_records": 5, "duplicated_ids": 2}
    assert result.message == ("3 of 9 records have no id, and 5 records share 2 ids with others (1, 2).")


def test_only_a_few_ids_are_shown(check: Check, tmp_path: Path) -> None:
    """The message names the first ids in their order, each cut short, and says that there are more."""
    _write(tmp_path, a=["d" * 99, "c", "b", "a"] * 2)

    assert "(a, b, c, …)" in check(ContractCheck.UNIQUE_IDS).message


def test_ids_are_compared_as_they_are_read(check: Check, tmp_path: Path) -> None:
    """A number, the same number as text, and the same with spaces around it are one id."""
    _write(tmp_path, a=[7], b=["7"], c=[" 7\n"])

    assert check(ContractCheck.UNIQUE_IDS).found["duplicate_records"] == 3


def test_ids_come_through_the_card(check: Check, tmp_path: Path) -> None:
    """The id is what the card's columns say, and its default where there is none."""
    write_manifest(
        tmp_path / "a.parquet",
        [{"id": "1", "part": "a", "platform": "x"}, {"id": "1", "part": "b", "platform": "x"}],
    )

    assert check(ContractCheck.UNIQUE_IDS).verdict is Verdict.VIOLATION
    assert check(ContractCheck.UNIQUE_IDS, "columns: {id: part || id}").verdict is Verdict.COMPLIANT
    assert check(
        ContractCheck.UNIQUE_IDS, "columns: {id: CASE WHEN part = 'c' THEN id END}\ndefaults: {id: 7}"
    ).found == {
        "rows": 2,
        "null_ids": 0,
        "duplicate_records": 2,
        "duplicated_ids": 1,
    }


def test_files_that_cannot_be_read(check: Check, tmp_path: Path) -> None:
    """Duplicates elsewhere are a violation all the same; none elsewhere proves nothing."""
    _write(tmp_path, a=["1", "2"])
    write_text(tmp_path / "b.parquet", "not Parquet")
    unproven = check(ContractCheck.UNIQUE_IDS)
    _write(tmp_path, a=["1", "1"])

    assert unproven.verdict is Verdict.UNPROVEN
    assert "1 file could not be read" in unproven.message
    assert check(ContractCheck.UNIQUE_IDS).verdict is Verdict.VIOLATION


def test_nothing_could_be_read(check: Check, tmp_path: Path) -> None:
    """Without any row read, nothing is proven."""
    write_text(tmp_path / "b.parquet", "not Parquet")

    assert check(ContractCheck.UNIQUE_IDS).verdict is Verdict.UNPROVEN


def test_more_ids_than_memory(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids that do not fit into memory are counted on disk, exactly, and nothing stays there."""
    monkeypatch.setattr(unique_ids, "_BOUNDED", Resources(threads=2, memory=FEW_BYTES))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "spilled"))
    (tmp_path / "spilled").mkdir()
    path = tmp_path / "a.parquet"
    many = "SELECT 'a rather long id ' || (i % 1499990) AS id, 'x' AS platform FROM range(1500000) AS t(i)"
    duckdb.execute(f"COPY ({many}) TO '{path}' (FORMAT parquet)")

    result = check(ContractCheck.UNIQUE_IDS)

    assert (result.found["duplicate_records"], result.found["duplicated_ids"]) == (20, 10)
    assert list((tmp_path / "spilled").iterdir()) == []


def test_too_little_memory_and_no_disk(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that cannot finish is unproven and says why."""
    _write(tmp_path, a=["1"])

    def fail(_: object) -> None:
        raise duckdb.OutOfMemoryException("no space left\nmore")

    monkeypatch.setattr(unique_ids, "_count", fail)
    result = check(ContractCheck.UNIQUE_IDS)

    assert result.verdict is Verdict.UNPROVEN
    assert result.message == "The check could not finish: no space left."
    assert result.found == {}
