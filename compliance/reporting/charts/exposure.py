"""The chart of exposure: low to high for each platform, with what is likely marked."""

from collections.abc import Sequence

from compliance.reporting.charts.drawing import Drawing

_WIDTH, _LEFT, _RIGHT = 960, 150, 800
_TOP, _STEP = 8, 30


def exposure_chart(lines: Sequence[tuple[str, Sequence[float], str]], label: str) -> str:
    """Return the chart of platforms: name, the three amounts, and what to write beside them."""
    most = max((amounts[-1] for _, amounts, _ in lines), default=0)
    if not most:
        return ""
    drawing = Drawing(_WIDTH, _TOP * 2 + _STEP * len(lines))
    for place, (name, amounts, said) in enumerate(lines):
        middle = _TOP + _STEP * place + _STEP / 2
        low, likely, high = (_LEFT + amount / most * (_RIGHT - _LEFT) for amount in amounts)
        drawing.text((_LEFT - 8, middle), name, align="right")
        drawing.line((_LEFT, middle, low, middle), stroke="line")
        drawing.box((low, middle - 5, max(high, low + 2), middle + 5), fill="hatch", edge="bad")
        drawing.box((likely - 2, middle - 10, likely + 2, middle + 10), fill="bad", edge="bad")
        drawing.text((max(high, low + 2) + 10, middle), said, fill="soft")
    return drawing.svg(label)
