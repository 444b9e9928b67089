"""The report inside its own page, as data that no browser runs: what `compliance verify` reads."""

import hashlib
import json
import re

from compliance.errors import UsageError
from compliance.model.report import Report
from compliance.reporting.json_text import dump
from compliance.reporting.writing_v1 import document

ELEMENT = "report-v1"
"""Id of the element that holds it."""
_HELD = re.compile(rf'<script type="application/json" id="{ELEMENT}">(.*?)</script>', re.DOTALL)
_BRIEF = '{"format":"json-v1"}'
_SAID = re.compile(r'\{"format":"json-v1"(?:,"sha256":"([0-9a-f]{64})")?\}')
_LEAST, _HOPELESS = 150, 40_000_000
"""Bytes of one entry of any list, at least; bytes that nobody waits for to write a page."""
_ACTIVE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


def embedded(report: Report) -> tuple[str, str]:
    """Return the json-v1 document on one line, and what stands in a page without room for it.

    That is the digest of the document as `--output json` writes it. Neither has
    a character that HTML looks at. Of a report beyond all pages nobody waits for either.
    """
    if _least(report) > _HOPELESS:
        return _BRIEF, _BRIEF
    whole = document(report).model_dump(mode="json")
    digest = hashlib.sha256(dump(whole).encode()).hexdigest()
    return _inert(whole), _inert({"format": "json-v1", "sha256": digest})


def _least(report: Report) -> int:
    """Return bytes that the document has at least."""
    found = sum(2 + len(each.groups) + len(each.exemplars) for each in report.findings)
    listed = sum(len(each.coverage) + len(each.counts) + len(each.grant_ledger) for each in report.datasets)
    listed += sum(len(each.waivers) + len(each.corrections) for each in report.datasets)
    return _LEAST * (found + listed + len(report.rules) + len(report.inputs) + len(report.notices))


def extracted(page: str, shown: str) -> str:
    """Return the document in a page. Raises UsageError for a page without one, or with its digest only."""
    found = _HELD.findall(page)
    if len(found) != 1:
        raise UsageError(
            f"there is no report in the page {shown}", remedy="name a file that --output html=FILE wrote"
        )
    brief = _SAID.fullmatch(found[0])
    if brief:
        digest = f" with the SHA-256 {brief[1]}" if brief[1] else ""
        raise UsageError(
            f"the report was too large for the page {shown}", remedy=f"name the JSON report{digest}"
        )
    return str(found[0])


def _inert(document: object) -> str:
    return json.dumps(document, separators=(",", ":")).translate(_ACTIVE)
