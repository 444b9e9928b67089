"""A drawing: shapes at given places, as SVG that the page may embed.

Altair describes it and vl-convert writes it, without a network or a browser. Every place is
given in pixels, so nothing depends on the fonts of a machine. Colours are variables of the
page's style sheet, so that dark mode and paper need no second drawing, and there are no style
attributes, which the page's policy would block.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import altair
import vl_convert

Align = Literal["left", "right"]
Shape = tuple[tuple[str, str | float], ...]

_ROOT = re.compile(r"<svg [^>]*>")
_NOISE = re.compile(r' (?:role|class|aria-[a-z]+)="[^"]*"')
_BOX = re.compile(r'<path d="([^"]*)"( fill="[^"]*"[^>]*)/>')
_BOXES = re.compile(rf"(?:{_BOX.pattern})+")
_PATTERNS = frozenset({"hatch", "dots"})
_SIZE = 12
_FILL = altair.Fill("fill:N", scale=None)
_STROKE = altair.Stroke("stroke:N", scale=None)


@dataclass
class Drawing:
    """Boxes beneath lines beneath words, each kind in the order in which it was drawn."""

    width: int
    height: int
    boxes: list[Shape] = field(default_factory=list)
    lines: list[Shape] = field(default_factory=list)
    words: dict[Align, list[Shape]] = field(default_factory=dict)
    """By how they are aligned."""

    def box(self, place: Sequence[float], *, fill: str, edge: str) -> None:
        """Draw a box from left and top to right and bottom, in colours or patterns of the style sheet."""
        self.boxes.append((*_corners(place), ("fill", _paint(fill)), ("stroke", _paint(edge))))

    def line(self, place: Sequence[float], *, stroke: str) -> None:
        """Draw a straight line from left and top to right and bottom."""
        self.lines.append((*_corners(place), ("stroke", _paint(stroke))))

    def text(self, place: Sequence[float], words: str, *, align: Align = "left", fill: str = "ink") -> None:
        """Write words; *place* is where they begin, or end if aligned right, and their middle height."""
        at = zip(("x", "y"), (round(number, 1) for number in place), strict=True)
        self.words.setdefault(align, []).append((*at, ("text", words), ("fill", _paint(fill))))

    def svg(self, label: str) -> str:
        """Return the drawing as an `svg` element; the label is what a screen reader says of it."""
        words = tuple((align, tuple(shapes)) for align, shapes in self.words.items())
        drawn = _drawn((self.width, self.height), tuple(self.boxes), tuple(self.lines), words)
        size = f"0 0 {self.width} {self.height}"
        root = f'<svg class="chart" viewBox="{size}" role="img" aria-label="{html.escape(label)}">'
        return _ROOT.sub(lambda _: root, drawn, count=1)


def _corners(place: Sequence[float]) -> tuple[tuple[str, float], ...]:
    return tuple(zip(("x", "y", "x2", "y2"), (round(number, 1) for number in place), strict=True))


def _paint(name: str) -> str:
    return f"url(#{name})" if name in _PATTERNS else f"var(--{name})"


@lru_cache(maxsize=64)
def _drawn(
    size: tuple[int, int],
    boxes: tuple[Shape, ...],
    lines: tuple[Shape, ...],
    words: tuple[tuple[Align, tuple[Shape, ...]], ...],
) -> str:
    """Return the SVG; a page that is laid out again in a shorter form asks for the same drawings."""
    layers = [
        _placed(boxes).mark_rect(strokeWidth=1).encode(x2="x2:Q", y2="y2:Q", fill=_FILL, stroke=_STROKE),
        _placed(lines).mark_rule().encode(x2="x2:Q", y2="y2:Q", stroke=_STROKE),
        *(
            _placed(shapes)
            .mark_text(align=align, baseline="middle", font="inherit", fontSize=_SIZE)
            .encode(text="text:N", fill=_FILL)
            for align, shapes in words
        ),
    ]
    chart = (
        altair.layer(*layers)
        .properties(width=size[0], height=size[1], padding=0, autosize="none")
        .configure(background="transparent", aria=False, view=altair.ViewConfig(stroke=None))
    )
    drawn = str(vl_convert.vegalite_to_svg(chart.to_dict(validate=False), allowed_base_urls=[]))
    return _BOXES.sub(_as_one, _NOISE.sub("", drawn))


def _as_one(found: re.Match[str]) -> str:
    """Return boxes painted alike as one path: on paper, each path with a pattern has a copy of it."""
    shapes: dict[str, str] = {}
    for place, paint in _BOX.findall(found[0]):
        shapes[paint] = shapes.get(paint, "") + place
    return "".join(f'<path d="{places}"{paint}/>' for paint, places in shapes.items())


def _placed(shapes: Sequence[Shape]) -> altair.Chart:
    data = altair.InlineData(values=[dict(shape) for shape in shapes])
    x = altair.X("x:Q", scale=None, axis=None)
    return altair.Chart(data).encode(x=x, y=altair.Y("y:Q", scale=None, axis=None))
