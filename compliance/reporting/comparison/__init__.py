"""Comparisons written down: for a terminal, as Markdown for a merge request, as JSON."""

from compliance.reporting.comparison.json_v1 import render_json
from compliance.reporting.comparison.markdown import render_markdown
from compliance.reporting.comparison.text import render_text

__all__ = ["render_json", "render_markdown", "render_text"]
