"""Groups in words: `+12,000 x, api, no grant, collected 2023-04 to 2023-06`."""

from collections.abc import Callable, Iterator, Mapping

from compliance.model.changes import GroupChange
from compliance.model.verdict import Verdict
from compliance.reporting.comparison.outline import Line, Value, Words, joined
from compliance.reporting.wording import number

_GRANTS: Mapping[str, tuple[str, str]] = {
    "named": ("under grant ", ""),
    "implied": ("covered by grant ", ""),
    "named_not_in_force": ("under grant ", ", not in force then"),
    "named_unknown": ("names grant ", ", which cannot be proven"),
}
_NO_GRANT = {"no_grant": "no grant", "no_register": "no grant register"}
_HOSTS = {
    "primary": "",
    "media": "from media hosts",
    "short_link": "from short links",
    "mirror": "from mirrors",
    "archive": "from archives",
}
_NOUNS = {
    "record.purpose": "purposes",
    "license.expression": "licences",
    "record.acquisition_method": "ways of collecting",
    "platform.id": "platforms",
}
"""Of a fact with several values; of others nothing is said."""
_IN_WORDS = frozenset({"grant", "grant.id"})


def group_line(change: GroupChange) -> Line:
    """Return how many records came and went, and what they share."""
    facts = dict(change.facts)
    parts = [part for part in (*_facts(facts), *_varied(change), *_months(change)) if part]
    return Line(joined(parts) or ("all records",), lead=movement(change))


def movement(change: GroupChange) -> str:
    """`+12,000`, `-300`, or both; of a rule, also whether they are unproven only."""
    gained = f"+{number(change.gained)}" if change.gained else ""
    lost = f"-{number(change.lost)}" if change.lost else ""
    unproven = "unproven" if change.verdict is Verdict.UNPROVEN else ""
    return " ".join(filter(None, (gained, lost, unproven)))


def grant_words(bucket: str | None, grant: str | None) -> Words:
    """`under grant x-basic`, `no grant` and the like."""
    if bucket in _NO_GRANT:
        return (_NO_GRANT[bucket],)
    before, after = _GRANTS.get(bucket or "", ("grant ", ""))
    return ("no grant",) if grant is None else tuple(filter(None, (before, Value(grant), after)))


def value_words(fact: str, value: str | None) -> Words:
    """Return one value of a fact, as it stands in a list of them."""
    if value is None:
        return ("none stated" if fact == "license.expression" else "unknown",)
    return (_spaced(value),)


def _facts(facts: Mapping[str, str | None]) -> Iterator[Words]:
    for name, value in facts.items():
        if name in _PHRASES:
            yield _PHRASES[name](value)
        elif name not in _IN_WORDS:
            yield (Value(f"{name} = {'unknown' if value is None else value}"),)
        elif name == "grant" or "grant" not in facts:
            yield grant_words(facts.get("grant"), facts.get("grant.id"))


def _varied(change: GroupChange) -> Iterator[Words]:
    for name, count in change.varied:
        if name == "grant":
            yield ("under various grants or none",)
        elif name in _NOUNS:
            yield (f"{count:,} {_NOUNS[name]}",)


def _months(change: GroupChange) -> Iterator[Words]:
    if change.first is None or change.last is None:
        return
    first, last = f"{change.first:%Y-%m}", f"{change.last:%Y-%m}"
    yield (f"collected {first}" + (f" to {last}" if last != first else ""),)


def _spaced(value: str) -> Value:
    return Value(value.replace("_", " "))


def _platform(value: str | None) -> Words:
    return ("unknown platform",) if value is None else (Value(value),)


def _host(value: str | None) -> Words:
    said = "" if value is None else _HOSTS.get(value, "")
    return (said,) if said else ()


def _method(value: str | None) -> Words:
    return ("way of collecting unknown",) if value is None else (_spaced(value),)


def _license(value: str | None) -> Words:
    return ("no licence stated",) if value is None else (Value(value),)


def _purpose(value: str | None) -> Words:
    return ("purpose unknown",) if value is None else ("for ", _spaced(value))


_PHRASES: Mapping[str, Callable[[str | None], Words]] = {
    "platform.id": _platform,
    "platform.host_kind": _host,
    "record.acquisition_method": _method,
    "license.expression": _license,
    "record.purpose": _purpose,
}
