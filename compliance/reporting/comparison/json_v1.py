"""The comparison as JSON, for programs: compliance-diff-v1."""

from collections.abc import Mapping
from dataclasses import asdict

from compliance.model.changes import GroupChange, RuleChange
from compliance.model.comparison import Comparison, DatasetChange
from compliance.reporting.comparison.contract import ComparisonV1
from compliance.reporting.comparison.headline import outcome
from compliance.reporting.json_text import dump, safe
from compliance.reporting.plain import shorten

LONGEST = 400
"""Characters of one text: what differs is to be told, not quoted at length."""
_RENAMED = {"is_weak": "weak", "is_other_law": "rule_differs", "first": "first_month", "last": "last_month"}


def render_json(comparison: Comparison) -> str:
    """Return the comparison as a document of `ComparisonV1`."""
    return dump(document(comparison).model_dump(mode="json", by_alias=True))


def document(comparison: Comparison) -> ComparisonV1:
    """Return all that the comparison holds, its texts redacted and not too long."""
    told = {
        **_plain(comparison),
        "schema": "compliance-diff-v1",
        "outcome": outcome(comparison),
        "datasets": [_dataset(dataset) for dataset in comparison.datasets],
        "untold": [
            {"where": _text(each.where), "text": _text(each.text), "how_to_fix": _text(each.remedy)}
            for each in comparison.untold
        ],
    }
    return ComparisonV1.model_validate(told)


def _dataset(change: DatasetChange) -> Mapping[str, object]:
    told = dict(_plain(change))
    told["grant_ledger"] = told.pop("buckets")
    told["groups"] = [_group(group) for group in change.groups]
    told["rules"] = [_rule(rule) for rule in change.rules]
    return told


def _rule(change: RuleChange) -> Mapping[str, object]:
    groups = [_group(group) for group in change.groups]
    return {**_plain(change), "trend": change.trend.value, "groups": groups}


def _group(change: GroupChange) -> Mapping[str, object]:
    pairs = {"facts": dict(change.facts), "varied": dict(change.varied)}
    return {**_plain(change), **{name: _safe(mapping) for name, mapping in pairs.items()}}


def _plain(value: object) -> dict[str, object]:
    """Return the fields of a noun, and of those in it, with every text made safe."""
    made = _safe(asdict(value))  # type: ignore[call-overload]  # only nouns of the comparison come here
    return made if isinstance(made, dict) else {}


def _text(text: str) -> str:
    return shorten(safe(text), LONGEST)


def _safe(value: object) -> object:
    match value:
        case str():
            return _text(str(value))
        case dict():
            return {_RENAMED.get(key, _text(key)): _safe(part) for key, part in value.items()}
        case list() | tuple():
            return [_safe(part) for part in value]
        case _:
            return value
