"""Folding: days become the intervals between the dates at which a verdict can change.

A profile keeps collection days; the law changes on a few dates. Between two of them every
day has the same verdict, so the judge looks at intervals, and forgets no record.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from compliance.database import store
from compliance.expressions import CheckedRule, FactPlan
from compliance.judge.platforms import PLACED
from compliance.judge.tables import MEMBER
from compliance.model.profile import LAST, MEASURES, POINTER

_BEGINNING = "DATE '0001-01-01'"
"""Stands for every day before the first boundary."""


@dataclass(frozen=True)
class Boundaries:
    """The days on which a verdict can change: for every record, and for those of a platform."""

    common: frozenset[datetime.date]
    by_platform: Mapping[str, frozenset[datetime.date]]


def fold(
    connection: duckdb.DuckDBPyConnection,
    plan: FactPlan,
    rules: Sequence[CheckedRule],
    boundaries: Boundaries,
) -> None:
    """Create the table `folded`: `placed` with days folded, as far as none of the *rules* can tell.

    Its columns are those of `placed`, `first_day` and `last_day` of
    collection, up to three pointers in `pointers`, `last_pointer`, and the
    row ids of the groups of `placed` that went into each in `members`.
    """
    _store_boundaries(connection, boundaries, _dates(rules))
    varying = _varying(connection, (*plan.names, *PLACED))
    folded = [day for day in plan.days if varying[day] and all(_is_plain(day, rule) for rule in rules)]
    joins = "".join(
        f" ASOF LEFT JOIN boundaries AS b{index} "
        f'ON b{index}.platform = coalesce(p."platform.id", \'\') AND p."{day}" >= b{index}.boundary'
        for index, day in enumerate(folded)
    )
    kept = [f'p."{name}"' for name, varies in varying.items() if varies and name not in folded]
    fixed = [f'any_value("{name}") AS "{name}"' for name, varies in varying.items() if not varies]
    days = [
        f'CASE WHEN p."{day}" IS NOT NULL THEN coalesce(b{index}.boundary, {_BEGINNING}) END AS "{day}"'
        for index, day in enumerate(folded)
    ]
    groups = (
        f"SELECT {', '.join(['dataset', *kept, *days])}, {sums('p.')} FROM placed AS p{joins} GROUP BY ALL"
    )
    same = f"SELECT {', '.join(fixed) or '1 AS one'} FROM placed"
    connection.execute(f"CREATE TABLE folded AS SELECT * FROM ({groups}) CROSS JOIN ({same} LIMIT 1)")


def exact_rules(
    connection: duckdb.DuckDBPyConnection, plan: FactPlan, rules: Sequence[CheckedRule]
) -> list[CheckedRule]:
    """Return the rules that must look at single days of these groups, and not at intervals of them."""
    days = [day for day, varies in _varying(connection, plan.days).items() if varies]
    return [rule for rule in rules if not all(_is_plain(day, rule) for day in days)]


def _varying(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> dict[str, bool]:
    """Return which columns of `placed` hold more than one value: the others need not be grouped by."""
    if not names:
        return {}
    tests = ", ".join(
        f'min("{name}") IS DISTINCT FROM max("{name}") OR count("{name}") NOT IN (0, count(*))'
        for name in names
    )
    [row] = connection.execute(f"SELECT {tests} FROM placed").fetchall()
    return dict(zip(names, row, strict=True))


def _store_boundaries(
    connection: duckdb.DuckDBPyConnection, boundaries: Boundaries, literals: frozenset[datetime.date]
) -> None:
    """Store the boundaries of every platform that occurs.

    Rules may compare with a common date in any way, so the day after it is a
    boundary too; clauses are looked up by their first day and the first after.
    """
    common = boundaries.common | literals
    common |= {date + datetime.timedelta(days=1) for date in common if date < datetime.date.max}
    found = connection.execute("SELECT DISTINCT coalesce(\"platform.id\", '') FROM placed").fetchall()
    pairs = [
        (platform, date)
        for (platform,) in found
        for date in sorted(common | boundaries.by_platform.get(platform, frozenset()))
    ]
    columns = {
        "platform": pa.array([platform for platform, _ in pairs], pa.string()),
        "boundary": pa.array([date for _, date in pairs], pa.date32()),
    }
    store(connection, "boundaries", pa.table(columns))


def sums(prefix: str = "") -> str:
    """Return SQL for everything that adds up when groups of a profile are merged."""
    return ", ".join(
        [
            *(f'CAST(sum({prefix}"{name}") AS BIGINT) AS "{name}"' for name in MEASURES),
            f'min({prefix}"record.collected_at") AS first_day',
            f'max({prefix}"record.collected_at") AS last_day',
            f'min({prefix}"{POINTER}", 3) AS pointers',
            f'max({prefix}"{LAST}") AS last_pointer',
            f"list({prefix}{MEMBER}) AS members",
        ]
    )


def _is_plain(day: str, rule: CheckedRule) -> bool:
    """Tell whether the rule only compares the day with dates that are boundaries."""
    names = {day, "clock.day"} if day == f"record.{rule.rule.clock}" else {day}
    return all(names.isdisjoint(condition.exact) for condition in rule.conditions)


def _dates(rules: Iterable[CheckedRule]) -> frozenset[datetime.date]:
    return frozenset(date for rule in rules for part in rule.conditions for date in part.dates)
