"""The register as lookup tables: the judge's choice for every grant, platform, purpose and span of days."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

import duckdb
import pyarrow as pa

from compliance.database import open_database, store
from compliance.judge.grants import grant_dates, resolve_grants, store_grants
from compliance.judge.tables import store_datasets
from compliance.judge.terms import ENDLESS, STARTED
from compliance.model.columns import PURPOSES
from compliance.model.grant import Grant
from compliance.model.manifest import Dataset
from compliance.warehouse.lists import Listed
from compliance.warehouse.lookup import NOTHING, Dimension, Lookup, Span, fold

_ONE = datetime.timedelta(days=1)
_Key = tuple[str, ...]
"""Classes of the grant named, the platform and the purpose."""


def grant_lookups(
    dataset: Dataset, platform_ids: Mapping[str, str], asked: Sequence[Listed], given: Iterable[str]
) -> tuple[Lookup, ...]:
    """Return a table for each thing that is asked of the grant of a record; it finds exactly one row in each.

    *given* are the canonical columns in which records can have values.
    """
    grants = () if dataset.register is None else dataset.register.grants
    columns = frozenset(given)
    dimensions = (
        Dimension(
            "grant.named", "record.grant_id", _each(grant.id for grant in grants), "grant_id" in columns
        ),
        Dimension("grant.platform", "platform.id", _each(_platforms(grants, platform_ids))),
        Dimension("grant.purpose", "record.purpose", _each(PURPOSES), "purpose" in columns),
    )
    if not asked:
        return ()
    starts = {key: _starts(key, grants, platform_ids) for key in product(*(one.every for one in dimensions))}
    with open_database() as connection:
        store_datasets(connection, [dataset])
        store_grants(connection, [dataset], platform_ids)
        found = _resolved(connection, starts, asked)
    return tuple(_lookup(index, one, dimensions, found) for index, one in enumerate(asked))


def _lookup(
    index: int,
    asked: Listed,
    dimensions: Sequence[Dimension],
    found: Mapping[tuple[str, ...], Sequence[Span]],
) -> Lookup:
    """Return the table of one column: together they would have a row for every combination."""
    alone = {
        key: [(first, last, (values[index],)) for first, last, values in steps]
        for key, steps in found.items()
    }
    kept, spans = fold(dimensions, alone)
    rows = [(*key, *span[:2], *span[2]) for key, steps in spans.items() for span in steps]
    name = re.sub(r"\W+", "_", asked.name)
    return Lookup(name, kept, ((asked.name, asked.type),), tuple(rows), is_dated=True, is_total=True)


def _each(values: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {value: (value,) for value in sorted(set(values))}


def _platforms(grants: Iterable[Grant], platform_ids: Mapping[str, str]) -> Iterator[str]:
    names = (grant.platform.lower() for grant in grants if grant.platform is not None)
    return (platform_ids.get(name, name) for name in names)


def _starts(key: _Key, grants: Sequence[Grant], platform_ids: Mapping[str, str]) -> list[datetime.date]:
    """Return the days on which the grant of a key may change."""
    named, platform, _ = key
    if named == NOTHING:
        held = [grant for grant in grants if grant.target or platform in _platforms([grant], platform_ids)]
    else:
        held = [grant for grant in grants if grant.id == named]
    days = {STARTED}
    for day in grant_dates(held):
        days |= {day, min(day + _ONE, ENDLESS)}
    return sorted(days)


def _resolved(
    connection: duckdb.DuckDBPyConnection,
    starts: Mapping[_Key, Sequence[datetime.date]],
    asked: Sequence[Listed],
) -> dict[tuple[str, ...], list[Span]]:
    """Return the choice of the judge for each key and span."""
    keys = list(starts)
    asked_for = [(number, day) for number, key in enumerate(keys) for day in (*starts[key], None)]
    store(connection, "spans", _table(keys, asked_for))
    source = "SELECT 0 AS dataset, * FROM spans"
    connection.execute(f"CREATE VIEW source AS {source}")
    resolve_grants(connection, "source", "resolved")
    picked = ", ".join(f'r."{one.source}"' for one in asked)
    rows = connection.execute(
        f"""
        SELECT s.number, s."clock.day", {picked} FROM source AS s JOIN resolved AS r
        ON r.named IS NOT DISTINCT FROM s."record.grant_id"
        AND r.platform IS NOT DISTINCT FROM s."platform.id"
        AND r.purpose IS NOT DISTINCT FROM s."record.purpose" AND r.day IS NOT DISTINCT FROM s."clock.day"
        ORDER BY s.number, s."clock.day" NULLS LAST
        """
    ).fetchall()
    found: dict[tuple[str, ...], list[Span]] = {}
    for number, day, *values in rows:
        last = None if day is None else _last(day, starts[keys[number]])
        held = tuple(one.value(value) for one, value in zip(asked, values, strict=True))
        found.setdefault(keys[number], []).append((day, last, held))
    return found


def _last(day: datetime.date, starts: Sequence[datetime.date]) -> datetime.date:
    following = next((later for later in starts if later > day), None)
    return ENDLESS if following is None else following - _ONE


def _table(keys: Sequence[_Key], asked_for: Sequence[tuple[int, datetime.date | None]]) -> pa.Table:
    rows = [
        {"number": number, "clock.day": day}
        | {
            fact: None if value == NOTHING else value
            for fact, value in zip(_FACTS, keys[number], strict=True)
        }
        for number, day in asked_for
    ]
    numbered = (("number", pa.int64()), ("clock.day", pa.date32()))
    schema = pa.schema([*numbered, *((fact, pa.string()) for fact in _FACTS)])
    return pa.Table.from_pylist(rows, schema)


_FACTS = ("record.grant_id", "platform.id", "record.purpose")
