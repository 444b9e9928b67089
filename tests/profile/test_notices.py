"""Notices of the scan about a manifest as a whole."""

from pathlib import Path

import pyarrow as pa
import pytest

from compliance.model.profile import Profile
from tests.factories import plan_for, profile, read_dataset, write_table
from tests.profile.counting import Kept

PLAN = plan_for("record.grant_id = 'g'", "record.publisher = 'p'", "record.platform = 'x'")


def profile_of(folder: Path, rows: int, grants: int, publishers: int, files: int = 1) -> Profile:
    """Return the profile of so many rows with so many grants and publishers, in turn."""
    for number in range(files):
        numbers = range(number * rows // files, (number + 1) * rows // files)
        columns = {
            "id": [str(row) for row in numbers],
            "platform": ["x"] * len(numbers),
            "grant_id": [str(row % grants) for row in numbers],
            "publisher": [str(row % publishers) for row in numbers],
        }
        write_table(folder / f"m/{number}.parquet", pa.table(columns))
    return profile(read_dataset(folder / "m"), PLAN)


def test_records_that_are_all_different(tmp_path: Path) -> None:
    """The notice names the facts that tell records apart, and what to do; the counts are right."""
    found = profile_of(tmp_path, rows=120_000, grants=110_000, publishers=1_999)
    [notice] = found.notices

    assert found.table.num_rows == sum(found.table["measure.records"].to_pylist()) == 120_000
    assert notice.dataset == "m"
    assert notice.text == (
        "120,000 records have 120,000 combinations of facts, so that nearly each is judged by itself, slowly "
        "and in much memory; they differ most in `grant_id` (110,000 values) and `publisher` (1,999 values)."
    )
    assert "`columns:`" in notice.remedy


def test_one_fact_does_it(tmp_path: Path) -> None:
    """A second fact is named only if it has many values itself."""
    [notice] = profile_of(tmp_path, rows=101_000, grants=101_000, publishers=9).notices

    assert notice.text.endswith("they differ most in `grant_id` (101,000 values).")


@pytest.mark.parametrize(("rows", "grants"), [(100_000, 100_000), (202_002, 101_001)])
def test_few_groups_or_many_records_in_each(rows: int, grants: int, tmp_path: Path) -> None:
    """A hundred thousand groups are nothing, nor are more of them with two records each."""
    found = profile_of(tmp_path, rows, grants, publishers=1)

    assert found.table.num_rows == grants
    assert found.notices == ()


def test_the_notice_is_the_same_in_every_run(tmp_path: Path) -> None:
    """Neither the cache nor the split into files decides what it says."""
    whole = profile_of(tmp_path / "whole", 110_000, 110_000, 5)
    split = profile_of(tmp_path / "split", 110_000, 110_000, 5, files=3)
    kept = Kept(tmp_path / "cache")
    runs = [kept.profile(read_dataset(tmp_path / "split/m"), PLAN)[0] for _ in range(2)]

    assert whole.notices == split.notices == runs[0].notices == runs[1].notices
    assert len(whole.notices) == 1
