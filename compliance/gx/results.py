"""Results of expectations, in the shapes that users of GX know."""

from dataclasses import dataclass
from typing import Any

from compliance.errors import UsageError
from compliance.model.exit_code import ExitCode
from compliance.model.finding import Finding
from compliance.model.report import Counts, Report

_WHY_NOT = {
    ExitCode.INCOMPLETE: "Some files could not be read, so nothing is proven.",
    ExitCode.NOTHING_EXAMINED: "No rule applied to any record, so nothing is proven.",
}


@dataclass(frozen=True)
class Judged:
    """What a report says about one rule."""

    counts: Counts
    findings: tuple[Finding, ...]
    command: str
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
        return cls(counts, findings, report.command, _WHY_NOT.get(report.code(None)))

    @property
    def unexpected(self) -> int:
        """Records in violation or unproven that nothing excuses."""
        return self.counts.violation + self.counts.unproven

    def complies(self, mostly: float) -> bool:
        """Whether the share of applicable records that do not break the rule is large enough."""
        applicable = self.counts.applicable
        return self.why_unproven is None and applicable - self.unexpected >= mostly * applicable


def as_result(judged: Judged, shape: dict[str, Any]) -> dict[str, Any]:
    """Return the result in the format asked for."""
    del shape
    counts = judged.counts
    return {"element_count": counts.total, "unexpected_count": judged.unexpected}
