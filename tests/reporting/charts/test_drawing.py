"""Drawings: SVG that is the same everywhere and obeys the policy of the page."""

import re
from datetime import date

from compliance.model.timeline import Tally
from compliance.reporting.charts.drawing import Drawing
from compliance.reporting.charts.exposure import exposure_chart
from compliance.reporting.charts.timeline import timeline_chart
from tests.reporting.sample_history import TIMELINE


def boxes(chart: str, paint: str) -> list[str]:
    """Return the boxes of a chart that are filled like this."""
    paths = re.findall(rf'<path d="([^"]*)" fill="{re.escape(paint)}"', chart)
    return [f"M{box}" for path in paths for box in path.split("M")[1:]]


def test_shapes_stand_where_they_are_put() -> None:
    """A box, a line and words are drawn at their pixels, in variables of the style sheet."""
    drawing = Drawing(200, 100)
    drawing.box((10, 20, 30, 40), fill="hatch", edge="bad")
    drawing.line((0, 50, 200, 50), stroke="rule")
    drawing.text((5, 60), "words & <b>", align="right")
    chart = drawing.svg('a "label"')

    assert boxes(chart, "url(#hatch)") == ["M10,20h20v20h-20Z"]
    assert 'stroke="var(--rule)"' in chart
    assert "words &amp; &lt;b&gt;" in chart
    assert 'viewBox="0 0 200 100" role="img" aria-label="a &quot;label&quot;"' in chart


def test_boxes_painted_alike_are_one_path() -> None:
    """Forty violations are one shape: a printer keeps a copy of the pattern for each."""
    drawing = Drawing(100, 100)
    for left in range(40):
        drawing.box((left, 0, left + 1, 9), fill="hatch" if left % 2 else "track", edge="bad")
    chart = drawing.svg("label")

    assert chart.count("url(#hatch)") == chart.count("var(--track)") == 1
    assert len(boxes(chart, "url(#hatch)")) == 20


def test_nothing_that_the_policy_would_block() -> None:
    """A chart has no style attribute, no script, no class, and loads nothing."""
    chart = timeline_chart(TIMELINE[0].months, TIMELINE[0].bands, "label")

    assert not re.search(r'(?:style|onload|href)="|<script|<image|<style', chart)
    assert re.findall(r"url\((?!#(?:hatch|dots)\))", chart) == []


def test_one_record_among_a_million_is_seen() -> None:
    """A violation has two pixels at least, however many records are clear."""
    chart = timeline_chart([(date(2023, 4, 1), Tally(violation=1, clear=1_000_000))], (), "label")
    (violation,) = boxes(chart, "url(#hatch)")

    assert float(violation.split("v")[1].split("h")[0]) >= 2


def test_terms_are_drawn_from_their_first_day_to_their_last() -> None:
    """Bands follow each other without a gap, and say their value where there is room."""
    chart = timeline_chart(TIMELINE[0].months, TIMELINE[0].bands, "label")

    assert ">Access to the API<" in chart
    assert ">free<" in chart
    assert ">paid<" in chart
    assert len(boxes(chart, "var(--paper)")) == 1


def test_nothing_to_draw() -> None:
    """Without months, or without amounts, there is no chart."""
    assert timeline_chart((), TIMELINE[0].bands, "label") == ""
    assert exposure_chart([("X", (0.0, 0.0, 0.0), "")], "label") == ""


def test_the_range_spans_low_to_high() -> None:
    """The largest high takes the whole width, and what is likely is marked between."""
    chart = exposure_chart([("X", (0.0, 50.0, 100.0), "likely"), ("Y", (0.0, 0.0, 10.0), "")], "label")

    assert [path.split("h")[1].split("v")[0] for path in boxes(chart, "url(#hatch)")] == ["650", "65"]
    assert len(boxes(chart, "var(--bad)")) == 2
