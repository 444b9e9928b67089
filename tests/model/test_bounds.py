"""What a sample proves."""

from math import comb

import pytest

from compliance.model.bounds import most_wrong


@pytest.mark.parametrize(
    ("checked", "wrong", "percent"),
    [
        (59, 0, 4.95),
        (10, 0, 25.89),
        (10, 1, 39.42),
        (10, 2, 50.69),
        (20, 0, 13.91),
        (20, 1, 21.61),
        (20, 2, 28.26),
        (100, 0, 2.95),
        (100, 1, 4.66),
        (100, 2, 6.16),
        (1000, 0, 0.30),
    ],
)
def test_many_records(checked: int, wrong: int, percent: float) -> None:
    """Of very many records, the bound is the published one of Clopper and Pearson."""
    records = 10**9

    assert 100 * most_wrong(records, checked, wrong) / records == pytest.approx(percent, abs=0.005)


@pytest.mark.parametrize(("records", "wrong"), [(1, 0), (59, 0), (59, 2), (1000, 1)])
def test_all_were_checked(records: int, wrong: int) -> None:
    """When every record was checked, those found wrong are all that are."""
    assert most_wrong(records, records, wrong) == wrong


@pytest.mark.parametrize(("records", "checked"), [(8, 3), (30, 10), (61, 59), (200, 59)])
@pytest.mark.parametrize("wrong", [0, 1, 2])
def test_few_records(records: int, checked: int, wrong: int) -> None:
    """The bound is the largest number that a sample would contradict in fewer than one case of twenty."""

    def chance(assumed: int) -> float:
        ways = (comb(assumed, n) * comb(records - assumed, checked - n) for n in range(wrong + 1))
        return sum(ways) / comb(records, checked)

    possible = range(wrong, records - (checked - wrong) + 1)

    assert most_wrong(records, checked, wrong) == max(n for n in possible if chance(n) > 0.05)


def test_a_census_is_surer_than_a_sample() -> None:
    """The fewer records are left unchecked, the lower the bound."""
    bounds = [most_wrong(records, 59, 0) / records for records in (59, 60, 100, 1_000, 12_300, 10**9)]

    assert bounds == sorted(bounds)
    assert bounds[0] == 0
