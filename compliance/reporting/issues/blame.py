"""Blame: the line of a text file at which a reader can do something about a finding."""

import posixpath
import re
from collections.abc import Iterable, Iterator

from compliance.model.anchor import Anchor
from compliance.model.report import DatasetReport, Report

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://(?:[^/@]*@)?|[A-Za-z]:(?=[\\/])")
_COLUMNS = {
    "platform": ("platform", "url"),
    "terms": ("platform", "url"),
    "license": ("license_concluded", "license_declared", "license"),
    "grant": ("grant_id",),
    "signal": ("rights_signals",),
    "model": ("generated_by",),
    "id_time": ("url",),
    "lineage": ("was_derived_from",),
}
"""Namespace of a rule → the columns that its facts come from."""


class Blame:
    """Finds the lines of the cards of a report."""

    def __init__(self, report: Report) -> None:
        """Index the cards once."""
        self._datasets = {dataset.name: dataset for dataset in report.datasets}
        self._lines = {dataset.name: dict(dataset.card_lines) for dataset in report.datasets}

    def place(self, dataset: str, facts: Iterable[str] = (), keys: Iterable[str] = ()) -> Anchor:
        """Return where the card speaks of one of the *keys*, or of a column that *facts* come from.

        Else it is where the card names the manifest, or its first line. Without
        a card it is the first line of the first manifest file: CI needs some file.
        """
        lines = self._lines[dataset]
        asked = (*keys, *_keys(tuple(facts)), "manifest")
        line = next((lines[key] for key in asked if key in lines), 1)
        return Anchor(_file(self._datasets[dataset]), line)


def _keys(facts: tuple[str, ...]) -> Iterator[str]:
    """Yield the keys of a card that could say what a rule asks, the columns that it names first."""
    for name in facts:
        namespace, _, column = name.partition(".")
        if namespace == "record":
            yield from (f"defaults.{column}", f"columns.{column}")
        elif namespace == "dataset":
            yield column
        elif namespace == "lineage":
            yield "parents"
    for name in facts:
        for column in _COLUMNS.get(name.partition(".")[0], ()):
            yield from (f"defaults.{column}", f"columns.{column}")


def _file(dataset: DatasetReport) -> str:
    return dataset.card or next((file.path for file in dataset.coverage), dataset.name)


def relative(path: str, prefix: str = "") -> str:
    """Return a path as seen from the root of the repository, of which the run's folder is *prefix*.

    What lies elsewhere, on this machine or behind a URL, keeps its names alone.
    """
    bare = _SCHEME.sub("", path, count=1).replace("\\", "/")
    joined = bare if bare != path or path.startswith("/") else posixpath.join(prefix.strip("/"), bare)
    parts = posixpath.normpath(joined.strip("/") or ".").split("/")
    return "/".join(part for part in parts if part not in {"..", "."}) or "."
