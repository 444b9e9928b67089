"""Making a report, with progress: loaded where the last report is not the answer, as it brings the engine."""

from collections.abc import Sequence
from dataclasses import replace

from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn

from compliance.cli.console import Terminal
from compliance.laws import read_laws
from compliance.model.manifest import Dataset
from compliance.model.report import Report
from compliance.pipeline import run
from compliance.profile import Means
from compliance.request import Request


def made(request: Request, datasets: Sequence[Dataset], means: Means, terminal: Terminal) -> Report:
    """Return a new report; a person who watches sees how far it is."""
    laws = read_laws(request.rules, None if means.cache is None else means.cache.folder)
    files = [file for dataset in datasets for file in dataset.files]
    if not terminal.is_live or not files:
        return run(request, laws, datasets, means)
    with _progress(terminal) as bar:
        task = bar.add_task("", total=sum(file.input.bytes for file in files), rows=0)

        def advance(rows: int, size: int) -> None:
            bar.update(task, advance=size, rows=bar.tasks[0].fields["rows"] + rows)

        return run(request, laws, datasets, replace(means, progress=advance))


def _progress(terminal: Terminal) -> Progress:
    rows = TextColumn("{task.fields[rows]:,} rows")
    return Progress(
        BarColumn(), DownloadColumn(), rows, TimeElapsedColumn(), console=terminal.err, transient=True
    )
