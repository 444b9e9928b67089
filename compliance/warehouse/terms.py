"""The terms of every platform as a lookup table, by platform, way of collection, region and day."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from string import ascii_lowercase

from compliance.judge.regions import is_within, regions_of
from compliance.judge.terms import ROUTES, TermsKey, terms_table
from compliance.model.columns import COLUMNS
from compliance.model.platform import Platform
from compliance.warehouse.lists import Listed
from compliance.warehouse.lookup import NOTHING, OTHER, Dimension, Lookup, Span, fold

_ONE = datetime.timedelta(days=1)
_NOWHERE = "zz"
"""A region that no clause names."""


def terms_lookup(platforms: Mapping[str, Platform], asked: Sequence[Listed], *, has_region: bool) -> Lookup:
    """Return the terms that are asked for; where a record finds none, they are unknown."""
    documented = {id_: platform for id_, platform in platforms.items() if platform.documents}
    dimensions = (
        Dimension("terms.platform", "platform.id", {id_: (id_,) for id_ in documented}),
        Dimension("terms.method", "record.acquisition_method", _methods()),
        Dimension("terms.region", "record.region", _regions(documented.values()), has_region),
    )
    keys = {
        TermsKey(id_, methods[0], _representative(region)): (id_, method, region)
        for id_ in documented
        for method, methods in dimensions[1].classes.items()
        for region in dimensions[2].every
    }
    found: dict[tuple[str, ...], list[Span]] = {}
    for row in terms_table(keys, documented).table.to_pylist():
        key = keys[TermsKey(row["platform"], row["method"], row["region"])]
        values = tuple(column.value(row.get(column.source)) for column in asked)
        found.setdefault(key, []).append((row["start"], row["stop"] - _ONE, values))
    kept, spans = fold(dimensions, found)
    rows = [(*key, *span[:2], *span[2]) for key, steps in spans.items() for span in steps if _says(span)]
    return Lookup("terms", kept, tuple((one.name, one.type) for one in asked), tuple(rows), is_dated=True)


def _says(span: Span) -> bool:
    return any(value is not None for value in span[2])


def _methods() -> dict[str, tuple[str, ...]]:
    """Return the ways of collection by the first of those that are bound alike; others have no terms."""
    ways: dict[frozenset[str], list[str]] = {}
    for method in COLUMNS["acquisition_method"].words:
        if method in ROUTES:
            ways.setdefault(frozenset(ROUTES[method]), []).append(method)
    return {methods[0]: tuple(methods) for methods in ways.values()}


def _regions(platforms: Iterable[Platform]) -> dict[str, tuple[str, ...]]:
    """Return the regions by the first of those that are in the same places that clauses speak of."""
    texts = sorted(
        {
            clause.region
            for platform in platforms
            for document in platform.documents
            for clause in document.clauses
            if clause.region is not None
        }
    )
    named = {part for text in texts for part in re.findall(r"\w+", text.lower())}
    codes = sorted({*named, *map("".join, product(ascii_lowercase, repeat=2))})
    places: dict[tuple[bool, ...], list[str]] = {}
    for code in codes:
        places.setdefault(_places(code, texts), []).append(code)
    del places[_places(_NOWHERE, texts)]
    return {alike[0]: tuple(alike) for alike in places.values()}


def _places(code: str, texts: Sequence[str]) -> tuple[bool, ...]:
    return tuple(is_within(regions_of(code), text) for text in texts)


def _representative(region: str) -> str | None:
    return {NOTHING: None, OTHER: _NOWHERE}.get(region, region)
