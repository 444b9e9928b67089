"""The waiver of a finding, ready to be filled in."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from compliance.model.columns import COLUMNS, Grain, Kind
from compliance.model.finding import Finding, FindingGroup
from compliance.model.names import NAMES
from compliance.model.waiver import WaiverReason
from compliance.quoting import literal
from compliance.reporting.plain import cell
from compliance.reporting.wording import number

_TERM = timedelta(days=90)
_OTHERS = 200
"""Other findings that are looked at; of more, all records are in the budget."""
_QUESTION = re.compile(r"record\.[a-z0-9_]+ IS NULL")
_TRUTHS = {"true": "TRUE", "false": "FALSE"}
_LISTS = frozenset({"signal.schemes", "grant.recipients", "model.providers"})
_OPEN = frozenset({"grant.id", "grant.plan", "grant.platform", "license.expression"})
"""Names that may hold any text, the words true and false among it."""
_ELSEWHERE = ("dataset", "clock", "run", "measure", "id_time")
"""Namespaces of which a waiver says nothing: they are alike for all records, or not for conditions."""
_KINDS = frozenset({Kind.TEXT, Kind.WORD, Kind.NAME, Kind.LICENSE, Kind.BOOLEAN})

Facts = Mapping[str, str | None]


def waiver(
    finding: Finding,
    rule_version: int,
    as_of: date,
    others: Sequence[Finding] = (),
    longest: int = 160,
) -> tuple[str, ...]:
    """Return the lines of a `waivers.yaml` with the waiver of this finding, the first of them `waivers:`.

    Reason, explanation, owner and approver are empty, for they are somebody's to
    write. The condition is what all groups of the finding that the report carries
    have in common, without values over *longest* characters, so it never covers
    more kinds of records than were found. *others* are the findings of the same
    rule in the same dataset: records on which the condition may hold as well are
    in the budget, for a waiver covers all or none.
    """
    shared = _shared(finding.groups, longest)
    where = " AND ".join(_term(name, value) for name, value in shared.items()) or "TRUE"
    beside = sum(_beside(shared, other) for other in others[:_OTHERS])
    beside += sum(other.records for other in others[_OTHERS:])
    lines = (
        f"id: {_text(_id(finding, where))}",
        f"rule: {_text(finding.rule)}",
        f"rule_version: {rule_version}",
        f"dataset: {_text(cell(finding.dataset, longest))}",
        f"where: {_text(where)}",
        f'reason: ""  # one of {", ".join(WaiverReason)}',
        'explanation: ""',
        'owner: ""  # who answers for it',
        'approver: ""  # who accepted the risk',
        f"created: {as_of}",
        f"expires: {min(as_of, date.max - _TERM) + _TERM}",
        _budget(finding.records, beside),
        "# document: {path: papers/decision.pdf, sha256: …}  # permission_held and legal_review need one",
    )
    return ("waivers:", f"  - {lines[0]}", *(f"    {line}" for line in lines[1:]))


def _budget(records: int, beside: int) -> str:
    why = f"  # {number(beside)} of them in other findings of the rule" if beside else ""
    return f"row_budget: {records + beside}{why}"


def _beside(shared: Facts, other: Finding) -> int:
    """Return records of another finding on which the condition holds, or may hold for all the report says."""
    carried = sum(group.records for group in other.groups)
    alike = sum(group.records for group in other.groups if _holds(shared, dict(group.facts)))
    return alike + max(other.records - carried, 0)


def _holds(shared: Facts, facts: Facts) -> bool:
    return all(name not in facts or facts[name] == value for name, value in shared.items())


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _id(finding: Finding, where: str) -> str:
    """Return an id that another dataset, rule or condition does not have, and the same finding has again."""
    slug = finding.rule.rpartition("/")[2]
    about = f"{finding.rule}\n{finding.dataset}\n{where}"
    digest = hashlib.sha256(about.encode(errors="replace"))
    return cell(f"{slug}-{digest.hexdigest()[:8]}")


def _shared(groups: Sequence[FindingGroup], longest: int) -> Facts:
    if not groups:
        return {}
    shared = set(groups[0].facts).intersection(*(group.facts for group in groups))
    return {
        name: value
        for name, value in groups[0].facts
        if (name, value) in shared and _selects(name, value) and _is_whole(value, longest)
    }


def _selects(name: str, value: str | None) -> bool:
    """Tell whether a fact can stand in the condition of a waiver as this report writes it."""
    if _QUESTION.fullmatch(name):
        return value is not None
    namespace, _, column = name.partition(".")
    if name not in NAMES or namespace in _ELSEWHERE:
        return False
    if namespace == "record":
        return COLUMNS[column].kind in _KINDS and COLUMNS[column].grain is Grain.VALUE
    return name not in _LISTS and not name.endswith("_conditions")


def _is_whole(value: str | None, longest: int) -> bool:
    """Tell whether a value can be shown as it is: no secret in it, not too long."""
    return value is None or cell(value, longest) == value


def _term(name: str, value: str | None) -> str:
    if _QUESTION.fullmatch(name):
        return name if value == "true" else name.replace(" IS NULL", " IS NOT NULL")
    if value is None:
        return f"{name} IS NULL"
    return f"{name} = {_TRUTHS[value] if _is_truth(name) and value in _TRUTHS else literal(value)}"


def _is_truth(name: str) -> bool:
    namespace, _, column = name.partition(".")
    if namespace == "record":
        return COLUMNS[column].kind is Kind.BOOLEAN
    return name not in _OPEN and namespace != "platform"
