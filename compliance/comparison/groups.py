"""Groups: two profiles of one dataset side by side, exact to the record."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import duckdb

from compliance.comparison.side import Seen
from compliance.comparison.stored import KEYS, MONTH, fact_names, store_sides
from compliance.database import Resources, open_database, within_memory
from compliance.model.changes import FactChange, GroupChange, OtherFact, ValueChange
from compliance.model.verdict import Verdict
from compliance.quoting import quote

GROUPS_KEPT, VALUES_KEPT, RULE_GROUPS_KEPT = 50, 20, 3
"""Of one dataset, of one fact, and of one verdict of one rule: the largest changes."""
_READABLE = 12
"""Groups that a reader takes in; of more, fewer facts tell them apart."""
_LEAST = 2
"""Facts that tell groups apart however many there are."""
_VALUES_TOLD = (
    *("platform.id", "platform.host_kind", "record.acquisition_method"),
    *("license.expression", "record.purpose"),
)
_ALONE = ("platform.id", "record.acquisition_method", "grant", "grant.id", "license.expression")
"""What tells groups apart where no other side shows what is usual."""
_HOST = "platform.host_kind"
_IN_KINDS = frozenset({*KEYS, "record.license", "record.license_declared", "record.license_concluded"})
_CHANGED = "old <> new"
_GAINED = "CAST(sum(greatest(new - old, 0)) AS BIGINT)"
_LOST = "CAST(sum(greatest(old - new, 0)) AS BIGINT)"


@dataclass(frozen=True)
class Moved:
    """What differs between two profiles."""

    facts: tuple[FactChange, ...] = ()
    groups: tuple[GroupChange, ...] = ()
    groups_total: int = 0
    others: tuple[OtherFact, ...] = ()
    of_rules: Mapping[str, tuple[GroupChange, ...]] = field(default_factory=dict)
    """Rule → changes among its violating and unproven groups."""
    rules_total: Mapping[str, int] = field(default_factory=dict)
    """Rule → how many such changes there are."""


@dataclass(frozen=True)
class _Line:
    """One group of one rule, or of none."""

    rule: str
    change: GroupChange
    total: int
    """Groups of the rule and verdict."""


def compare_groups(old: Seen | None, new: Seen | None, resources: Resources | None = None) -> Moved:
    """Return what differs between the profiles of a dataset; a missing side has no records.

    Raises UsageError for too little memory.
    """
    with within_memory("comparing"), open_database(resources=resources) as connection:
        store_sides(connection, old, new)
        telling = _telling(connection, is_alone=old is None or new is None)
        groups = list(_groups(connection, "kinds", _readable(connection, telling), GROUPS_KEPT))
        lines = _groups(connection, "rulings", telling, RULE_GROUPS_KEPT)
        by_rule = {rule: list(found) for rule, found in groupby(lines, key=lambda line: line.rule)}
        return Moved(
            facts=tuple(_facts(connection)),
            groups=tuple(line.change for line in groups),
            groups_total=groups[0].total if groups else 0,
            others=tuple(_others(connection, fact_names(new))) if old and new else (),
            of_rules={rule: tuple(line.change for line in found) for rule, found in by_rule.items()},
            rules_total={
                rule: sum({line.change.verdict: line.total for line in found}.values())
                for rule, found in by_rule.items()
            },
        )


@dataclass(frozen=True)
class _Telling:
    """Facts that tell groups apart, and those that are only mentioned where a group shares them."""

    keys: tuple[str, ...]
    mentioned: tuple[str, ...]


def _telling(connection: duckdb.DuckDBPyConnection, *, is_alone: bool) -> _Telling:
    """Return the platform and every fact that varies; the kind of host is only mentioned."""
    if is_alone:
        return _Telling(_ALONE, tuple(key for key in KEYS if key not in _ALONE))
    counts = ", ".join(f"count(DISTINCT {quote(key)}), bool_or({quote(key)} IS NULL)" for key in KEYS)
    [row] = connection.execute(f"SELECT {counts} FROM kinds").fetchall()
    found = zip(KEYS, row[::2], row[1::2], strict=True)
    varying = [key for key, values, is_empty in found if values + bool(is_empty) > 1]
    keys = dict.fromkeys(("platform.id", *(key for key in varying if key != _HOST)))
    return _Telling(tuple(keys), tuple(key for key in varying if key == _HOST))


def _readable(connection: duckdb.DuckDBPyConnection, telling: _Telling) -> _Telling:
    """Return facts that tell no more groups apart than a reader takes in, if there are such."""
    keys = list(telling.keys)
    while len(keys) > _LEAST and _count(connection, keys) > _READABLE:
        keys.pop()
    return _Telling(tuple(keys), (*telling.keys[len(keys) :], *telling.mentioned))


def _count(connection: duckdb.DuckDBPyConnection, keys: Sequence[str]) -> int:
    named = ", ".join(map(quote, keys))
    query = f"SELECT count(*) FROM (SELECT DISTINCT {named} FROM kinds WHERE {_CHANGED})"
    [(count,)] = connection.execute(query).fetchall()
    return int(count)


def _groups(
    connection: duckdb.DuckDBPyConnection, table: str, telling: _Telling, kept: int
) -> Iterator[_Line]:
    """Yield the largest changes of a table; of `rulings`, those of each rule and verdict."""
    own = ["rule", "verdict"] if table == "rulings" else ["'' AS rule", "NULL AS verdict"]
    keys = ", ".join([*own, *map(quote, telling.keys)])
    mentioned = "".join(
        f", count(DISTINCT {name}) FILTER ({_CHANGED}) + "
        f"max(CAST({name} IS NULL AS INTEGER)) FILTER ({_CHANGED}), max({name}) FILTER ({_CHANGED})"
        for name in map(quote, telling.mentioned)
    )
    by_size = f"greatest(gained, lost) DESC, {', '.join(map(quote, telling.keys))}"
    rows = connection.execute(
        f"""
        WITH changed AS (
          SELECT {keys}, CAST(sum(old) AS BIGINT) AS old_sum, CAST(sum(new) AS BIGINT) AS new_sum,
            {_GAINED} AS gained, {_LOST} AS lost, min({MONTH}) FILTER ({_CHANGED}) AS first,
            max({MONTH}) FILTER ({_CHANGED}) AS last{mentioned}
          FROM {table} GROUP BY ALL HAVING bool_or({_CHANGED})
        )
        SELECT count(*) OVER (PARTITION BY rule, verdict) AS total, * FROM changed
        QUALIFY row_number() OVER (PARTITION BY rule, verdict ORDER BY {by_size}) <= {kept}
        ORDER BY rule, verdict DESC, {by_size}
        """
    ).fetchall()
    return (_line(row, telling) for row in rows)


def _line(row: Sequence[object], telling: _Telling) -> _Line:
    total, rule, verdict, *cells = row
    values, sums = cells[: len(telling.keys)], cells[len(telling.keys) :]
    old, new, gained, lost, first, last, *found = sums
    pairs = list(zip(telling.mentioned, found[::2], found[1::2], strict=True))
    shared = [(name, value) for name, count, value in pairs if count == 1]
    facts = [*zip(telling.keys, values, strict=True), *shared]
    change = GroupChange(
        facts=tuple((name, None if value is None else str(value)) for name, value in facts),
        old=int(str(old)),
        new=int(str(new)),
        gained=int(str(gained)),
        lost=int(str(lost)),
        varied=tuple((name, int(str(count))) for name, count, _ in pairs if count != 1),
        first=first if isinstance(first, datetime.date) else None,
        last=last if isinstance(last, datetime.date) else None,
        verdict=None if verdict is None else Verdict(str(verdict)),
    )
    return _Line(str(rule), change, int(str(total)))


def _facts(connection: duckdb.DuckDBPyConnection) -> Iterator[FactChange]:
    """Yield the facts of which some value has more or fewer records; one value for all tells nothing."""
    for name in _VALUES_TOLD:
        rows = connection.execute(
            f"""
            SELECT {quote(name)} AS value, CAST(sum(old) AS BIGINT), CAST(sum(new) AS BIGINT)
            FROM kinds GROUP BY value ORDER BY abs(sum(new) - sum(old)) DESC, value
            """
        ).fetchall()
        values = tuple(ValueChange(*row) for row in rows if row[1] != row[2])
        if values and len(rows) > 1:
            yield FactChange(name, values[:VALUES_KEPT], len(values))


def _others(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> Iterator[OtherFact]:
    """Yield the other facts of which more records have another value than the kinds account for.

    Records that came or went bring their values with them: that is no news about a fact.
    """
    [(gained, lost)] = connection.execute(f"SELECT {_GAINED}, {_LOST} FROM kinds").fetchall()
    explained = min(gained or 0, lost or 0)
    for name in (name for name in names if name not in _IN_KINDS):
        changes = f"SELECT {quote(name)}, sum(change) AS change FROM every_fact GROUP BY ALL"
        query = (
            "SELECT CAST(coalesce(sum(greatest(change, 0)), 0) AS BIGINT), "
            f"CAST(coalesce(sum(greatest(-change, 0)), 0) AS BIGINT) FROM ({changes})"
        )
        [(more, fewer)] = connection.execute(query).fetchall()
        if min(more, fewer) > explained:
            yield OtherFact(name, more, fewer)
