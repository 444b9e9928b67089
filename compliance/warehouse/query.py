"""The query of a rule in DuckDB's dialect: readings, platform, what is looked up, verdict."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from compliance.expressions import CheckedRule
from compliance.model.columns import COLUMNS
from compliance.model.reference import Reference
from compliance.quoting import quote
from compliance.warehouse.conditions import Conditions, clock_sql, conditions_of, days, verdict_sql
from compliance.warehouse.lookup import Constants
from compliance.warehouse.lookups import LOST_LICENSE, Lookups, lookups_for
from compliance.warehouse.manifest import VERDICT, Warehouse
from compliance.warehouse.places import LOST_PLACE, LOST_PLATFORM, Places

BATCH = "batch_of_records"
"""Stands for the table of the manifest."""
_LOSSES = {
    LOST_PLACE: "records whose URL is unusual, or of an archive or cache",
    LOST_PLATFORM: "records without a known platform whose URL is unusual, or of an archive or cache",
    LOST_LICENSE: "records whose licence is not written as a known id, name or address",
}
_BEHIND = {
    "terms": ("acquisition_method", "region", "url", "platform"),
    "grant": ("grant_id", "purpose", "url", "platform"),
    "license": ("license_concluded", "license_declared", "license"),
    "platform": ("url", "platform"),
}
"""Namespace → the columns that it is looked up by."""


@dataclass(frozen=True)
class Query:
    """What selects the records that a rule finds."""

    tables: tuple[Constants, ...]
    sql: str
    """In DuckDB's dialect, without the definitions of the tables."""
    losses: tuple[str, ...]
    """What a plain query cannot tell of some records: they count as unproven here; empty where none is."""


def query_of(rule: CheckedRule, table: Warehouse, reference: Reference, as_of: datetime.date) -> Query:
    """Return the query for the records in violation and unproven ones. Raises NotPortableError."""
    conditions = conditions_of(rule, table.dataset.card, as_of)
    return _Writer(conditions, table, reference, as_of).query()


@dataclass(frozen=True)
class _Writer:
    conditions: Conditions
    table: Warehouse
    reference: Reference
    as_of: datetime.date

    @cached_property
    def _lookups(self) -> Lookups:
        return lookups_for(self.conditions, self.table, self.reference)

    @cached_property
    def _has_place(self) -> bool:
        """Whether the query has to know platforms."""
        return "platform" in self.conditions.namespaces or self._lookups.by("platform.id")

    def query(self) -> Query:
        lost = self._lost()
        steps = [
            *self._readings(),
            *(self._places.steps() if self._has_place else ()),
            self._facts(),
            *self._context(),
            ("judged", self._judged(lost)),
        ]
        tables = (
            *(self._places.tables(self.reference) if self._has_place else ()),
            *(lookup.table for lookup in self._lookups.tables),
        )
        defined = ", ".join(f"{name} AS ({query})" for name, query in steps)
        picked = ", ".join([*map(quote, self.table.columns), VERDICT])
        sql = f"WITH {defined} SELECT {picked} FROM judged WHERE {VERDICT} IN ('violation', 'unproven')"
        return Query(tables, sql, tuple(_losses(lost)))

    def _readings(self) -> list[tuple[str, str]]:
        """Return the steps to the canonical columns that are read."""
        names = {*self.conditions.rule.over_facts.facts.mentioned, *self._behind()}
        readings = {name: self.table.reading(name) for name in COLUMNS if f"record.{name}" in names}
        cells = [f'{one.cell} AS "cell.{name}"' for name, one in readings.items() if one.cell]
        facts = [f'{one.fact} AS "record.{name}"' for name, one in readings.items()]
        # Great Expectations names the batch itself in a query without joins.
        alias = " AS b" if self._has_place or self._lookups.tables else ""
        return [
            ("cells", f"SELECT {', '.join(['b.*' if alias else '*', *cells])} FROM {BATCH}{alias}"),
            ("readings", f"SELECT {', '.join(['*', *facts])} FROM cells"),
        ]

    def _behind(self) -> Iterator[str]:
        clock = self.conditions.rule.rule.clock
        if clock in COLUMNS:
            yield f"record.{clock}"
        for namespace in self.conditions.namespaces & _BEHIND.keys():
            yield from (f"record.{name}" for name in _BEHIND[namespace])

    @cached_property
    def _places(self) -> Places:
        has_kind = "platform.host_kind" in self.conditions.rule.names
        return Places(self.table.given, has_kind, self.conditions.only_platform)

    def _facts(self) -> tuple[str, str]:
        """Return the step to what is asked and what is looked up by."""
        rule = self.conditions.rule
        is_dated = "clock.day" in self.conditions.columns or any(one.is_dated for one in self._lookups.tables)
        columns = {"clock.day": clock_sql(rule, self.as_of)} if is_dated else {}
        columns |= {column: f'CAST("{name}" AS DATE)' for name, column in days(rule).items()}
        columns |= {asked.name: asked.expression.sql(str) for asked in rule.over_facts.facts.questions}
        columns |= self._lookups.keys
        picked = ", ".join(["*", *(f"{sql} AS {quote(name)}" for name, sql in columns.items())])
        return "facts", f"SELECT {picked} FROM {'placed' if self._has_place else 'readings'}"

    def _context(self) -> list[tuple[str, str]]:
        tables = self._lookups.tables
        if not tables:
            return []
        found = [f"{table.name}.{quote(name)}" for table in tables for name, _ in table.columns]
        found += [f"{sql} AS {quote(name)}" for name, sql in self._lookups.flags.items()]
        joins = " ".join(table.joined("f", "clock.day") for table in tables)
        return [("context", f"SELECT {', '.join(['f.*', *found])} FROM facts AS f {joins}")]

    def _judged(self, lost: dict[str, str]) -> str:
        source = "context" if self._lookups.tables else "facts"
        return f"SELECT *, {verdict_sql(self.conditions, lost)} AS {VERDICT} FROM {source}"

    def _lost(self) -> dict[str, str]:
        """Return the columns of the conditions that may be another than is found, and flags that say so."""
        lost = dict(self._lookups.lost)
        places = ("platform.detected", "platform.host_kind")
        lost |= {"platform.id": quote(LOST_PLATFORM)} | dict.fromkeys(places, quote(LOST_PLACE))
        for asked in self.conditions.rule.over_facts.facts.questions:
            for name in lost.keys() & set(asked.expression.names):
                lost[asked.name] = lost[name]
        if "url" not in self.table.given:
            lost = {column: flag for column, flag in lost.items() if flag == quote(LOST_LICENSE)}
        return {column: lost[column] for column in self.conditions.columns if column in lost}


def _losses(lost: Mapping[str, str]) -> Iterator[str]:
    flags = set(lost.values())
    if quote(LOST_PLACE) in flags:
        flags.discard(quote(LOST_PLATFORM))  # some of the same records
    yield from (why for flag, why in _LOSSES.items() if quote(flag) in flags)
