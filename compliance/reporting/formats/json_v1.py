"""The report for programs: json-v1, whose contract is `contract_v1.py`."""

from compliance.model.report import Report
from compliance.reporting.writing_v1 import json_text


def render_json(report: Report) -> str:
    """Return one json-v1 document, indented by two, with a final newline."""
    return json_text(report)
