"""Parts: the records of one verdict, those on weak clauses apart from those on firm ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from compliance.expressions import CheckedRule
from compliance.judge.context import CLAUSE_COLUMNS
from compliance.judge.verdicts import NAMES
from compliance.model.platform import Weakness
from compliance.model.report import CitedClause
from compliance.model.verdict import Verdict

_FOUND = (NAMES.index(Verdict.VIOLATION), NAMES.index(Verdict.UNPROVEN))


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
    index: int,
    rule: CheckedRule,
    clauses: Sequence[Sequence[CitedClause]],
) -> list[Part]:
    """Return the violating and the unproven records of each dataset, firm before weak.

    A record is on weak clauses when any clause in force that the rule looks at
    is weak. The rule might have come to the same verdict without it; that is
    not asked, so what is called firm needs no weak clause at all. Where nothing
    was in force there is no clause to be weak, nor for a rule without terms.
    """
    columns = [f'"{column}"' for column, _ in clause_columns(rule)]
    weak = {number: cited[0].clause.weaknesses for number, cited in enumerate(clauses)}
    is_weak = _is_any_of(columns, [number for number, weaknesses in weak.items() if weaknesses])
    rows = connection.execute(
        f"""
        SELECT dataset, "verdict.{index}" AS verdict, {is_weak} AS is_weak,
          CAST(sum("measure.records") AS BIGINT),
          list_distinct(flatten(list([{", ".join(columns) or "NULL"}])))
        FROM {judged} WHERE verdict IN {_FOUND} GROUP BY dataset, verdict, is_weak
        ORDER BY dataset, verdict, is_weak
        """
    ).fetchall()
    parts = []
    for dataset, verdict, held, records, numbers in rows:
        condition = f'dataset = {dataset} AND "verdict.{index}" = {verdict} AND {is_weak} = {held}'
        found = {weakness for number in numbers for weakness in weak.get(number, ())}
        weaknesses = tuple(weakness for weakness in Weakness if weakness in found)
        parts.append(Part(dataset, NAMES[verdict], weaknesses, records, condition))
    return parts


def _is_any_of(columns: Sequence[str], numbers: Sequence[int]) -> str:
    """Return SQL, never null, for whether some column points to some of the numbers."""
    listed = ", ".join(map(str, numbers))
    tests = [f"coalesce({column} IN ({listed}), FALSE)" for column in columns if numbers]
    return f"({' OR '.join(tests) or 'FALSE'})"
