"""The report for merge requests on GitLab: a Code Quality report."""

from compliance.model.report import Report
from compliance.model.rule import Severity
from compliance.reporting.issues import Issue, Level, issues, relative
from compliance.reporting.json_text import dump
from compliance.reporting.plain import prose
from compliance.reporting.wording import plural

MOST = 5_000
"""Issues; more than that is no list that anybody reads, and a large one is not shown."""
_SEVERITIES = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
}
_TEXT = 1_000


def render_gitlab(report: Report, *, prefix: str = "") -> str:
    """Return a list with one issue for each kind of records, the worst first.

    GitLab shows what is not in the report of the target branch as new, by
    fingerprint. *prefix* is the folder of the run in its repository.
    """
    found = issues(report, by_group=True)
    shown = [_shown(issue, prefix) for issue in found[:MOST]]
    if len(found) > MOST:
        more = f"And {plural(len(found) - MOST, 'more issue')}, which are no worse than those listed."
        shown.append({**shown[-1], "description": more, "check_name": "more", "fingerprint": "more"})
    return dump(shown)


def _shown(issue: Issue, prefix: str) -> dict[str, object]:
    is_note = issue.level is Level.NOTE
    return {
        "description": prose(f"{issue.message} {issue.remedy}", _TEXT),
        "check_name": issue.rule,
        "fingerprint": issue.fingerprint,
        "severity": "info" if is_note else _SEVERITIES[issue.severity],
        "location": {
            "path": relative(issue.place.path, prefix),
            "lines": {"begin": issue.place.line},
        },
    }
