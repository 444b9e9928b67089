"""Every rule of a run in a dialect: what is exported, what is lost, and what is left out and why."""

import datetime
from dataclasses import dataclass

from compliance.expressions import CheckedRule
from compliance.laws import Laws
from compliance.model.manifest import Dataset
from compliance.warehouse.dialects import to_dialect
from compliance.warehouse.manifest import Warehouse, warehouse_of
from compliance.warehouse.query import query_of
from compliance.warehouse.reading import NotPortableError


@dataclass(frozen=True)
class ExportedRule:
    """A rule as a query for the records that it finds, `{batch}` standing for the table."""

    rule: CheckedRule
    sql: str
    losses: tuple[str, ...]
    """Why more records are unexpected than the kernel finds; where it is empty, they are the same."""


@dataclass(frozen=True)
class LeftOut:
    """A rule that plain SQL cannot ask."""

    id: str
    why: str


@dataclass(frozen=True)
class Export:
    """The rules of a run on one dataset, in one dialect, as of a day."""

    dialect: str
    as_of: datetime.date
    rules: tuple[ExportedRule, ...]
    left_out: tuple[LeftOut, ...]


def export_rules(dataset: Dataset, laws: Laws, as_of: datetime.date, dialect: str) -> Export:
    """Return the rules as queries over a table with the manifest's columns. Raises UsageError.

    A query never lets a record pass that the kernel would not: where it cannot
    tell, the record is unproven, or the rule is left out.
    """
    table = warehouse_of(dataset)
    rules, left_out = [], []
    for rule in laws.packs.rules:
        try:
            query = query_of(rule, table, laws.reference.reference, as_of)
            sql = to_dialect(query, dialect)
        except NotPortableError as error:
            left_out.append(LeftOut(rule.id, str(error)))
        else:
            rules.append(ExportedRule(rule, sql, (*query.losses, *_unexcused(rule, table))))
    return Export(dialect, as_of, tuple(rules), tuple(left_out))


def _unexcused(rule: CheckedRule, table: Warehouse) -> tuple[str, ...]:
    """Return what excuses records of a rule that a query does not know of."""
    amendments = table.dataset.amendments
    excuses = {
        "a waiver": any(stated.waiver.rule == rule.id for stated in amendments.waivers),
        "the baseline": any(entry.rule == rule.id for entry in amendments.baseline),
    }
    return tuple(f"records that {name} excuses" for name, holds in excuses.items() if holds)
