"""The growth of cost as a picture: with rows, rules, files, and with a cache."""

import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from catalog import PEERS

_AXES = {
    "rows": ("quantitative", "log", "rows"),
    "rules": ("ordinal", None, "rules"),
    "files": ("ordinal", None, "files"),
    "cache": ("nominal", None, "with a cache, 100 files"),
}


def plot(lines: Sequence[Mapping[str, Any]], path: Path) -> str:
    """Write the picture as SVG; where it cannot be drawn, return why."""
    missing = [name for name in ("altair", "vl_convert") if importlib.util.find_spec(name) is None]
    if missing:
        return f"No plot: not installed: {', '.join(missing)}."
    import altair as alt  # noqa: PLC0415 - an extra

    charts = [_chart(alt, part, [line for line in lines if line["part"] == part]) for part in _AXES]
    drawn = [chart for chart in charts if chart is not None]
    if not drawn:
        return "No plot: nothing was measured."
    picture = alt.vconcat(*drawn).resolve_scale(color="independent")
    picture.configure_view(stroke=None).save(str(path), format="svg")
    return ""


def _chart(alt: Any, part: str, lines: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401 - of an extra
    if not lines:
        return None
    kind, scale, title = _AXES[part]
    values = [{"size": line["size"], "who": PEERS[line["peer"]].title, "cpu": line["cpu"]} for line in lines]
    across = alt.X("size", type=kind, title=title, sort=None, axis=alt.Axis(labelAngle=0))
    up = alt.Y("cpu", type="quantitative", title="CPU seconds")
    chart = alt.Chart(alt.Data(values=values))
    if part == "cache":
        chart = chart.mark_bar()
    else:
        chart, up = chart.mark_line(point=True), up.scale(type="log")
    if scale:
        across = across.scale(type=scale, nice=False)
    who = alt.Color("who", type="nominal", title=None, sort=None, legend=alt.Legend(labelLimit=400))
    return chart.encode(x=across, y=up, color=who).properties(width=460, height=240)
