"""The chart of a timeline: records by month of collection, over the terms of those months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance.model.platform import STRICTNESS, ClauseName
from compliance.model.timeline import Tally, TermsBand
from compliance.reporting.charts.drawing import Drawing
from compliance.reporting.say import say

_WIDTH, _LEFT, _RIGHT = 960, 150, 950
_TOP, _FLOOR, _BAND = 14, 134, 22
_LEAST = 2.0
"""Pixels that even one record among millions gets, so that none is invisible."""
_KINDS = (("clear", "track", "rule"), ("unproven", "dots", "warn"), ("violation", "hatch", "bad"))
"""From the bottom up: the count, its fill and its edge."""
_LETTER = 6.4
"""Pixels that a letter needs at most, on average."""


def timeline_chart(months: Sequence[tuple[date, Tally]], bands: Sequence[TermsBand], label: str) -> str:
    """Return the chart; without months there is nothing to draw."""
    if not months:
        return ""
    names = list(dict.fromkeys(band.clause for band in bands))
    axis = _Axis(_number(months[0][0]), max(_number(months[-1][0]) + 1, _number(months[0][0]) + 12))
    drawing = Drawing(_WIDTH, _FLOOR + 30 + _BAND * len(names) + 6 * bool(names))
    _draw_scale(drawing, axis, max(tally.total for _, tally in months))
    for month, tally in months:
        _draw_month(drawing, axis, month, tally, max(tally.total for _, tally in months))
    for place, name in enumerate(names):
        _draw_bands(drawing, axis, place, [band for band in bands if band.clause is name])
    return drawing.svg(label)


@dataclass(frozen=True)
class _Axis:
    """Months from left to right; a month is a number that grows by one each month."""

    first: int
    stop: int

    def at(self, month: float) -> float:
        part = (min(max(month, self.first), self.stop) - self.first) / (self.stop - self.first)
        return _LEFT + part * (_RIGHT - _LEFT)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _exact(day: date) -> float:
    return _number(day) + (day.day - 1) / 31


def _draw_scale(drawing: Drawing, axis: _Axis, most: int) -> None:
    drawing.line((_LEFT, _FLOOR, _RIGHT, _FLOOR), stroke="rule")
    drawing.line((_LEFT, _TOP, _RIGHT, _TOP), stroke="line")
    drawing.text((_LEFT - 8, _TOP), f"{most:,}", align="right", fill="soft")
    drawing.text((_LEFT - 8, _FLOOR - 6), "0", align="right", fill="soft")
    step = 12 if axis.stop - axis.first > 30 else 3
    marked = [month for month in range(axis.first, axis.stop) if month % step == 0]
    every = -(-len(marked) // 14)
    for month in marked[::every]:
        name = str(month // 12) if step == 12 else f"{month // 12}-{month % 12 + 1:02d}"
        drawing.line((axis.at(month), _FLOOR, axis.at(month), _FLOOR + 5), stroke="rule")
        drawing.text((axis.at(month), _FLOOR + 15), name, fill="soft")


def _draw_month(drawing: Drawing, axis: _Axis, month: date, tally: Tally, most: int) -> None:
    left, right = axis.at(_number(month)), axis.at(_number(month) + 1)
    gap = min(1.0, (right - left) / 8)
    floor = float(_FLOOR)
    for name, fill, edge in _KINDS:
        count = getattr(tally, name)
        if count:
            height = max(count / most * (_FLOOR - _TOP), _LEAST)
            drawing.box((left + gap, floor - height, right - gap, floor), fill=fill, edge=edge)
            floor -= height


def _draw_bands(drawing: Drawing, axis: _Axis, place: int, bands: Sequence[TermsBand]) -> None:
    top = _FLOOR + 30 + _BAND * place
    middle = top + _BAND / 2
    drawing.text((_LEFT - 8, middle), say(f"clause.{bands[0].clause}"), align="right", fill="soft")
    for band in bands:
        left = axis.at(axis.first if band.start is None else _exact(band.start))
        right = axis.at(axis.stop if band.stop is None else _exact(band.stop))
        if right - left < 1:
            continue
        fill, ink = _SHADES[_grade(band)]
        drawing.box((left, top + 2, right, top + _BAND - 2), fill=fill, edge="rule")
        words = say(f"value.{band.value}")
        if len(words) * _LETTER + 12 < right - left:
            drawing.text((left + 6, middle), words, fill=ink)
        if band.start and left > _LEFT:
            drawing.line((left, _TOP, left, _FLOOR), stroke="rule")


_SHADES: Mapping[int, tuple[str, str]] = {0: ("paper", "soft"), 1: ("track", "ink"), 2: ("deep", "deep-ink")}


def _grade(band: TermsBand) -> int:
    """Return how strict a value is: 0 asks nothing, 1 something, 2 the most that is known."""
    values = STRICTNESS[ClauseName(band.clause)]
    rank = values.index(band.value) if band.value in values else 0
    mild = {"silent", "allowed", "free", "none"}
    return 0 if band.value in mild else 2 if rank == len(values) - 1 else 1
