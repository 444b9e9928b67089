"""Findings on a sheet: the worst in full, the next ones on a line each, the rest counted."""

from collections.abc import Sequence

from compliance.model.excuse import ExcuseKind
from compliance.model.exemplar import Exemplar
from compliance.model.finding import CitedClause, Finding
from compliance.model.report import Report
from compliance.model.rule import Severity
from compliance.reporting.excuses import grown_sentence
from compliance.reporting.plain import cell, prose, tail
from compliance.reporting.remarks import Acceptances
from compliance.reporting.sheet import NARROW, Sheet, indent_of
from compliance.reporting.sheet_notes import add_more
from compliance.reporting.wording import Lookup, capped, caveat, clauses_of, number, period

EXEMPLARS = 3
CLAUSES = 2
BRIEF = 6
"""Findings that get one line each, at most, while findings in full still fit."""
EXCUSED = 2
"""Accepted findings that get one."""
_CLOSING = 3
"""A gap, the count of findings left out, and where to find them."""

_STYLES = {
    Severity.CRITICAL: "bold red",
    Severity.HIGH: "red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
}


Row = tuple[tuple[str, str], Finding, str]
"""Label and its style, a finding, and what is said after its rule."""


class FindingLines:
    """The findings of a report on sheets of one width."""

    def __init__(self, report: Report, width: int) -> None:
        """Look up what findings refer to once."""
        self._report = report
        self._width = width
        self._indent = indent_of(width)
        self._lookup = Lookup(report)
        self._acceptances = Acceptances(report)
        self._open = tuple(finding for finding in report.findings if not finding.is_excused)
        self._excused = tuple(finding for finding in report.findings if finding.is_excused)

    def add(self, sheet: Sheet, limit: int) -> None:
        """Add findings in full while a line for each other one still fits below the limit."""
        accepted = self._accepted()
        limit -= len(accepted)
        full = 0
        for finding in self._open:
            block = self._in_full(finding, EXEMPLARS)
            others = min(len(self._open) - full - 1, BRIEF) + _CLOSING
            if full and len(sheet) + len(block) + others > limit:
                break
            if len(sheet) + len(block) + others > limit:
                block = self._in_full(finding, 1)
            sheet.extend(block.lines)
            full += 1
        if full < len(self._open):
            self._briefly(sheet, self._open[full:], limit)
        sheet.extend(accepted.lines)
        if full < len(self._open) or len(self._excused) > EXCUSED:
            sheet.add(("All, with evidence: --output html=report.html, or compliance audit", "dim"))

    def _in_full(self, finding: Finding, most: int) -> Sheet:
        """Return a finding with so many rows, and clauses, at most."""
        block, indent = Sheet(self._width), self._indent
        block.gap()
        block.add(
            (cell(finding.rule), "bold"),
            f"  {self._lookup.share(finding)}  {finding.verdict}{self._remark(finding)}",
            label=_severity(finding),
            indent=indent,
        )
        block.add(prose(finding.message, 300), indent=indent)
        if finding.weaknesses:
            block.add(caveat(finding), indent=indent)
        grown = grown_sentence(finding.groups)
        if grown:
            block.add(grown, label="  known", indent=indent)
        for sentence, cited in list(clauses_of(finding.groups).items())[: min(CLAUSES, most)]:
            block.add(sentence, label="  terms", indent=indent)
            if cited.others:
                block.add(_beside(cited), indent=indent)
        for exemplar in finding.exemplars[:most]:
            block.add(_row(exemplar, self._width - indent), label="  row", indent=indent)
        block.add(prose(self._lookup.rule(finding).how_to_fix, 300), label="  fix", indent=indent)
        return block

    def _remark(self, finding: Finding) -> str:
        """Whether it was capped, where, if there are several datasets, and whether the gate lets it pass."""
        lowered = f", {capped(finding)}" if finding.capped_from else ""
        passes = "" if self._report.gate.is_failed_by(finding) else "  (below the gate)"
        return lowered + self._where(finding) + passes

    def _where(self, finding: Finding) -> str:
        return f"  in {self._lookup.dataset(finding)}" if len(self._report.datasets) > 1 else ""

    def _briefly(self, sheet: Sheet, findings: Sequence[Finding], limit: int) -> None:
        """Add a line for each finding while there is room, and count the rest."""
        sheet.gap()
        room = max(BRIEF // 3, limit - len(sheet) - _CLOSING + 1)
        rows = [(_severity(finding), finding, self._remark(finding)) for finding in findings[:room]]
        blocks = self._lines(rows)
        shown = 0
        for block in blocks:
            if shown and len(block) > room:
                break
            sheet.extend(block.lines)
            room -= len(block)
            shown += 1
        add_more(sheet, len(findings) - shown, "finding")

    def _accepted(self) -> Sheet:
        """Return a line for each of the findings that somebody accepted, after a gap."""
        block = Sheet(self._width)
        if self._excused:
            block.gap()
        most = EXCUSED if self._width >= NARROW else 1
        rows = [
            (
                _excuse(finding),
                finding,
                f"{self._where(finding)}  {self._acceptances.in_brief(finding)}".rstrip(),
            )
            for finding in self._excused[:most]
        ]
        for line in self._lines(rows):
            block.extend(line.lines)
        add_more(block, len(self._excused) - most, "accepted finding")
        return block

    def _lines(self, rows: Sequence[Row]) -> list[Sheet]:
        """Return each row on a sheet of its own: in columns where all of them fit, else wrapped."""
        texts = _columns(rows, [self._lookup.share(finding) for _, finding, _ in rows])
        if max(map(len, texts), default=0) > self._width - self._indent:
            texts = _columns(rows, [number(finding.records) for _, finding, _ in rows])
        if self._width < NARROW:
            texts = [" ".join(text.split()) for text in texts]
        blocks = [Sheet(self._width) for _ in rows]
        for block, (label, _, _), text in zip(blocks, rows, texts, strict=True):
            block.add(text, label=label, indent=self._indent)
        return blocks


def _columns(rows: Sequence[Row], shares: Sequence[str]) -> list[str]:
    width = max(map(len, shares), default=0)
    return [
        cell(f"{finding.verdict:<9}  {share:<{width}}  {finding.rule}{remark}", 240)
        for (_, finding, remark), share in zip(rows, shares, strict=True)
    ]


def _severity(finding: Finding) -> tuple[str, str]:
    return finding.severity, _STYLES[finding.severity]


def _excuse(finding: Finding) -> tuple[str, str]:
    waived = finding.excuse is not None and finding.excuse.kind is ExcuseKind.WAIVER
    return "waived" if waived else "baseline", "dim"


def _beside(cited: CitedClause) -> str:
    """Return what else was in force, without what the deciding clause says already."""
    said = (f"{other.document}: {other.clause.value} {period(other.clause)}" for other in cited.others)
    return prose(f"also in force: {'; '.join(said)}", 160)


def _row(exemplar: Exemplar, room: int) -> str:
    """Where the row is, its id unless its URL holds it, and its URL."""
    place = f"{tail(exemplar.file, 24)}:{exemplar.row}"
    by_name = {name.casefold(): value for name, value in exemplar.cells}
    first = exemplar.cells[0][1] if exemplar.cells else ""
    name, url = cell(by_name.get("id", first), 24), cell(by_name.get("url", ""))
    if room < NARROW - indent_of(NARROW):
        return f"{place} {tail(url or name, room)}"
    parts = [place, "" if name in url else name, url]
    return cell("  ".join(part for part in parts if part), room)
