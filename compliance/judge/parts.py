"""Parts: the records of one verdict; those on weak clauses, and those that are excused, are apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from compliance.expressions import CheckedRule
from compliance.judge.context import CLAUSE_COLUMNS
from compliance.judge.verdicts import FOUND, NAMES
from compliance.model.excuse import Excuse
from compliance.model.finding import CitedClause
from compliance.model.platform import Weakness
from compliance.model.report import Counts
from compliance.model.verdict import Verdict

PartKey = tuple[int, int, bool, int | None]
"""Dataset, number of the verdict, whether on weak clauses, and number of the excuse."""


@dataclass(frozen=True)
class Part:
    """The records of one finding."""

    dataset: int
    verdict: Verdict
    weaknesses: tuple[Weakness, ...]
    """Of every weak clause that the rule looks at in these records; empty when all are firm."""
    records: int
    key: PartKey
    """What tells it from the other parts of its rule."""
    condition: str
    """SQL that holds for exactly these records of the judged table."""
    excuse: Excuse | None = None


@dataclass(frozen=True)
class Said:
    """Where a judged table holds what one rule says of each group of records."""

    verdict: str
    """The column of the verdict, whoever excuses it."""
    counts: Sequence[Counts]
    """What it adds up to in each dataset."""
    excuse: str | None = None
    """The column of the excuse, its number; None where nothing is excused."""
    excuses: Sequence[Excuse] = ()
    """By number."""


def clause_columns(rule: CheckedRule) -> list[tuple[str, str]]:
    """Return the columns that point to the clauses the rule looks at, and to those beside each."""
    return list(dict.fromkeys(CLAUSE_COLUMNS[name] for name in rule.names if name in CLAUSE_COLUMNS))


def weak_sql(rule: CheckedRule, clauses: Sequence[Sequence[CitedClause]]) -> str | None:
    """Return SQL that tells whether a record is on weak clauses; None where none is.

    It is when any clause in force that the rule looks at is weak. The rule
    might have come to the same verdict without it; that is not asked, so what is
    called firm needs no weak clause at all. Where nothing was in force there is
    no clause to be weak, nor for a rule without terms.
    """
    numbers = ", ".join(str(number) for number, cited in enumerate(clauses) if cited[0].clause.weaknesses)
    pointers = [f'"{pointer}"' for pointer, _ in clause_columns(rule)]
    if not pointers or not numbers:
        return None
    return " OR ".join(f"coalesce({pointer} IN ({numbers}), FALSE)" for pointer in pointers)


def parts_of(
    connection: duckdb.DuckDBPyConnection,
    judged: str,
    said: Said,
    rule: CheckedRule,
    clauses: Sequence[Sequence[CitedClause]],
) -> list[Part]:
    """Return the violating and the unproven records of each dataset, firm before weak, excused ones last."""
    is_weak = weak_sql(rule, clauses)
    if is_weak is None and said.excuse is None:
        return _plain_parts(said)
    rows = connection.execute(
        f"""
        SELECT dataset, {said.verdict} AS verdict, ({is_weak or "FALSE"}) AS is_weak,
          {said.excuse or "NULL"} AS excuse, CAST(sum("measure.records") AS BIGINT), {_deciding(rule)}
        FROM {judged} WHERE {said.verdict} IN {tuple(map(NAMES.index, FOUND))}
        GROUP BY ALL ORDER BY dataset, excuse NULLS FIRST, verdict, is_weak
        """
    ).fetchall()
    parts = []
    for dataset, number, held, excuse, records, deciding in rows:
        found = {weakness for index in deciding for weakness in _weaknesses(clauses, index)}
        weaknesses = tuple(weakness for weakness in Weakness if held and weakness in found)
        condition = _condition(said.verdict, dataset, NAMES[number])
        condition += "" if is_weak is None else f" AND ({is_weak}) = {held}"
        if said.excuse is not None:
            condition += f" AND {said.excuse} IS NOT DISTINCT FROM {'NULL' if excuse is None else excuse}"
        by = None if excuse is None else said.excuses[excuse]
        key = (dataset, number, held, excuse)
        parts.append(Part(dataset, NAMES[number], weaknesses, records, key, condition, by))
    return parts


def _deciding(rule: CheckedRule) -> str:
    """Return SQL for the numbers of all clauses that the rule looks at in some records."""
    pointers = ", ".join(f'"{pointer}"' for pointer, _ in clause_columns(rule))
    return f"list_distinct(flatten(list([{pointers}])))" if pointers else "[]"


def _weaknesses(clauses: Sequence[Sequence[CitedClause]], index: int | None) -> tuple[Weakness, ...]:
    return () if index is None else clauses[index][0].clause.weaknesses


def _plain_parts(said: Said) -> list[Part]:
    return [
        _plain_part(said, dataset, verdict, records)
        for dataset, count in enumerate(said.counts)
        for verdict, records in zip(FOUND, (count.violation, count.unproven), strict=True)
        if records
    ]


def _plain_part(said: Said, dataset: int, verdict: Verdict, records: int) -> Part:
    key = (dataset, NAMES.index(verdict), False, None)
    return Part(dataset, verdict, (), records, key, _condition(said.verdict, dataset, verdict))


def _condition(column: str, dataset: int, verdict: Verdict) -> str:
    return f"dataset = {dataset} AND {column} = {NAMES.index(verdict)}"
