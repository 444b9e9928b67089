"""Rules over sums of records."""

from collections.abc import Sequence

import pytest

from compliance.model.report import Counts
from tests.factories import Row
from tests.judge.situation import Situation, day, judged, rule

CAP: Row = {
    "id": "g1",
    "type": "api_plan",
    "platform": "x",
    "valid_from": day("2024-01-01"),
    "read_cap": 10,
}
MONTHLY = rule(
    "SUM(measure.items) <= grant.read_cap",
    "record.acquisition_method = 'api'",
    group_by=("grant.id", "date_trunc('month', record.collected_at)"),
)


def reads(count: int | None, on: str | None = "2024-07-10", **more: object) -> Row:
    """Return one line of a manifest that stands for so many reads."""
    return {
        "platform": "x",
        "acquisition_method": "api",
        "collected_at": on and day(on),
        "grant_id": "g1",
        "record_count": count,
    } | more


def totals(*situations: Situation) -> tuple[Counts, ...]:
    """Return the records of each situation by verdict of the monthly rule."""
    return judged(situations, [MONTHLY]).counts[MONTHLY.id]


@pytest.mark.parametrize(
    ("rows", "verdict"), [([10], "compliant"), ([11], "violation"), ([4, 6], "compliant")]
)
def test_the_cap_is_allowed_and_one_more_is_not(rows: Sequence[int], verdict: str) -> None:
    """Reads up to the cap comply; with one more every record of the month violates."""
    (found,) = totals(Situation([reads(count) for count in rows], [CAP]))

    assert getattr(found, verdict) == found.total == len(rows)


@pytest.mark.parametrize(("second", "verdict"), [(4, "compliant"), (5, "violation")])
def test_datasets_with_one_register_share_the_cap(second: int, verdict: str) -> None:
    """Reads under one grant add up over all datasets of the run, in which each is then judged alike."""
    found = totals(Situation([reads(6)], [CAP]), Situation([reads(second)], [CAP]))

    assert [getattr(count, verdict) for count in found] == [1, 1]


def test_another_register_is_another_grant() -> None:
    """Grants of one id in two registers are two grants."""
    found = totals(
        Situation([reads(6)], [CAP], register="a/grants.yaml"),
        Situation([reads(6)], [CAP], register="b/grants.yaml"),
    )

    assert [count.compliant for count in found] == [1, 1]


def test_months_do_not_add_up() -> None:
    """The last day of a month and the first of the next are two months."""
    (found,) = totals(Situation([reads(10, "2024-07-31"), reads(10, "2024-08-01")], [CAP]))

    assert found.compliant == 2


def test_days_of_a_month_add_up() -> None:
    """Every day of a month counts, and another month does not suffer for it."""
    rows = [reads(6, "2024-07-01"), reads(6, "2024-07-31"), reads(6, "2024-08-01")]
    (found,) = totals(Situation(rows, [CAP]))

    assert (found.violation, found.compliant) == (2, 1)


def test_a_line_without_a_count_is_one_read() -> None:
    """Lines that give no count are one read each."""
    assert totals(Situation([reads(None)] * 10, [CAP]))[0].compliant == 10
    assert totals(Situation([reads(None)] * 11, [CAP]))[0].violation == 11


@pytest.mark.parametrize("count", [1, 11])
def test_an_unknown_month_cannot_be_decided(count: int) -> None:
    """A record without a day is in no month: unproven, whatever the sum is."""
    (found,) = totals(Situation([reads(count, None), reads(10)], [CAP]))

    assert (found.unproven, found.compliant) == (1, 1)


def test_other_records_do_not_count() -> None:
    """Records to which the rule does not apply use up no cap."""
    (found,) = totals(Situation([reads(10), reads(99, acquisition_method="crawl")], [CAP]))

    assert (found.compliant, found.not_applicable) == (1, 1)


def test_a_grant_without_a_cap_is_unproven() -> None:
    """Reads under a grant whose cap nobody recorded are not proven to be within it."""
    (found,) = totals(Situation([reads(1)], [dict(CAP) | {"read_cap": None}]))

    assert found.unproven == 1


def test_without_a_register_datasets_stay_apart() -> None:
    """Datasets without any register share none: the records of one do not add to the other's."""
    per_month = rule(
        "SUM(measure.items) <= 10", group_by=("date_trunc('month', record.collected_at)",), id_="test/month"
    )
    found = judged([Situation([reads(6)]), Situation([reads(6)])], [per_month]).counts["test/month"]

    assert [count.compliant for count in found] == [1, 1]


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("SUM(measure.records) = 3", True),
        ("SUM(measure.items) = 7", True),
        ("SUM(measure.tokens) = 300", True),
        ("SUM(measure.bytes) = 30", True),
        ("COUNT(DISTINCT record.purpose) = 2", True),
        ("MAX(record.collected_at) = '2024-07-12'", True),
        ("MIN(record.collected_at) < '2024-07-10'", False),
    ],
)
def test_aggregates(condition: str, holds: bool) -> None:  # noqa: FBT001 - a truth value
    """Sums, counts and extremes run over all records of the group."""
    rows = [
        reads(5, "2024-07-10", purpose="eval", token_count=100, content_size=10),
        reads(None, "2024-07-11", purpose="eval", token_count=100, content_size=10),
        reads(1, "2024-07-12", purpose="rag", token_count=100, content_size=10),
    ]
    checked = rule(condition, group_by=("record.platform",))
    (found,) = judged([Situation(rows, [CAP])], [checked]).counts[checked.id]

    assert (found.compliant, found.violation) == ((3, 0) if holds else (0, 3))


DAILY = rule(
    "CASE WHEN SUM(measure.items) > 10 THEN FALSE "
    "WHEN SUM(measure.items) + adjacent_day(SUM(measure.items)) <= 10 THEN TRUE END",
    "record.acquisition_method = 'api'",
    group_by=("record.grant_id", "clock.day"),
    id_="test/daily",
)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([reads(10, "2024-02-29")], (1, 0, 0)),
        ([reads(11, "2024-02-29")], (0, 1, 0)),
        ([reads(6, "2024-02-29"), reads(4, "2024-03-01")], (2, 0, 0)),
        ([reads(6, "2024-02-29"), reads(5, "2024-03-01")], (0, 0, 2)),
        ([reads(6, "2024-02-28"), reads(5, "2024-03-01")], (2, 0, 0)),
        ([reads(11, "2024-02-28"), reads(1, "2024-02-29"), reads(9, "2024-03-01")], (1, 1, 1)),
        ([reads(6, "2024-02-29"), reads(5, "2024-03-01", grant_id="g2")], (2, 0, 0)),
        ([reads(6, "2024-02-29"), reads(5, "2024-03-01", acquisition_method="crawl")], (1, 0, 0)),
        ([reads(6, "2024-02-29"), reads(5, "2024-03-01", acquisition_method=None)], (0, 0, 2)),
        ([reads(1, None), reads(10, "2024-02-29")], (1, 0, 1)),
    ],
)
def test_adjacent_days(rows: Sequence[Row], expected: tuple[int, int, int]) -> None:
    """More than the limit on a day is proof, so is no more on two days in a row; the rest is unproven."""
    (found,) = judged([Situation(rows, [CAP])], [DAILY]).counts[DAILY.id]

    assert (found.compliant, found.violation, found.unproven) == expected


def test_adjacent_days_of_other_datasets() -> None:
    """The days before and after count over all datasets that share a register."""
    found = judged(
        [Situation([reads(6, "2024-02-29")], [CAP]), Situation([reads(5, "2024-03-01")], [CAP])], [DAILY]
    ).counts[DAILY.id]

    assert [count.unproven for count in found] == [1, 1]


def test_a_day_is_undecided_if_uncertain_records_would_break_the_limit() -> None:
    """Records to which a rule only may apply turn an open answer into no violation."""
    rows = [reads(9, "2024-02-28"), reads(9, "2024-02-29"), reads(2, "2024-02-29", acquisition_method=None)]
    (found,) = judged([Situation(rows, [CAP])], [DAILY]).counts[DAILY.id]

    assert (found.unproven, found.violation) == (3, 0)


def test_the_day_is_shown() -> None:
    """A finding over days says which day."""
    (found,) = judged([Situation([reads(11, "2024-02-29")], [CAP])], [DAILY]).findings

    assert ("clock.day", "2024-02-29") in found.groups[0].facts
