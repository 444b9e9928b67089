"""The results as Markdown."""

import importlib.metadata
import os
import platform
import time
from collections.abc import Iterable, Mapping
from typing import Any

from catalog import BASELINE, PEERS

_PACKAGES = (
    "compliance",
    "duckdb",
    "pyarrow",
    "polars",
    "pandas",
    "pointblank",
    "pandera",
    "great_expectations",
)
_TITLES = {"rows": "{:,} rows", "rules": "{:,} rules", "files": "{:,} files", "cache": "{}"}
_HEADS = {
    "rows": "Twelve rules, by rows",
    "rules": "Rules by record, more of them",
    "files": "The same rows in more files",
    "cache": "With a cache, 100 files",
}
_NONE = "\N{EN DASH}"
_COLUMNS = "| who | runs | CPU s | wall s (min to max) | peak MB | CPU ÷ raw | wall ÷ raw | counts |"


def machine() -> dict[str, str]:
    """Return where and with what was measured."""
    versions = {}
    for name in _PACKAGES:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return {
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "versions": ", ".join(f"{name} {version}" for name, version in versions.items()),
    }


def markdown(results: Mapping[str, Any]) -> str:
    """Return the tables of a run, and what it left out."""
    facts = results["machine"]
    lines = [
        "# Measured",
        "",
        f"{facts['date']}, {facts['cores']} cores, {facts['system']}, Python {facts['python']};",
        f"{facts['versions']}.",
        f"Medians of whole processes that took turns, warm page cache; *raw* is {PEERS[BASELINE].title}.",
        "Read CPU and ratios first: walls swing with what else a machine does.",
    ]
    for part, head in _HEADS.items():
        of_part = [line for line in results["lines"] if line["part"] == part]
        for size in dict.fromkeys(line["size"] for line in of_part):
            title = f"{head}: {_TITLES[part].format(size)}"
            lines += ["", f"## {title}", "", _COLUMNS, "|---|---|---|---|---|---|---|---|"]
            lines += map(_row, (line for line in of_part if line["size"] == size))
    lines += _left_out(results["left_out"])
    return "\n".join(lines) + "\n"


def _row(line: Mapping[str, Any]) -> str:
    least, most = line["wall_range"]
    cells = (
        PEERS[line["peer"]].title,
        line["runs"],
        f"{line['cpu']:.2f}",
        f"{line['wall']:.2f} ({least:.2f} to {most:.2f})",
        f"{line['peak_mb']:,}",
        line.get("cpu_ratio", _NONE),
        line.get("wall_ratio", _NONE),
        _agreement(line),
    )
    return f"| {' | '.join(map(str, cells))} |"


def _agreement(line: Mapping[str, Any]) -> str:
    if not line.get("answers"):
        return _NONE
    faults: Iterable[str] = (f"{rule}: {said}" for rule, said in line["differs"].items())
    return "**differs** " + "; ".join(faults) if line["differs"] else f"{line['answers']} agree"


def _left_out(left_out: Mapping[str, str]) -> list[str]:
    return ["", "Left out: ", *(f"* {name}: {why}" for name, why in left_out.items())] if left_out else []
