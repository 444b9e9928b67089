"""What the text report says besides its findings: scope, checks, unread files, notes, each on a line."""

from collections.abc import Iterable, Iterator, Sequence

from compliance.model.report import FileCoverage, Notice, Report
from compliance.model.verdict import Verdict
from compliance.reporting.plain import cell, prose, tail
from compliance.reporting.remarks import Remark, remarks
from compliance.reporting.sheet import Piece, Sheet, indent_of
from compliance.reporting.wording import adjusted, dataset_name, gate_sentence, number, plural

DATASETS = 3
_LEAST = 3
"""Lines that each kind of note has, whatever others there are."""
_LABELS = {"waiver": "waiver", "correction": "corrected", "baseline": "baseline"}
_STYLES = ("red", "yellow", "bold")
Note = tuple[str, tuple[str, str], str]
"""Label, what it is about with a style, and a sentence."""


def add_scope(sheet: Sheet, report: Report) -> None:
    """Add what was examined, as of when, and the gate."""
    for dataset in report.datasets[:DATASETS]:
        examined = f"{number(dataset.rows_examined)} of {plural(dataset.rows, 'row')} examined"
        sheet.add((dataset_name(dataset), "bold"), f"  {examined} in {plural(len(dataset.coverage), 'file')}")
    add_more(sheet, len(report.datasets) - DATASETS, "dataset")
    sheet.add(f"as of {report.as_of}, gate: {gate_sentence(report.gate)}")


def add_notes(sheet: Sheet, report: Report, room: int) -> None:
    """Add what is no finding and must be known; unread files, waivers and notices share *room* lines."""
    indent = indent_of(sheet.width)
    if report.adjustments:
        sheet.add(_adjusted(report), label="adjusted", indent=indent)
    for line in _contract(report):
        sheet.add(*line, label="contract", indent=indent)
    kinds = (
        ("unread file", list(map(_unread, _problems(report)))),
        ("remark", list(map(_remark, remarks(report)))),
        ("note", list(map(_notice, report.notices))),
    )
    waiting = sum(bool(notes) for _, notes in kinds)
    for noun, notes in (kind for kind in kinds if kind[1]):
        waiting -= 1
        before = len(sheet)
        _add(sheet, notes, noun, room - waiting * _LEAST)
        room -= len(sheet) - before


def _add(sheet: Sheet, notes: Sequence[Note], noun: str, room: int) -> None:
    """Add notes while there is room, at least one, and count the rest."""
    for place, (label, about, said) in enumerate(notes):
        block = Sheet(sheet.width)
        block.add(about, f"  {prose(said, 240)}", label=label, indent=indent_of(sheet.width))
        room -= len(block)
        if place and room < (place + 1 < len(notes)):
            add_more(sheet, len(notes) - place, noun)
            break
        sheet.extend(block.lines)


def _problems(report: Report) -> Iterator[FileCoverage]:
    return (file for dataset in report.datasets for file in dataset.coverage if file.problem)


def _unread(file: FileCoverage) -> Note:
    problem = (file.problem or "").removesuffix(".")
    return "unread", (tail(file.path, 40), "bold"), "; ".join(filter(None, (problem, file.remedy)))


def _remark(remark: Remark) -> Note:
    return _LABELS[remark.kind], (remark.place, _STYLES[remark.urgency]), remark.text


def _notice(notice: Notice) -> Note:
    return "note", (cell(notice.dataset, 40), "bold"), f"{notice.text} {notice.remedy}"


def add_more(sheet: Sheet, count: int, noun: str) -> None:
    """Add how many more there are, if there are more."""
    if count > 0:
        sheet.add((f"and {plural(count, f'more {noun}')}", "dim"), indent=indent_of(sheet.width))


def _contract(report: Report) -> Iterator[tuple[Piece, ...]]:
    """Yield each contract check, those that fail first in their dataset."""
    for dataset in report.datasets[:DATASETS]:
        for result in sorted(dataset.contract, key=lambda result: result.verdict is Verdict.COMPLIANT):
            where = f"{cell(dataset.name, 40)}  " if len(report.datasets) > 1 else ""
            said = prose(f"{result.message} {result.remedy}", 240)
            yield (result.check.value, "bold"), f"  {where}{result.verdict}: {said}"


def _adjusted(report: Report) -> str:
    """Return the count of rules that a team adjusted, and their ids as far as a line holds them."""
    ids: Iterable[str] = dict.fromkeys(change.rule for change in report.adjustments)
    return prose(f"{adjusted(report)}: {', '.join(ids)}", 240)
