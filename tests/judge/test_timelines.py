"""Timelines: every record once, by platform, month and the worst verdict."""

from compliance.judge.timelines import PLATFORMS_KEPT
from compliance.model.platform import ClauseName
from compliance.model.rule import Clock
from compliance.model.timeline import PlatformTimeline, Tally
from tests.judge.situation import PLAIN, Situation, clause, day, document, judged, platform, rule, world

JUNE, JULY = day("2024-06-01"), day("2024-07-01")
LICENSED = rule("record.license = 'MIT'", id_="test/licensed")
NAMED = rule("record.creator IS NOT NULL", "record.license = 'MIT'", Clock.HELD_AT, id_="test/named")
MEDIAN = rule("SUM(measure.items) <= 2", group_by=["record.license"], id_="test/few")
SAME_DAY = rule(
    "date_diff('day', record.published_at, record.collected_at) = 0",
    "record.published_at IS NOT NULL",
    id_="test/same-day",
)


def lines(situation: Situation, *rules: object, reference: object = PLAIN) -> tuple[PlatformTimeline, ...]:
    """Return the timelines of one situation."""
    return judged([situation], rules, reference).histories[0].timeline


def test_the_worst_verdict_counts() -> None:
    """A record in violation of one rule and unproven by another counts once, as a violation."""
    rows = [
        {"platform": "x", "collected_at": day("2024-06-10"), "license": "MIT", "creator": "a"},
        {"platform": "x", "collected_at": day("2024-06-20"), "license": None},
        {"platform": "x", "collected_at": day("2024-06-30"), "license": "MIT"},
        {"platform": "x", "collected_at": day("2024-07-01"), "license": "BSD"},
    ]
    (line,) = lines(Situation(rows), LICENSED, NAMED)

    assert line.months == ((JUNE, Tally(violation=1, unproven=1, clear=1)), (JULY, Tally(violation=1)))
    assert line.elsewhen == Tally()


def test_rules_over_days_and_groups_count_too() -> None:
    """Rules that look at single days, or at groups, mark exactly the records that they find."""
    rows = [
        *({"platform": "x", "collected_at": day("2024-06-10"), "license": "MIT"} for _ in range(3)),
        {"platform": "x", "collected_at": day("2024-07-02"), "published_at": day("2024-07-01")},
        {"platform": "x", "collected_at": day("2024-07-03"), "published_at": day("2024-07-03")},
    ]
    (line,) = lines(Situation(rows), MEDIAN, SAME_DAY)

    assert line.months[0] == (JUNE, Tally(violation=3))
    assert line.months[1] == (JULY, Tally(violation=1, unproven=1))


def test_days_that_cannot_be() -> None:
    """Records without a day, or with one long past or in the future, are counted, but in no month."""
    days = [None, day("1970-01-01"), day("2200-01-01"), day("2024-06-01")]
    (line,) = lines(Situation([{"platform": "x", "collected_at": on} for on in days]), LICENSED)

    assert line.months == ((JUNE, Tally(unproven=1)),)
    assert line.elsewhen == Tally(unproven=3)


def test_many_platforms() -> None:
    """The platforms with most violations stand alone; the rest are summed up, and no record is lost."""
    rows = [
        {"platform": f"site-{number:02d}", "collected_at": JUNE, "license": "BSD" if copy else "MIT"}
        for number in range(PLATFORMS_KEPT + 3)
        for copy in range(number + 1)
    ]
    found = lines(Situation(rows), LICENSED)

    assert [line.platform for line in found[:2]] == ["site-14", "site-13"]
    assert [line.platforms for line in found] == [1] * PLATFORMS_KEPT + [3]
    assert found[-1].platform is None
    assert sum(line.total.total for line in found) == len(rows)


def test_unknown_platform() -> None:
    """Records of no known platform have a line of their own, without a name."""
    (line,) = lines(Situation([{"url": "https://nowhere.test/1", "collected_at": JUNE}]), LICENSED)

    assert (line.platform, line.name, line.platforms) == (None, "", 1)


def test_bands_are_what_the_terms_came_to() -> None:
    """The bands give the strictest value of every span, and equal spans that meet are one."""
    reference = world(
        platform(
            "x",
            document(
                clause("silent", None, "2020-01-01"),
                clause("prohibited", "2020-01-01", "2021-01-01"),
                clause("prohibited", "2021-01-01"),
                clause("allowed", "2020-06-01"),
            ),
        )
    )
    (line,) = lines(Situation([{"platform": "x", "collected_at": JUNE}]), LICENSED, reference=reference)

    assert [(band.clause, band.value, band.start, band.stop) for band in line.bands] == [
        (ClauseName.AUTOMATED_COLLECTION, "silent", None, day("2020-01-01")),
        (ClauseName.AUTOMATED_COLLECTION, "prohibited", day("2020-01-01"), None),
    ]
