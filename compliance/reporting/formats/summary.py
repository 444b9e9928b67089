"""The report as the summary of a job on GitHub Actions."""

from compliance.model.report import Report
from compliance.reporting.overview import Room, overview

ROOM = Room(size=900 * 1024, lines=300, details=50, groups=10)
"""GitHub aborts the upload of a summary above 1 MiB, and other steps write there, too."""


def render_summary(report: Report) -> str:
    """Return Markdown of 900 KiB at most."""
    return overview(report, ROOM)
