"""Suites of plain queries, for data sources that GX itself has: tables of warehouses, frames of Spark."""

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.gx.host import (
    ExpectationSuite,
    ExpectTableRowCountToBeBetween,
    FileDataContext,
    UnexpectedRowsExpectation,
)
from compliance.gx.rules.telling import told


@dataclass(frozen=True)
class SqlRule:
    """The query of a rule, and what is to be known of it."""

    id: str
    query: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class SqlSuite:
    """The queries on one dataset in one dialect."""

    name: str
    dialect: str
    as_of: str
    rules: tuple[SqlRule, ...]


def add_sql_suite(context: FileDataContext, given: SqlSuite, folders: Sequence[str] = ()) -> dict[str, str]:
    """Add the suite to the context; return what each random id belongs to.

    Its first expectation is that there are rows: of none, no query finds anything.
    """
    expectations = [_expectation(rule, given, tuple(folders)) for rule in given.rules]
    some = ExpectTableRowCountToBeBetween(min_value=1, description="There are records to look at")
    suite = context.suites.add(ExpectationSuite(name=given.name, expectations=[some, *expectations]))
    ids = ["rows", *(rule.id for rule in given.rules)]
    names = {str(suite.id): f"suite {given.name}"}
    for id_, expectation in zip(ids, suite.expectations, strict=True):
        names[str(expectation.id)] = f"expectation {given.name} {id_}"
    return names


def _expectation(rule: SqlRule, suite: SqlSuite, folders: tuple[str, ...]) -> UnexpectedRowsExpectation:
    said = told(rule.id, folders)
    exported = {"dialect": suite.dialect, "as_of": suite.as_of, "lost": list(rule.notes)}
    return UnexpectedRowsExpectation(
        unexpected_rows_query=rule.query,
        severity=said["severity"],
        description=said["description"],
        notes=[*said["notes"], *(f"Also unproven in plain SQL: {note}." for note in rule.notes)],
        meta={"compliance": {**said["meta"]["compliance"], "sql": exported}},
    )
