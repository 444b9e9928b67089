"""Results of expectations, in the shapes that users of GX know."""

import shlex
from dataclasses import dataclass
from typing import Any

from compliance.errors import UsageError
from compliance.model.arguments import Arguments
from compliance.model.exemplar import Exemplar
from compliance.model.exit_code import ExitCode
from compliance.model.finding import Finding
from compliance.model.report import Counts, Report

_WHY_UNPROVEN = {
    ExitCode.INCOMPLETE: "Some files could not be read, so nothing is proven.",
    ExitCode.NOTHING_EXAMINED: "No rule applied to any record, so nothing is proven.",
}
_FORMATS = ("BOOLEAN_ONLY", "BASIC", "SUMMARY", "COMPLETE")
_VERDICTS = ("compliant", "violation", "unproven", "not_applicable", "waived", "baselined")


@dataclass(frozen=True)
class Judged:
    """What a report says about one rule."""

    counts: Counts
    findings: tuple[Finding, ...]
    evidence: str
    """The command that writes every record of every finding."""
    why_unproven: str | None
    """Why no share of compliant records is a success; None if one can be."""

    @classmethod
    def of(cls, report: Report, rule: str) -> "Judged":
        """Return what the report on a batch says. Raises UsageError for a rule that did not run."""
        [dataset] = report.datasets
        counts = dict(dataset.counts).get(rule)
        if counts is None:
            raise UsageError(f"there is no rule {rule}", remedy="compliance rules list shows the ids")
        findings = tuple(finding for finding in report.findings if finding.rule == rule)
        words = (report.arguments or Arguments()).words
        asked = ("compliance", "check", *words, "--as-of", report.as_of.isoformat())
        evidence = shlex.join([*asked, "--output", "evidence=evidence.parquet"])
        return cls(counts, findings, evidence, _WHY_UNPROVEN.get(report.code(None)))

    @property
    def unexpected(self) -> int:
        """Records in violation or unproven that nothing excuses."""
        return self.counts.violation + self.counts.unproven

    @property
    def counting(self) -> tuple[Finding, ...]:
        """The findings that nothing excuses."""
        return tuple(finding for finding in self.findings if not finding.is_excused)

    def complies(self, mostly: float) -> bool:
        """Whether the share of applicable records that do not break the rule is large enough."""
        applicable = self.counts.applicable
        return self.why_unproven is None and applicable - self.unexpected >= mostly * applicable


def as_result(judged: Judged, shape: dict[str, Any]) -> dict[str, Any]:
    """Return the result in the format asked for: records that a rule leaves alone are the missing ones."""
    most, level = shape["partial_unexpected_count"], _FORMATS.index(shape["result_format"])
    shows_rows = not shape.get("exclude_unexpected_values", False)
    examples = [_as_value(row) for finding in judged.counting for row in finding.exemplars]
    result = _counted(judged) | {"details": _details(judged)}
    if shows_rows:
        result["partial_unexpected_list"] = examples[:most]
    if level >= _FORMATS.index("SUMMARY"):
        result["partial_unexpected_counts"] = _groups(judged)[:most] if shows_rows else []
        result["partial_unexpected_index_list"] = _rows(judged)[:most]
    if level >= _FORMATS.index("COMPLETE"):
        result["unexpected_index_list"] = _rows(judged)
        result["unexpected_index_query"] = judged.evidence
        if shows_rows:
            result["unexpected_list"] = examples
            result["unexpected_groups"] = _groups(judged)
    return result


def _counted(judged: Judged) -> dict[str, Any]:
    counts, unexpected = judged.counts, judged.unexpected
    share = _percent(unexpected, counts.applicable)
    return {
        "element_count": counts.total,
        "missing_count": counts.not_applicable,
        "missing_percent": _percent(counts.not_applicable, counts.total),
        "unexpected_count": unexpected,
        "unexpected_percent": share,
        "unexpected_percent_nonmissing": share,
        "unexpected_percent_total": _percent(unexpected, counts.total),
    }


def _percent(part: int, whole: int) -> float | None:
    return part / whole * 100 if whole else None


def _details(judged: Judged) -> dict[str, Any]:
    """Return the verdicts by name, what the findings say, and what is excused by what."""
    excused = [
        {
            "verdict": finding.verdict.value,
            "records": finding.records,
            "by": f"{finding.excuse.kind.value} {finding.excuse.name}",
        }
        for finding in judged.findings
        if finding.excuse is not None
    ]
    said = {"messages": [finding.message for finding in judged.counting], "excused": excused}
    verdicts = {verdict: getattr(judged.counts, verdict) for verdict in _VERDICTS}
    return verdicts | said | ({"unproven_because": judged.why_unproven} if judged.why_unproven else {})


def _as_value(exemplar: Exemplar) -> dict[str, Any]:
    return {"file": exemplar.file, "row": exemplar.row, "record": dict(exemplar.cells)}


def _groups(judged: Judged) -> list[dict[str, Any]]:
    """Return the groups of records by their facts, the largest of each finding first."""
    return [
        {"value": dict(group.facts), "count": group.records, "verdict": finding.verdict.value}
        for finding in judged.counting
        for group in finding.groups
    ]


def _rows(judged: Judged) -> list[dict[str, Any]]:
    """Return where the first records of each group are."""
    rows = {row for finding in judged.counting for group in finding.groups for row in group.rows}
    return [{"file": file, "row": row} for file, row in sorted(rows)]
