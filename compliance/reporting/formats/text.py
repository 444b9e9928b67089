"""The report for a terminal: what fails, why, and what to do, on one screen."""

from collections.abc import Iterator

from compliance.model.exemplar import Exemplar
from compliance.model.report import CitedClause, Finding, Report
from compliance.model.rule import Severity
from compliance.model.verdict import Verdict
from compliance.reporting.conclusion import headline, statement
from compliance.reporting.plain import cell, prose, tail
from compliance.reporting.sheet import Piece, Sheet
from compliance.reporting.wording import (
    Lookup,
    adjusted,
    capped,
    caveat,
    clauses_of,
    dataset_name,
    gate_sentence,
    number,
    period,
    plural,
)

SCREEN = 45
"""Lines that the report may take."""
EXEMPLARS = 3
CLAUSES = 2
DATASETS = 3
NOTICES = 3
BRIEF = 6
"""Findings that get one line each, at most."""
_INDENT = 10
_CLOSING = 3
"""A gap, the count of findings left out, and where to find them."""

_STYLES = {
    Severity.CRITICAL: "bold red",
    Severity.HIGH: "red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
}


def render_text(report: Report, *, width: int = 100, color: bool = False) -> str:
    """Return the report in about a screen of lines, the verdict first and last.

    The worst findings stand in full, the next ones on a line each, and the
    rest is counted. Lines are at most `width` columns; colour is ANSI.
    """
    sheet = Sheet(width)
    _verdict(sheet, report)
    closing = len(sheet) + 1
    sheet.gap()
    _scope(sheet, report)
    _findings(sheet, report, SCREEN - closing)
    sheet.gap()
    _verdict(sheet, report)
    return sheet.text(color=color)


def _verdict(sheet: Sheet, report: Report) -> None:
    style = "bold green" if report.exit_code == 0 else "bold red"
    sheet.add((headline(report), style), ": ", statement(report))


def _scope(sheet: Sheet, report: Report) -> None:
    for dataset in report.datasets[:DATASETS]:
        examined = f"{number(dataset.rows_examined)} of {plural(dataset.rows, 'row')} examined"
        sheet.add((dataset_name(dataset), "bold"), f"  {examined} in {plural(len(dataset.coverage), 'file')}")
    _more(sheet, len(report.datasets) - DATASETS, "dataset")
    sheet.add(f"as of {report.as_of}, gate: {gate_sentence(report.gate)}")
    if report.adjustments:
        sheet.add(_adjusted(report), label="adjusted", indent=_INDENT)
    for line in _contract(report):
        sheet.add(*line, label="contract", indent=_INDENT)
    problems = [file for dataset in report.datasets for file in dataset.coverage if file.problem]
    for file in problems[:NOTICES]:
        said = prose("; ".join(filter(None, (file.problem, file.remedy))), 240)
        sheet.add((tail(file.path, 40), "bold"), f"  {said}", label="unread", indent=_INDENT)
    _more(sheet, len(problems) - NOTICES, "unread file")
    for notice in report.notices[:NOTICES]:
        said = prose(f"{notice.text} {notice.remedy}", 240)
        sheet.add((cell(notice.dataset, 40), "bold"), f"  {said}", label="note", indent=_INDENT)
    _more(sheet, len(report.notices) - NOTICES, "note")


def _contract(report: Report) -> Iterator[tuple[Piece, ...]]:
    """Yield each contract check, those that fail first in their dataset."""
    for dataset in report.datasets[:DATASETS]:
        for result in sorted(dataset.contract, key=lambda result: result.verdict is Verdict.COMPLIANT):
            where = f"{cell(dataset.name, 40)}  " if len(report.datasets) > 1 else ""
            said = prose(f"{result.message} {result.remedy}", 240)
            yield (result.check.value, "bold"), f"  {where}{result.verdict}: {said}"


def _adjusted(report: Report) -> str:
    """Return the count of rules that a team adjusted, and their ids as far as a line holds them."""
    ids = dict.fromkeys(change.rule for change in report.adjustments)
    return prose(f"{adjusted(report)}: {', '.join(ids)}", 240)


def _more(sheet: Sheet, count: int, noun: str) -> None:
    if count > 0:
        sheet.add((f"and {plural(count, f'more {noun}')}", "dim"), indent=_INDENT)


def _findings(sheet: Sheet, report: Report, limit: int) -> None:
    """Add findings in full while a line for each other one still fits."""
    lookup = Lookup(report)
    findings = report.findings
    full = 0
    for finding in findings:
        block = _in_full(report, lookup, finding, sheet.width)
        others = min(len(findings) - full - 1, BRIEF) + _CLOSING
        if full and len(sheet) + len(block) + others > limit:
            break
        sheet.extend(block.lines)
        full += 1
    if full < len(findings):
        room = max(BRIEF // 3, limit - len(sheet) - _CLOSING)
        _briefly(sheet, report, lookup, findings[full : full + room])
        _more(sheet, len(findings) - full - room, "finding")
        sheet.add(("All, with evidence: --output html=report.html, or compliance audit", "dim"))


def _in_full(report: Report, lookup: Lookup, finding: Finding, width: int) -> Sheet:
    block = Sheet(width)
    block.gap()
    block.add(
        (f"{finding.severity:<{_INDENT}}", _STYLES[finding.severity]),
        (cell(finding.rule), "bold"),
        f"  {lookup.share(finding)}  {finding.verdict}{_remark(report, lookup, finding)}",
    )
    block.add(prose(finding.message, 300), indent=_INDENT)
    if finding.weaknesses:
        block.add(caveat(finding), indent=_INDENT)
    for sentence, cited in list(clauses_of(finding.groups).items())[:CLAUSES]:
        block.add(sentence, label="  terms", indent=_INDENT)
        if cited.others:
            block.add(_beside(cited, width - _INDENT), indent=_INDENT)
    for exemplar in finding.exemplars[:EXEMPLARS]:
        block.add(_row(exemplar, width - _INDENT), label="  row", indent=_INDENT)
    block.add(prose(lookup.rule(finding).how_to_fix, 300), label="  fix", indent=_INDENT)
    return block


def _remark(report: Report, lookup: Lookup, finding: Finding) -> str:
    """Whether it was capped, where, if there are several datasets, and whether the gate lets it pass."""
    where = f"  in {lookup.dataset(finding)}" if len(report.datasets) > 1 else ""
    lowered = f", {capped(finding)}" if finding.capped_from else ""
    return lowered + where + ("" if report.gate.is_failed_by(finding) else "  (below the gate)")


def _beside(cited: CitedClause, room: int) -> str:
    """Return one line on the clauses that were in force too, without what the deciding one says already."""
    said = (f"{other.document}: {other.clause.value} {period(other.clause)}" for other in cited.others)
    return cell(f"also in force: {'; '.join(said)}", room)


def _row(exemplar: Exemplar, room: int) -> str:
    """Where the row is, its id unless its URL holds it, and its URL."""
    place = f"{tail(exemplar.file, 24)}:{exemplar.row}"
    by_name = {name.casefold(): value for name, value in exemplar.cells}
    first = exemplar.cells[0][1] if exemplar.cells else ""
    name, url = cell(by_name.get("id", first), 24), cell(by_name.get("url", ""))
    parts = [place, "" if name in url else name, url]
    return cell("  ".join(part for part in parts if part), room)


def _briefly(sheet: Sheet, report: Report, lookup: Lookup, findings: tuple[Finding, ...]) -> None:
    sheet.gap()
    shares = [lookup.share(finding) for finding in findings]
    for finding, share in zip(findings, shares, strict=True):
        line = f"{finding.verdict:<9}  {share:<{max(map(len, shares))}}  {finding.rule}"
        room = sheet.width - _INDENT
        shown = cell(line + _remark(report, lookup, finding), room)
        sheet.add((f"{finding.severity:<{_INDENT}}", _STYLES[finding.severity]), shown)
