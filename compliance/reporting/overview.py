"""The report in Markdown, as long as it may be: the verdict, then what matters most first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from compliance.markdown import code, quiet, table
from compliance.markdown import prose as escaped
from compliance.model.finding import Finding
from compliance.model.report import DatasetReport, Report
from compliance.model.verdict import Verdict
from compliance.reporting.conclusion import headline, statement
from compliance.reporting.issues import Issue, beside, facts, worst_first
from compliance.reporting.plain import cell, prose, tail
from compliance.reporting.remarks import Acceptances, excused
from compliance.reporting.wording import (
    NOT_LEGAL_ADVICE,
    Lookup,
    adjustment_sentence,
    capped,
    caveat,
    clauses_of,
    gate_sentence,
    number,
    plural,
)

_CLAUSES = 2
_TEXT = 1_000


@dataclass(frozen=True)
class Room:
    """How long an overview may be."""

    size: int
    """Bytes."""
    lines: int
    """Of each table and list."""
    details: int
    """Findings that are shown with their groups."""
    groups: int
    """Of each."""


@dataclass(frozen=True)
class _Section:
    """A part that is there whole or not at all."""

    title: str
    text: str


def overview(report: Report, room: Room) -> str:
    """Return the verdict and as many sections as there is room for; the last ones are left out first."""
    head = "\n\n".join(_head(report))
    sections = [section for section in _sections(report, room) if section.text]
    kept = len(sections)
    while kept and len(_text(head, sections, kept).encode()) > room.size:
        kept -= 1
    return _text(head, sections, kept)


def _text(head: str, sections: Sequence[_Section], kept: int) -> str:
    shown = [f"### {section.title}\n\n{section.text}" for section in sections[:kept]]
    missing = ", ".join(section.title.lower() for section in sections[kept:])
    if missing:
        shown.append(f"_Left out for want of room: {missing}. The HTML and JSON reports have everything._")
    return "\n\n".join([head, *shown, f"_{NOT_LEGAL_ADVICE}_"]) + "\n"


def _head(report: Report) -> Iterator[str]:
    yield f"## compliance: {headline(report)}"
    yield _said(statement(report))
    yield f"As of {report.as_of}; what fails the run: {gate_sentence(report.gate)}."


def _sections(report: Report, room: Room) -> Iterator[_Section]:
    counting = [found for found in report.findings if not found.is_excused]
    accepted = [found for found in report.findings if found.is_excused]
    failing = [found for found in counting if report.gate.is_failed_by(found)]
    yield _Section("Findings", _findings(report, counting, room))
    yield _Section("Unread files, contracts, waivers and corrections", _beside(report, room))
    yield _Section("What fails the run", _details(report, failing, room))
    yield _Section("Accepted", _accepted(report, accepted, room))
    yield _Section("Datasets", _datasets(report, room))
    yield _Section("Notes", _notes(report, room))
    yield _Section("How to reproduce it", _receipt(report))


def _said(text: str, limit: int = _TEXT) -> str:
    """Return text from anywhere as a line of Markdown that shows it and does nothing else."""
    return quiet(escaped(prose(text, limit)))


def _findings(report: Report, findings: Sequence[Finding], room: Room) -> str:
    lookup = Lookup(report)
    head = ("Severity", "Rule", "Dataset", "Verdict", "Records", "Gate")
    rows = (
        (
            f"{found.severity}{', ' + capped(found) if found.capped_from else ''}",
            code(cell(found.rule)),
            code(cell(found.dataset)),
            found.verdict,
            lookup.share(found),
            "**fails**" if report.gate.is_failed_by(found) else "passes",
        )
        for found in findings[: room.lines]
    )
    return _joined(table(head, rows) if findings else "", _more(len(findings), room.lines, "finding"))


def _beside(report: Report, room: Room) -> str:
    found = worst_first(beside(report))
    lines = "\n".join(map(_issue, found[: room.lines]))
    return _joined(lines, _more(len(found), room.lines, "line"))


def _issue(issue: Issue) -> str:
    place = code(f"{tail(issue.place.path, 80)}:{issue.place.line}")
    return f"* **{issue.level}** {_said(f'{issue.message} {issue.remedy}')} {place}"


def _details(report: Report, findings: Sequence[Finding], room: Room) -> str:
    lookup = Lookup(report)
    blocks = [_detail(lookup, found, room) for found in findings[: room.details]]
    return _joined(*blocks, _more(len(findings), room.details, "finding"))


def _detail(lookup: Lookup, finding: Finding, room: Room) -> str:
    title = f"{cell(finding.rule)}, {cell(finding.dataset)}: {plural(finding.records, 'record')}"
    groups = finding.groups[: room.groups]
    rows = ((number(group.records), code(facts(group) or "no facts")) for group in groups)
    terms = (f"* Terms: {_said(sentence)}" for sentence in list(clauses_of(groups))[:_CLAUSES])
    seen = dict.fromkeys((each.file, each.row) for each in finding.exemplars[: room.groups])
    places = ", ".join(code(f"{tail(file, 80)}#{row}") for file, row in seen)
    return _joined(
        f"<details><summary>{quiet(escape(title, quote=False))}</summary>",
        _said(f"{finding.message} {caveat(finding)}"),
        "\n".join(terms),
        table(("Records", "Alike in"), rows) if groups else "",
        _more(finding.groups_total, len(groups), "group"),
        f"Rows: {places}" if places else "",
        f"How to fix: {_said(lookup.rule(finding).how_to_fix)}",
        "</details>",
    )


def _accepted(report: Report, findings: Sequence[Finding], room: Room) -> str:
    accepted = Acceptances(report)
    head = ("Rule", "Dataset", "Verdict", "Records", "Why it passes")
    rows = (
        (
            code(cell(found.rule)),
            code(cell(found.dataset)),
            found.verdict,
            number(found.records),
            _said(accepted.sentence(found)),
        )
        for found in findings[: room.lines]
    )
    total = f"{excused(report)}." if findings else ""
    return _joined(total, table(head, rows) if findings else "", _more(len(findings), room.lines, "finding"))


def _datasets(report: Report, room: Room) -> str:
    rows = (_dataset(report, dataset) for dataset in report.datasets[: room.lines])
    head = ("Dataset", "Rows", "Examined", "Files", "Findings", "Accepted")
    return _joined(table(head, rows), _more(len(report.datasets), room.lines, "dataset"))


def _dataset(report: Report, dataset: DatasetReport) -> tuple[str, ...]:
    found = [each.is_excused for each in report.findings if each.dataset == dataset.name]
    numbers = (
        dataset.rows,
        dataset.rows_examined,
        len(dataset.coverage),
        found.count(False),
        found.count(True),
    )
    return (code(cell(dataset.name)), *map(number, numbers))


def _notes(report: Report, room: Room) -> str:
    lines = [
        *(f"{note.dataset}: {note.text} {note.remedy}" for note in report.notices),
        *map(adjustment_sentence, report.adjustments),
        *(
            f"{dataset.name}: {result.message}"
            for dataset in report.datasets
            for result in dataset.contract
            if result.verdict is Verdict.COMPLIANT
        ),
    ]
    shown = "\n".join(f"* {_said(line)}" for line in lines[: room.lines])
    return _joined(shown, _more(len(lines), room.lines, "note"))


def _receipt(report: Report) -> str:
    packs = ", ".join(f"{name} {version}" for name, version in report.packs)
    used = _said(f"compliance {report.tool_version}, {' '.join(report.engine)}; packs: {packs}")
    return _joined(code(cell(report.command, _TEXT)), used)


def _more(count: int, shown: int, noun: str) -> str:
    return f"and {plural(count - shown, f'more {noun}')}" if count > shown else ""


def _joined(*paragraphs: str) -> str:
    return "\n\n".join(filter(None, paragraphs))
