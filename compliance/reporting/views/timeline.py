"""The timeline: records of each platform by month of collection, over its terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from compliance.model.report import DatasetReport
from compliance.model.timeline import PlatformTimeline, Tally, TermsBand
from compliance.reporting.charts.timeline import timeline_chart
from compliance.reporting.plain import cell
from compliance.reporting.say import say
from compliance.reporting.views.caps import Caps, cut
from compliance.reporting.views.coverage import IN_JSON
from compliance.reporting.views.evidence import basis
from compliance.reporting.wording import dataset_name, number


@dataclass(frozen=True)
class MonthLine:
    """Records of a month, or of all other days."""

    month: str
    counts: tuple[str, str, str, str]
    """In violation, unproven, clear, and all of them."""


@dataclass(frozen=True)
class BandLine:
    """What the terms said on one thing for some time."""

    clause: str
    value: str
    start: str
    stop: str
    basis: str


@dataclass(frozen=True)
class PlatformView:
    """One platform: a chart and its numbers."""

    name: str
    counts: str
    elsewhen: str
    chart: str
    """An `svg` element of our own making, or empty."""
    months: tuple[MonthLine, ...]
    bands: tuple[BandLine, ...]


@dataclass(frozen=True)
class TimelineView:
    """The platforms of one dataset."""

    dataset: str
    platforms: tuple[PlatformView, ...]
    cut: str


def timelines(datasets: Sequence[DatasetReport], caps: Caps) -> tuple[TimelineView, ...]:
    """Return the timeline of each dataset; the page as a whole has at most `caps.charts` charts."""
    found, charts = [], caps.charts
    for dataset in datasets:
        shown = dataset.timeline[: caps.platforms]
        views = [_platform(line, caps, draws=place < charts) for place, line in enumerate(shown)]
        charts -= len(views)
        note = cut(len(shown), len(dataset.timeline), say("cut.platforms"), IN_JSON)
        found.append(TimelineView(dataset_name(dataset), tuple(views), note))
    return tuple(found)


def _platform(line: PlatformTimeline, caps: Caps, *, draws: bool) -> PlatformView:
    months = line.months[-caps.months :]
    elsewhen = sum((tally for _, tally in line.months[: -caps.months]), line.elsewhen)
    name = _name(line, caps)
    counts = _counts(line.total)
    return PlatformView(
        name=name,
        counts=counts,
        elsewhen=say("timeline.elsewhen", count=number(elsewhen.total)) if elsewhen.total else "",
        chart=timeline_chart(months, line.bands, _label(name, months, counts)) if draws and months else "",
        months=(
            *(MonthLine(f"{month:%Y-%m}", _numbers(tally)) for month, tally in months),
            *([MonthLine(say("timeline.other"), _numbers(elsewhen))] if elsewhen.total else []),
        ),
        bands=tuple(map(_band, line.bands[: caps.lines])),
    )


def _name(line: PlatformTimeline, caps: Caps) -> str:
    if line.platforms > 1:
        return say("timeline.rest", count=number(line.platforms))
    return cell(line.name, caps.cell) or say("timeline.unknown")


def _label(name: str, months: Sequence[tuple[date, Tally]], counts: str) -> str:
    first, last = (f"{month:%Y-%m}" for month, _ in (months[0], months[-1]))
    return say("timeline.chart", platform=name, first=first, last=last, counts=counts)


def _counts(tally: Tally) -> str:
    violation, unproven, clear, total = _numbers(tally)
    return say("timeline.counts", violation=violation, unproven=unproven, clear=clear, total=total)


def _numbers(tally: Tally) -> tuple[str, str, str, str]:
    return number(tally.violation), number(tally.unproven), number(tally.clear), number(tally.total)


def _band(band: TermsBand) -> BandLine:
    return BandLine(
        clause=say(f"clause.{band.clause}"),
        value=say(f"value.{band.value}"),
        start=str(band.start or say("timeline.known")),
        stop=str(band.stop or say("timeline.open")),
        basis=basis(band.basis, left_censored=band.left_censored),
    )
