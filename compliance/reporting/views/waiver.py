"""The waiver of a finding, ready to be filled in."""

import json
import re
from collections.abc import Sequence
from datetime import date, timedelta

from compliance.model.report import Finding, FindingGroup
from compliance.quoting import literal
from compliance.reporting.plain import cell
from compliance.reporting.views.caps import Caps

_TERM = timedelta(days=90)
_COLUMN = re.compile(r"record\.[a-z0-9_]+|platform\.id")
_TRUTHS = {"true": "TRUE", "false": "FALSE"}


def waiver(finding: Finding, as_of: date, caps: Caps) -> tuple[str, ...]:
    """Return the lines of the waiver in YAML, without those that only its owner can write.

    Its condition is what all groups of the finding that the report carries
    have in common, so it never covers more kinds of records than were found.
    """
    condition = " AND ".join(_terms(finding.groups, caps)) or "TRUE"
    values: dict[str, object] = {
        "rule": finding.rule,
        "dataset": cell(finding.dataset, caps.cell),
        "where": condition,
        "reason": "",
        "owner": "",
        "approver": "",
        "created": str(as_of),
        "expires": str(min(as_of, date.max - _TERM) + _TERM),
        "row_budget": finding.records,
        "evidence": "",
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    return ("waivers:", f"  - {lines[0]}", *(f"    {line}" for line in lines[1:]))


def _terms(groups: Sequence[FindingGroup], caps: Caps) -> list[str]:
    if not groups:
        return []
    shared = set(groups[0].facts).intersection(*(group.facts for group in groups))
    return [
        _term(name, value)
        for name, value in groups[0].facts
        if (name, value) in shared and _COLUMN.fullmatch(name) and _is_whole(value, caps)
    ]


def _is_whole(value: str | None, caps: Caps) -> bool:
    """Tell whether a value can be shown as it is: no secret in it, not too long."""
    return value is None or cell(value, caps.cell) == value


def _term(name: str, value: str | None) -> str:
    if value is None:
        return f"{name} IS NULL"
    return f"{name} = {_TRUTHS.get(value) or literal(value)}"
