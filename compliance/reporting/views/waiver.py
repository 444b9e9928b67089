"""The waiver of a finding, ready to be filled in."""

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import date, timedelta

from compliance.model.report import Finding, FindingGroup
from compliance.model.waiver import WaiverReason
from compliance.quoting import literal
from compliance.reporting.plain import cell

_TERM = timedelta(days=90)
_COLUMN = re.compile(r"record\.[a-z0-9_]+|platform\.id")
_TRUTHS = {"true": "TRUE", "false": "FALSE"}


def waiver(finding: Finding, rule_version: int, as_of: date, longest: int = 160) -> tuple[str, ...]:
    """Return the lines of a `waivers.yaml` with the waiver of this finding, the first of them `waivers:`.

    Reason, explanation, owner and approver are empty, for they are somebody's to
    write. The condition is what all groups of the finding that the report carries
    have in common, without values over *longest* characters, so it never covers
    more kinds of records than were found.
    """
    where = " AND ".join(_terms(finding.groups, longest)) or "TRUE"
    dataset = cell(finding.dataset, longest)
    reasons = ", ".join(WaiverReason)
    lines = (
        f"id: {_text(_id(finding, where))}",
        f"rule: {_text(finding.rule)}",
        f"rule_version: {rule_version}",
        f"dataset: {_text(dataset)}",
        f"where: {_text(where)}",
        f'reason: ""  # one of {reasons}',
        'explanation: ""',
        'owner: ""  # who answers for it',
        'approver: ""  # who accepted the risk',
        f"created: {as_of}",
        f"expires: {min(as_of, date.max - _TERM) + _TERM}",
        f"row_budget: {finding.records}",
        "# document: {path: papers/decision.pdf, sha256: …}  # permission_held and legal_review need one",
    )
    return ("waivers:", f"  - {lines[0]}", *(f"    {line}" for line in lines[1:]))


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _id(finding: Finding, where: str) -> str:
    """Return an id that another dataset, rule or condition does not have, and the same finding has again."""
    slug = finding.rule.rpartition("/")[2]
    about = f"{finding.rule}\n{finding.dataset}\n{where}"
    digest = hashlib.sha256(about.encode(errors="replace"))
    return cell(f"{slug}-{digest.hexdigest()[:8]}")


def _terms(groups: Sequence[FindingGroup], longest: int) -> list[str]:
    if not groups:
        return []
    shared = set(groups[0].facts).intersection(*(group.facts for group in groups))
    return [
        _term(name, value)
        for name, value in groups[0].facts
        if (name, value) in shared and _COLUMN.fullmatch(name) and _is_whole(value, longest)
    ]


def _is_whole(value: str | None, longest: int) -> bool:
    """Tell whether a value can be shown as it is: no secret in it, not too long."""
    return value is None or cell(value, longest) == value


def _term(name: str, value: str | None) -> str:
    if value is None:
        return f"{name} IS NULL"
    return f"{name} = {_TRUTHS.get(value) or literal(value)}"
