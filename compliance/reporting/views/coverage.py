"""The coverage ledger: which files and rows the verdicts rest on."""

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.model.report import DatasetReport, FileCoverage
from compliance.reporting.plain import cell, prose, tail
from compliance.reporting.say import say
from compliance.reporting.views.caps import Caps, chosen, cut
from compliance.reporting.wording import dataset_name, number, percent

IN_JSON = say("cut.in_json")


@dataclass(frozen=True)
class FileLine:
    """One file, or the total; numbers as they are shown."""

    path: str
    row_groups: str
    rows: str
    examined: str
    unread: str
    why: str


@dataclass(frozen=True)
class CoverageView:
    """One dataset with its files and columns."""

    name: str
    card: str
    register: str
    files: tuple[FileLine, ...]
    total: FileLine
    share: str
    complete: bool
    cut: str
    columns: tuple[tuple[str, str], ...]
    """What became of them, and their names in one line."""


def coverage(dataset: DatasetReport, caps: Caps) -> CoverageView:
    """Return the ledger of one dataset; files with unread rows matter most."""
    files = chosen(dataset.coverage, caps.lines, lambda file: not _is_whole(file))
    return CoverageView(
        name=dataset_name(dataset),
        card=tail(dataset.card, caps.cell) if dataset.card else say("coverage.none"),
        register=tail(dataset.register, caps.cell) if dataset.register else say("coverage.none"),
        files=tuple(_line(file, caps) for file in files),
        total=_total(dataset),
        share=percent(dataset.rows_examined, dataset.rows),
        complete=all(map(_is_whole, dataset.coverage)),
        cut=cut(len(files), len(dataset.coverage), say("cut.files"), IN_JSON),
        columns=(
            (say("coverage.read"), _names(dataset.columns_read, caps)),
            (say("coverage.missing"), _names(dataset.columns_missing, caps)),
            (say("coverage.unused"), _names(dataset.columns_unused, caps)),
        ),
    )


def _is_whole(file: FileCoverage) -> bool:
    return file.rows is not None and file.rows_unread == 0 and file.problem is None


def _line(file: FileCoverage, caps: Caps) -> FileLine:
    return FileLine(
        path=tail(file.path, caps.cell),
        row_groups=say("coverage.unknown") if file.row_groups is None else number(file.row_groups),
        rows=say("coverage.unknown") if file.rows is None else number(file.rows),
        examined=number(file.rows_examined),
        unread=say("coverage.unknown") if file.rows is None else number(file.rows_unread),
        why=prose(f"{file.problem or ''} {file.remedy or ''}", caps.prose).strip(),
    )


def _total(dataset: DatasetReport) -> FileLine:
    unknown = sum(file.rows is None for file in dataset.coverage)
    return FileLine(
        path=say("page.total"),
        row_groups=number(sum(file.row_groups or 0 for file in dataset.coverage)),
        rows=number(dataset.rows),
        examined=number(dataset.rows_examined),
        unread=number(dataset.rows_unread),
        why=say("coverage.without", files=number(unknown)) if unknown else "",
    )


def _names(columns: Sequence[str], caps: Caps) -> str:
    shown = ", ".join(cell(column, caps.cell) for column in columns[: caps.lines])
    more = say("coverage.more", count=number(len(columns) - caps.lines)) if len(columns) > caps.lines else ""
    return f"{shown}{more}" or say("coverage.none")
