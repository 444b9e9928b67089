"""The report for reviewdog, which comments on the lines that a change touches."""

from compliance.model.report import Report
from compliance.reporting.issues import Issue, Level, issues, relative
from compliance.reporting.json_text import dump
from compliance.reporting.plain import prose

_SEVERITIES = {Level.ERROR: "ERROR", Level.WARNING: "WARNING", Level.NOTE: "INFO"}
_TEXT = 2_000


def render_rdjson(report: Report, *, prefix: str = "") -> str:
    """Return one diagnostic for each finding; *prefix* is the folder of the run in its repository."""
    found = issues(report, by_group=False)
    return dump({"source": {"name": "compliance"}, "diagnostics": [_shown(issue, prefix) for issue in found]})


def _shown(issue: Issue, prefix: str) -> dict[str, object]:
    return {
        "message": prose(
            f"{issue.message} How to fix: {issue.remedy}" if issue.remedy else issue.message, _TEXT
        ),
        "location": {
            "path": relative(issue.place.path, prefix),
            "range": {"start": {"line": issue.place.line}},
        },
        "severity": _SEVERITIES[issue.level],
        "code": {"value": issue.rule},
    }
