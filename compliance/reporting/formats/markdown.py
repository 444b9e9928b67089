"""The report as a comment on a merge request."""

from compliance.model.report import Report
from compliance.reporting.overview import Room, overview

ROOM = Room(size=60_000, lines=20, details=5, groups=3)
"""A comment on GitHub has 65,536 characters at most."""


def render_markdown(report: Report) -> str:
    """Return Markdown of 60 KB at most."""
    return overview(report, ROOM)
