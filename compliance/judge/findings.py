"""Findings: the groups behind a verdict, the clauses that decided, and where to look."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
from sqlglot import exp

from compliance.expressions import CheckedRule, FactPlan
from compliance.expressions.expression import write_sql
from compliance.judge.context import CLAUSE_COLUMNS
from compliance.judge.verdicts import NAMES, aggregates
from compliance.model.judgement import JudgedFinding
from compliance.model.names import NAMES as LANGUAGE
from compliance.model.report import CitedClause, Counts, FindingGroup
from compliance.model.verdict import Verdict

GROUPS_KEPT = 50
"""Groups of one finding that a report carries; the largest first."""
_POINTERS_KEPT = 3
_NOT_SHOWN = ("clock", "run", "measure", "scan")


@dataclass(frozen=True)
class FindingReader:
    """Reads findings out of a judged table."""

    connection: duckdb.DuckDBPyConnection
    plan: FactPlan
    questions: Mapping[str, str]

    def read(
        self,
        judged: str,
        index: int,
        rule: CheckedRule,
        counts: Sequence[Counts],
        clauses: Sequence[CitedClause],
    ) -> list[JudgedFinding]:
        """Return the findings of one rule, violations and unproven apart, for each dataset."""
        found = []
        for dataset, count in enumerate(counts):
            for verdict, records in (
                (Verdict.VIOLATION, count.violation),
                (Verdict.UNPROVEN, count.unproven),
            ):
                if records:
                    found.append(self._finding(judged, index, rule, (dataset, verdict, count), clauses))
        return found

    def _finding(
        self,
        judged: str,
        index: int,
        rule: CheckedRule,
        about: tuple[int, Verdict, Counts],
        clauses: Sequence[CitedClause],
    ) -> JudgedFinding:
        dataset, verdict, counts = about
        facts = self._facts(rule)
        decisive = [CLAUSE_COLUMNS[name] for name in rule.names if name in CLAUSE_COLUMNS]
        sums = [f'"sum.{number}"' for number, _ in enumerate(aggregates(rule))] if rule.group_by else []
        columns = [*(f'"{name}"' for name, _ in facts), *sums, *(f'"{name}"' for name in decisive)]
        rows = self.connection.execute(
            f"""
            SELECT {", ".join(columns)}{", " if columns else ""}
              CAST(sum("measure.records") AS BIGINT) AS records, CAST(sum("measure.tokens") AS BIGINT),
              CAST(sum("measure.bytes") AS BIGINT), min(first_day), max(last_day),
              list_sort(flatten(list(pointers)))[1:{_POINTERS_KEPT}] AS pointers, count(*) OVER () AS groups
            FROM {judged} WHERE dataset = ? AND "verdict.{index}" = ? GROUP BY {", ".join(columns) or "ALL"}
            ORDER BY records DESC, pointers LIMIT {GROUPS_KEPT}
            """,
            [dataset, NAMES.index(verdict)],
        ).fetchall()
        labels = [label for _, label in facts] + [_label(tree) for tree in aggregates(rule)] * bool(
            rule.group_by
        )
        groups = tuple(_group(row, labels, len(decisive), clauses) for row in rows)
        pointers = _spread([row[-2] for row in rows])
        return JudgedFinding(rule.id, rule.rule, dataset, verdict, counts, groups, rows[0][-1], pointers)

    def _facts(self, rule: CheckedRule) -> list[tuple[str, str]]:
        """Return column and label of every fact that the rule looks at, the platform first."""
        names = ["platform.id", *rule.names]
        if any(name.startswith("grant.") for name in names):
            names.insert(1, "grant.id")
        if any(name.startswith("license.") for name in names):
            names += ["license.expression", "record.license"]
        shown = [(name, name) for name in names if self._is_shown(name)]
        questions = [(name, self.questions[name]) for name in rule.names if name in self.questions]
        keys = [
            (f"key.{index}", key.text) for index, key in enumerate(rule.group_by) if key.text not in names
        ]
        return list(dict.fromkeys([*shown, *keys, *questions]))

    def _is_shown(self, name: str) -> bool:
        namespace = name.partition(".")[0]
        if namespace in _NOT_SHOWN or name.endswith("_conditions"):
            return False
        if namespace in {"record", "id_time"} or name in {"platform.detected", "platform.host_kind"}:
            return name in self.plan.values
        return name in LANGUAGE


def _group(
    row: Sequence[object], labels: Sequence[str], decisive: int, clauses: Sequence[CitedClause]
) -> FindingGroup:
    values, pointed, rest = (
        row[: len(labels)],
        row[len(labels) : len(labels) + decisive],
        row[len(labels) + decisive :],
    )
    records, tokens, size, first, last, *_ = rest
    cited = tuple(clauses[number] for number in dict.fromkeys(pointed) if isinstance(number, int))
    facts = tuple((label, _text(value)) for label, value in zip(labels, values, strict=True))
    return FindingGroup(
        facts, int(str(records)), int(str(tokens)), int(str(size)), _day(first), _day(last), cited
    )


def _label(tree: exp.Expr) -> str:
    return write_sql(tree).replace('"', "").lower()


def _text(value: object) -> str | None:
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case list():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def _day(value: object) -> datetime.date | None:
    return value if isinstance(value, datetime.date) else None


def _spread(pointers: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return a few pointers, from as many of the largest groups as there are."""
    by_rank = (group[rank] for rank in range(_POINTERS_KEPT) for group in pointers if rank < len(group))
    return tuple(dict.fromkeys(by_rank))[:_POINTERS_KEPT]
