"""How times of every physical type become days."""

import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from tests.profile.one_column import facts, no_notices, scan

EVENING = datetime.datetime(2023, 4, 1, 23, 30)  # noqa: DTZ001 - naive on purpose
DAY, NEXT_DAY = datetime.date(2023, 4, 1), datetime.date(2023, 4, 2)


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_timestamps_without_a_zone(unit: str, tmp_path: Path) -> None:
    """A naive timestamp of any unit is read as UTC, and a notice says so."""
    found = scan(tmp_path, "collected_at", pa.array([EVENING, None], pa.timestamp(unit)))

    assert facts(found) == {DAY: 1, None: 1}
    assert [notice.text for notice in found.notices] == [
        "The timestamps of `collected_at` carry no time zone and were read as UTC."
    ]
    assert found.notices[0].dataset == "d"


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "+02:00"])
def test_timestamps_with_a_zone(unit: str, zone: str, tmp_path: Path) -> None:
    """A timestamp with any zone falls on its UTC day, and there is nothing to notice."""
    evening = EVENING.replace(tzinfo=datetime.UTC)
    cells = pa.array([evening, evening + datetime.timedelta(hours=1), None], pa.timestamp(unit, zone))

    assert facts(no_notices(scan(tmp_path, "collected_at", cells))) == {DAY: 1, NEXT_DAY: 1, None: 1}


@pytest.mark.parametrize("zone", [None, "UTC"])
def test_the_last_nanosecond(zone: str | None, tmp_path: Path) -> None:
    """A timestamp just before midnight falls on the day that it ends."""
    midnight = pa.array([datetime.datetime(2023, 4, 2)], pa.timestamp("ns"))  # noqa: DTZ001 - in UTC
    cells = pa.array([midnight.cast(pa.int64())[0].as_py() - 1], pa.timestamp("ns", zone))

    assert facts(scan(tmp_path, "collected_at", cells)) == {DAY: 1}


@pytest.mark.parametrize("type_", [pa.date32(), pa.date64()])
def test_dates(type_: pa.DataType, tmp_path: Path) -> None:
    """A date is its day."""
    assert facts(no_notices(scan(tmp_path, "collected_at", pa.array([DAY, None], type_)))) == {
        DAY: 1,
        None: 1,
    }


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-04-01", DAY),
        (" 2023-04-01\n", DAY),
        ("2023-04-01 23:30:00", DAY),
        ("2023-04-01T23:30:00Z", DAY),
        ("2023-04-02T00:30:00Z", NEXT_DAY),
        ("2023-04-02T00:30:00", NEXT_DAY),
        ("2023-04-01T23:30:00.123456+00:00", DAY),
        ("2023-04-01T23:30:00-05:00", NEXT_DAY),
        ("2023-04-02T01:30:00+02:00", DAY),
    ],
)
def test_iso_text(text: str, day: datetime.date, tmp_path: Path) -> None:
    """ISO 8601 text is read with its zone, UTC where it has none."""
    assert facts(no_notices(scan(tmp_path, "collected_at", pa.array([text])))) == {day: 1}


@pytest.mark.parametrize(
    "text", ["yesterday", "1680300000", "2023", "04/01/2023", "2023-13-01", "infinity", "-infinity"]
)
def test_unreadable_times(text: str, tmp_path: Path) -> None:
    """Text that is no date is unknown, and a notice counts the cells."""
    found = scan(tmp_path, "collected_at", pa.array([text, text, None, "2023-04-01"]))

    assert facts(found) == {DAY: 1, None: 3}
    assert [notice.text for notice in found.notices] == [
        "2 cells of `collected_at` in m.parquet are no timestamp and count as unknown."
    ]
