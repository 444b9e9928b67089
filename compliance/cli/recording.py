"""What Great Expectations keeps of an audit: a validation result for each dataset, and Data Docs."""

import logging
import os
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.console import Terminal
from compliance.cli.outputs import Output, file_name
from compliance.errors import UsageError
from compliance.model.report import Report
from compliance.writing import write_file

_HOST = "great_expectations"
_INSTALL = "pip install 'compliance[gx]'"
_MARK = b'<meta name="generator" content="compliance">'
"""In every page of Data Docs that we have built."""

Recorded = Annotated[
    bool,
    typer.Option(
        "--gx/--no-gx", help="Leave what Great Expectations says beside the report, where it is installed."
    ),
]


def check_site(site: Path | None) -> None:
    """Raise UsageError for a folder that Data Docs cannot be built in, before anything else is done."""
    if site is None:
        return
    if find_spec(_HOST) is None:
        raise UsageError("Data Docs are built by Great Expectations, which is not installed", remedy=_INSTALL)
    index = site / "index.html"
    is_ours = index.is_file() and _MARK in index.read_bytes()
    if site.exists() and not is_ours and (not site.is_dir() or any(site.iterdir())):
        raise UsageError(
            f"{site} has something else in it, which Data Docs could replace", remedy="name a new folder"
        )


def leave_record(
    report: Report, outputs: Sequence[Output], site: Path | None, terminal: Terminal
) -> list[Output]:
    """Write what GX says beside the first report on disk, or in *site*; return where.

    Without GX that is nothing, and said. Raises UsageError for a path that cannot be written.
    """
    beside = next((output.path for output in outputs if output.path.is_file()), None)
    folder, stem = (beside.parent, f"{beside.stem}.") if beside else (site, "")
    if folder is None or not report.datasets:
        return []
    if find_spec(_HOST) is None:
        terminal.mention(f"Great Expectations is not installed, so it has no record: {_INSTALL}")
        return []
    with terminal.busy("Great Expectations keeps a record"), _quietly() as problems:
        from compliance.gx.recording import record  # noqa: PLC0415 - takes seconds

        validations = record(report, site)
    if problems:
        raise UsageError(f"Great Expectations could not build all pages: {problems[0]}")
    names = _names([validation.dataset for validation in validations])
    paths = [folder / f"{stem}{name}validation.json" for name in names]
    for path, validation in zip(paths, validations, strict=True):
        write_file(path, validation.text.encode())
    return [
        *(Output("gx", path) for path in paths),
        *([] if site is None else [Output("gx", site / "index.html")]),
    ]


def _names(datasets: Sequence[str]) -> list[str]:
    """Return what begins the file of each: its name, with its number where that says too little."""
    if len(datasets) == 1:
        return [""]
    names = list(map(file_name, datasets))
    times = Counter(name.casefold() for name in names)
    return [
        f"{name}." if name and times[name.casefold()] == 1 else f"{name}-{number}."
        for number, name in enumerate(names, 1)
    ]


@contextmanager
def _quietly() -> Iterator[list[str]]:
    """Keep GX from reporting on its use and from printing; the list gets the errors that it only logs."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    problems: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            problems.append(" ".join(record.getMessage().split()))

    logger, handler = logging.getLogger(_HOST), Collector(logging.ERROR)
    propagates = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield problems
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates
