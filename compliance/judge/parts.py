"""Parts: the records of one verdict, those on weak clauses apart from those on firm ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from compliance.expressions import CheckedRule
from compliance.judge.context import CLAUSE_COLUMNS
from compliance.judge.verdicts import NAMES
from compliance.model.platform import Weakness
from compliance.model.report import CitedClause, Counts
from compliance.model.verdict import Verdict

_FOUND = (Verdict.VIOLATION, Verdict.UNPROVEN)


@dataclass(frozen=True)
class Part:
    """The records of one finding."""

    dataset: int
    verdict: Verdict
    weaknesses: tuple[Weakness, ...]
    """Of every weak clause that the rule looks at in these records; empty when all are firm."""
    records: int
    condition: str
    """SQL that holds for exactly these records of the judged table."""


def clause_columns(rule: CheckedRule) -> list[tuple[str, str]]:
    """Return the columns that point to the clauses the rule looks at, and to those beside each."""
    return list(dict.fromkeys(CLAUSE_COLUMNS[name] for name in rule.names if name in CLAUSE_COLUMNS))


def parts_of(
    connection: duckdb.DuckDBPyConnection,
    judged: str,
    verdicts: tuple[str, Sequence[Counts]],
    rule: CheckedRule,
    clauses: Sequence[Sequence[CitedClause]],
) -> list[Part]:
    """Return the violating and the unproven records of each dataset, firm before weak.

    *verdicts* are the column of the judged table and what it adds up to. A
    record is on weak clauses when any clause in force that the rule looks at
    is weak. The rule might have come to the same verdict without it; that is
    not asked, so what is called firm needs no weak clause at all. Where nothing
    was in force there is no clause to be weak, nor for a rule without terms.
    """
    column, counts = verdicts
    pointers = [f'"{pointer}"' for pointer, _ in clause_columns(rule)]
    weak = {number: cited[0].clause.weaknesses for number, cited in enumerate(clauses)}
    numbers = ", ".join(str(number) for number, weaknesses in weak.items() if weaknesses)
    if not pointers or not numbers:
        return _firm_parts(column, counts)
    is_weak = " OR ".join(f"coalesce({pointer} IN ({numbers}), FALSE)" for pointer in pointers)
    rows = connection.execute(
        f"""
        SELECT dataset, {column} AS verdict, ({is_weak}) AS is_weak,
          CAST(sum("measure.records") AS BIGINT), list_distinct(flatten(list([{", ".join(pointers)}])))
        FROM {judged} WHERE verdict IN {tuple(map(NAMES.index, _FOUND))}
        GROUP BY dataset, verdict, is_weak ORDER BY dataset, verdict, is_weak
        """
    ).fetchall()
    parts = []
    for dataset, verdict, held, records, pointed in rows:
        found = {weakness for number in pointed for weakness in weak.get(number, ())}
        weaknesses = tuple(weakness for weakness in Weakness if weakness in found)
        condition = f"{_condition(column, dataset, NAMES[verdict])} AND ({is_weak}) = {held}"
        parts.append(Part(dataset, NAMES[verdict], weaknesses, records, condition))
    return parts


def _firm_parts(column: str, counts: Sequence[Counts]) -> list[Part]:
    return [
        Part(dataset, verdict, (), records, _condition(column, dataset, verdict))
        for dataset, count in enumerate(counts)
        for verdict, records in zip(_FOUND, (count.violation, count.unproven), strict=True)
        if records
    ]


def _condition(column: str, dataset: int, verdict: Verdict) -> str:
    return f"dataset = {dataset} AND {column} = {NAMES.index(verdict)}"
