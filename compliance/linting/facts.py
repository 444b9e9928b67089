"""What a case says that its rule cannot see."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from compliance.expressions import CheckedRule
from compliance.linting.fault import Remark
from compliance.model.rule import Case, Clock

_LOCATED = frozenset({"record.platform", "record.url"})
_SEES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "platform": _LOCATED,
        "id_time": frozenset({"record.url"}),
        "signal": frozenset({"record.rights_signals"}),
        "terms": _LOCATED | {"record.acquisition_method", "record.region", "clock.day"},
        "license": frozenset({"record.license", "record.license_declared", "record.license_concluded"}),
        "grant": _LOCATED | {"record.grant_id", "record.purpose", "clock.day"},
        "lineage": frozenset({"record.was_derived_from"}),
        "model": frozenset({"record.generated_by", "record.region", "clock.day"}),
        "measure.items": frozenset({"record.record_count"}),
        "measure.tokens": frozenset({"record.token_count"}),
        "measure.bytes": frozenset({"record.content_size"}),
    }
)
"""Namespace or name → what it is looked up by."""
_OF_ANY_RECORD = _LOCATED | {"record.collected_at"}
_CLOCKS = {
    Clock.COLLECTED_AT: "record.collected_at",
    Clock.USED_AT: "record.used_at",
    Clock.HELD_AT: "run.as_of",
}


_OF_AS_OF = frozenset({"run.as_of", "record.used_at"})


def seen_names(checked: CheckedRule) -> frozenset[str]:
    """Return the names that can matter to a rule: those it mentions, and what they are looked up by."""
    seen = set(checked.names)
    for name in checked.names:
        seen |= _SEES.get(name, frozenset()) | _SEES.get(name.partition(".")[0], frozenset())
    if "clock.day" in seen:
        seen.add(_CLOCKS[checked.rule.clock])
    return frozenset(seen)


def unused_fact(checked: CheckedRule) -> Iterator[Remark]:
    """Yield every column and register of a case that the rule cannot see.

    Where and when a record was read may always be told. So may what sets two
    cases apart that are one to the rule: together they show that it does not matter.
    """
    seen = seen_names(checked)
    views = [_view(case, seen) for case in checked.rule.cases]
    for index, case in enumerate(checked.rule.cases):
        is_contrast = views.count(views[index]) > 1
        for location, name in _facts(case):
            if name not in seen | _OF_ANY_RECORD and not is_contrast:
                yield ("cases", index, *location), f"the rule cannot see {name}, so the case need not say it"
        if case.grants is not None and not is_contrast and not _looks_at(seen, "grant"):
            yield ("cases", index, "grants"), "the rule looks at no grant, so the case needs no register"


def _facts(case: Case) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for column in case.record or {}:
        yield ("record", column), f"record.{column}"
    for place, record in enumerate(case.records):
        for column in record:
            yield ("records", place, column), f"record.{column}"
    for column in case.dataset.defaults if case.dataset else {}:
        yield ("dataset", "defaults", column), f"record.{column}"


def _view(case: Case, seen: frozenset[str]) -> object:
    """Return the case as the rule sees it."""
    cells = [
        {name: value for name, value in row.items() if f"record.{name}" in seen}
        for row in (case.record or {}, *case.records)
    ]
    grants = case.grants if _looks_at(seen, "grant") else None
    as_of = None if seen.isdisjoint(_OF_AS_OF) else case.as_of
    return cells, grants, as_of, case.repeat, case.expect


def _looks_at(seen: frozenset[str], namespace: str) -> bool:
    return any(name.startswith(f"{namespace}.") for name in seen)
