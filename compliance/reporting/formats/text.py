"""The report for a terminal: what fails, why, and what to do, on one screen."""

from compliance.model.report import Report
from compliance.reporting.conclusion import headline, statement
from compliance.reporting.sheet import Sheet
from compliance.reporting.sheet_findings import FindingLines
from compliance.reporting.sheet_notes import add_notes, add_scope

SCREEN = 45
"""Lines that the report may take."""
NOTES = 10
"""Lines of it for notes, where there are findings."""


def render_text(report: Report, *, width: int = 100, color: bool = False) -> str:
    """Return the report in about a screen of lines, the verdict first and last.

    The worst findings stand in full, the next ones on a line each, and the
    rest is counted. A pass is one sentence, and what else must be known on a
    line each. Lines are at most `width` columns; colour is ANSI.
    """
    sheet = Sheet(width)
    _verdict(sheet, report)
    if report.exit_code == 0 and all(finding.is_excused for finding in report.findings):
        add_notes(sheet, report, SCREEN // 2)
        return sheet.text(color=color)
    closing = len(sheet) + 1
    sheet.gap()
    add_scope(sheet, report)
    add_notes(sheet, report, NOTES)
    FindingLines(report, width).add(sheet, SCREEN - closing)
    sheet.gap()
    _verdict(sheet, report)
    return sheet.text(color=color)


def _verdict(sheet: Sheet, report: Report) -> None:
    style = "bold green" if report.exit_code == 0 else "bold red"
    sheet.add((headline(report), style), ": ", statement(report))
