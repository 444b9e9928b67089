"""The timeline on the page."""

from dataclasses import replace
from datetime import date

from compliance.model.timeline import PlatformTimeline, Tally
from compliance.reporting.views.caps import Caps
from compliance.reporting.views.timeline import PlatformView, timelines
from tests.reporting.sample_report import dispute_report

DATASET = dispute_report().datasets[0]


def platforms(*lines: PlatformTimeline, caps: Caps | None = None) -> tuple[PlatformView, ...]:
    """Return the platforms of a dataset with these timelines."""
    (view,) = timelines([replace(DATASET, timeline=lines)], caps or Caps())
    return view.platforms


def test_every_number_stands_in_the_table() -> None:
    """The months, and the records of no month, are lines whose numbers the chart shows too."""
    (view,) = platforms(DATASET.timeline[0])

    assert view.counts == "43,300 records: 41,220 in violation, 300 not proven, 1,780 clear."
    assert [line.month for line in view.months] == ["2022-12", "2023-04", "2023-05", "Other days"]
    assert view.months[1].counts == ("40,000", "220", "780", "41,000")
    assert view.elsewhen.startswith("80 of them have no day")


def test_the_chart_says_what_it_shows() -> None:
    """Whoever cannot see the chart hears the platform, the months, the counts and where the numbers are."""
    chart = platforms(DATASET.timeline[0])[0].chart

    assert 'role="img" aria-label="Records of X by month from 2022-12 to 2023-05. 43,300 records' in chart
    assert "in the table below" in chart


def test_platforms_without_a_name() -> None:
    """An unknown platform and the sum of the rest are told apart; nothing is drawn without months."""
    unknown, rest = platforms(*DATASET.timeline[2:])

    assert (unknown.name, rest.name) == ("Platform unknown", "17 more platforms")
    assert rest.chart == ""


def test_bands_say_how_their_start_is_known() -> None:
    """A band has words for what is said, from when until when, and why we believe it."""
    free, paid, scraping = platforms(DATASET.timeline[0])[0].bands

    assert (free.clause, free.value, free.start, free.stop) == (
        "Access to the API",
        "free",
        "oldest text",
        "2023-03-29",
    )
    assert free.basis == "first seen; already in the oldest text"
    assert (paid.stop, scraping.basis) == ("today", "secondary")


def test_many_months_are_cut_and_none_is_lost() -> None:
    """Of more months than the page shows, the earliest are summed up with the other days."""
    months = tuple((date(2000 + number // 12, number % 12 + 1, 1), Tally(clear=1)) for number in range(30))
    line = PlatformTimeline("x", "X", 1, months, Tally(unproven=2))
    (view,) = platforms(line, caps=replace(Caps(), months=12))

    assert len(view.months) == 13
    assert view.months[-1].counts == ("0", "2", "18", "20")


def test_a_page_has_only_so_many_charts() -> None:
    """Charts take time to draw: the platforms beyond the cap have their numbers alone."""
    first, second = timelines([DATASET, DATASET], replace(Caps(), charts=5))

    assert [bool(view.chart) for view in first.platforms] == [True, True, True, False]
    assert [bool(view.chart) for view in second.platforms] == [True, False, False, False]
