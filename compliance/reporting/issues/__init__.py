"""What a report says, issue by issue, for formats that point at places in text files."""

from compliance.model.report import Report
from compliance.reporting.issues.beside import BESIDE, beside
from compliance.reporting.issues.blame import relative
from compliance.reporting.issues.findings import WEAK, FindingIssues, facts
from compliance.reporting.issues.issue import Issue, Level, Place, worst_first

__all__ = [
    "BESIDE",
    "WEAK",
    "Issue",
    "Level",
    "Place",
    "beside",
    "facts",
    "issues",
    "relative",
    "worst_first",
]


def issues(report: Report, *, by_group: bool) -> list[Issue]:
    """Return every issue of a report, the worst first; of findings one each, or one for each group."""
    found = FindingIssues(report)
    return worst_first([*beside(report), *(found.by_group() if by_group else found.by_finding())])
