"""Context: every name of the rule language beside every group of records, at one clock."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

import duckdb

from compliance.database import store
from compliance.judge.grants import resolve_grants
from compliance.judge.licensing import license_table
from compliance.judge.lineage import lineage_table
from compliance.judge.models import ModelBook, model_table
from compliance.judge.terms import FIGURES, TermsKey, terms_table
from compliance.model.finding import CitedClause
from compliance.model.manifest import Dataset
from compliance.model.platform import ClauseName
from compliance.model.reference import Reference
from compliance.model.rule import Clock

CLAUSE_COLUMNS = {f"terms.{name}": (f"terms.{name}#", f"terms.{name}+") for name in (*ClauseName, *FIGURES)}
CLAUSE_COLUMNS |= {f"terms.{name}_conditions": CLAUSE_COLUMNS[f"terms.{name}"] for name in ClauseName}
CLAUSE_COLUMNS["model.output_training"] = ("model.output_training#", "model.output_training+")
"""The columns that point to the clause behind each value of the terms, and to those in force beside it."""

_KEYS: Mapping[str, Mapping[str, str]] = {
    "terms": {
        "platform": "platform.id",
        "method": "record.acquisition_method",
        "region": "record.region",
    },
    "license": {
        "license": "record.license",
        "declared": "record.license_declared",
        "concluded": "record.license_concluded",
    },
    "grant": {
        "dataset": "dataset",
        "platform": "platform.id",
        "named": "record.grant_id",
        "purpose": "record.purpose",
        "day": "clock.day",
    },
    "lineage": {"dataset": "dataset", "parents": "record.was_derived_from"},
    "model": {"generators": "record.generated_by", "region": "record.region"},
}
"""Namespace → the columns of its table that are looked up, and the facts they are looked up by."""
_DATED = frozenset({"terms", "model"})
"""Namespaces whose tables hold intervals of days."""

_ALWAYS = {"grant": ("grant.id", "has_register"), "license": ("license.expression",)}
"""Columns that come with a namespace whatever is asked of it."""


@dataclass
class ContextBuilder:
    """Joins facts with reference tables; one context for each clock and set of groups."""

    connection: duckdb.DuckDBPyConnection
    datasets: Sequence[Dataset]
    reference: Reference
    as_of: datetime.date
    clauses: tuple[tuple[CitedClause, ...], ...] = ()
    """What the `#` and `+` columns of every context point to."""
    _stored: set[str] = field(default_factory=set)

    def build(self, source: str, target: str, clock: Clock, names: Collection[str]) -> None:
        """Create the view *target*: the groups of *source* with every one of the *names* beside them."""
        located = f"{target}_located"
        as_of = f"DATE '{self.as_of.isoformat()}'"
        self.connection.execute(
            f'CREATE OR REPLACE VIEW {located} AS SELECT *, {_day(clock, as_of)} AS "clock.day", '
            f'{as_of} AS "run.as_of" FROM {source}'
        )
        joins, columns = [], []
        for namespace in _KEYS:
            mentioned = _columns(namespace, names)
            if mentioned:
                table = self._table(namespace, located)
                joins.append(f"LEFT JOIN {table} AS {namespace}_ ON {_matching(namespace)}")
                columns += [f'{namespace}_."{name}"' for name in mentioned]
        picked = ", ".join(["l.*", *columns, "d.* EXCLUDE (dataset)"])
        self.connection.execute(
            f"CREATE OR REPLACE VIEW {target} AS SELECT {picked} "
            f"FROM {located} AS l JOIN datasets AS d ON d.dataset = l.dataset {' '.join(joins)}"
        )

    def _table(self, namespace: str, located: str) -> str:
        """Return the table of a namespace for the keys that occur.

        Grants are looked up by the day of the context. The others hold every
        day, and the keys of all contexts are those of `placed`: one table serves all.
        """
        if namespace == "grant":
            table = f"grants_of_{located}"
            resolve_grants(self.connection, located, table)
            return table
        table = f"known_{namespace}"
        if namespace not in self._stored:
            self._stored.add(namespace)
            self._store(namespace, table)
        return table

    def _store(self, namespace: str, table: str) -> None:
        facts = ", ".join(f'"{fact}"' for fact in _KEYS[namespace].values())
        found = self.connection.execute(f"SELECT DISTINCT {facts} FROM placed ORDER BY ALL")
        keys = iter(found.fetchone, None)
        match namespace:
            case "terms":
                named = (TermsKey(*key) for key in keys if None not in key[:2])
                terms = terms_table(named, self.reference.platforms, first=len(self.clauses))
                self.clauses += terms.clauses
                store(self.connection, table, terms.table)
            case "model":
                book = ModelBook(self.reference.models, self.reference.platforms)
                models = model_table(keys, book, first=len(self.clauses))
                self.clauses += models.clauses
                store(self.connection, table, models.table)
            case "license":
                store(self.connection, table, license_table(keys, self.reference.licenses))
            case _:
                pairs = ((dataset, None if parents is None else tuple(parents)) for dataset, parents in keys)
                store(self.connection, table, lineage_table(pairs, self.datasets, self.reference.datasets))


def _columns(namespace: str, names: Collection[str]) -> list[str]:
    """Return the columns of a namespace that are asked for, and what explains them in a report."""
    asked = sorted(name for name in names if name.startswith(f"{namespace}."))
    if not asked:
        return []
    pointers = [column for name in asked for column in CLAUSE_COLUMNS.get(name, ())]
    return list(dict.fromkeys([*asked, *pointers, *_ALWAYS.get(namespace, ())]))


def _matching(namespace: str) -> str:
    alias = f"{namespace}_"
    pairs = [f'{alias}.{column} IS NOT DISTINCT FROM l."{fact}"' for column, fact in _KEYS[namespace].items()]
    if namespace in _DATED:
        pairs.append(f'l."clock.day" >= {alias}.start AND l."clock.day" < {alias}.stop')
    return " AND ".join(pairs)


def _day(clock: Clock, as_of: str) -> str:
    match clock:
        case Clock.COLLECTED_AT:
            return '"record.collected_at"'
        case Clock.USED_AT:
            return f'coalesce("record.used_at", {as_of})'
        case Clock.HELD_AT:
            return as_of
        case _:
            assert_never(clock)
