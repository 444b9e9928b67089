"""Findings: the groups behind a verdict, the clauses that decided, and where to look."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from compliance.expressions import CheckedRule, FactPlan
from compliance.judge.parts import Part, clause_columns, parts_of
from compliance.model.judgement import JudgedFinding
from compliance.model.names import NAMES as LANGUAGE
from compliance.model.report import CitedClause, Counts, FindingGroup

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
    mark: Callable[[str, CheckedRule, Part], None] | None = None
    """Told of each finding, and of the judged table that it is in."""

    def read(
        self,
        judged: str,
        index: int,
        rule: CheckedRule,
        counts: Sequence[Counts],
        clauses: Sequence[Sequence[CitedClause]],
    ) -> list[JudgedFinding]:
        """Return the findings of one rule for each dataset: violations and unproven apart.

        Records that rest on weak clauses are findings of their own.
        """
        if not any(count.violation or count.unproven for count in counts):
            return []
        parts = parts_of(self.connection, judged, (f'"verdict.{index}"', counts), rule, clauses)
        if self.mark is not None:
            for part in parts:
                self.mark(judged, rule, part)
        return [self._finding(judged, rule, part, counts[part.dataset], clauses) for part in parts]

    def _finding(
        self,
        judged: str,
        rule: CheckedRule,
        part: Part,
        counts: Counts,
        clauses: Sequence[Sequence[CitedClause]],
    ) -> JudgedFinding:
        facts = fact_columns(rule, self.plan, self.questions)
        sums = rule.over_facts.grouping.sums
        pointers = clause_columns(rule)
        columns = [*(name for name, _ in facts), *(f"sum.{number}" for number, _ in enumerate(sums))]
        rows = self.connection.execute(_query(judged, part.condition, columns, pointers)).fetchall()
        labels = [*(label for _, label in facts), *map(_label, sums)]
        return JudgedFinding(
            rule_id=rule.id,
            rule=rule.rule,
            dataset=part.dataset,
            verdict=part.verdict,
            weaknesses=part.weaknesses,
            records=part.records,
            counts=counts,
            groups=tuple(_group(row, labels, len(pointers), clauses) for row in rows),
            groups_total=rows[0][-1],
            pointers=_spread([row[-2] for row in rows]),
        )


def fact_columns(rule: CheckedRule, plan: FactPlan, questions: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return column and label of every fact that the rule looks at, the platform first."""
    names = ["platform.id", *rule.names]
    if any(name.startswith("grant.") for name in names):
        names.insert(1, "grant.id")
    if any(name.startswith("license.") for name in names):
        names += ["license.expression", "record.license"]
    shown = [(name, name) for name in names if _is_shown(name, plan)]
    asked = [(name, questions[name]) for name in rule.names if name in questions]
    keys = [
        (f"key.{index}", key.text)
        for index, key in enumerate(rule.group_by)
        if not (key.text in names and _is_shown(key.text, plan))
    ]
    return list(dict.fromkeys([*shown, *keys, *asked]))


def _is_shown(name: str, plan: FactPlan) -> bool:
    namespace = name.partition(".")[0]
    if namespace in _NOT_SHOWN or name.endswith("_conditions"):
        return False
    if namespace in {"record", "id_time"} or name in {"platform.detected", "platform.host_kind"}:
        return name in plan.values
    return name in LANGUAGE


def _query(judged: str, condition: str, columns: Sequence[str], pointers: Sequence[tuple[str, str]]) -> str:
    """Return SQL for the largest groups: columns, pointers to clauses and beside them, then measures."""
    keys = [f'"{name}"' for name in (*columns, *(decisive for decisive, _ in pointers))]
    beside = [f'list_sort(list(DISTINCT "{name}") FILTER ("{name}" IS NOT NULL))' for _, name in pointers]
    # A window would count the groups anew for each of them: queries are run as written.
    return f"""
        WITH grouped AS MATERIALIZED (
          SELECT {"".join(f"{column}, " for column in (*keys, *beside))}
            CAST(sum("measure.records") AS BIGINT) AS records, CAST(sum("measure.tokens") AS BIGINT),
            CAST(sum("measure.bytes") AS BIGINT), min(first_day), max(last_day),
            list_sort(flatten(list(pointers)))[1:{_POINTERS_KEPT}] AS pointers
          FROM {judged} WHERE {condition} GROUP BY {", ".join(keys) or "ALL"}
        )
        SELECT *, (SELECT count(*) FROM grouped) FROM grouped
        ORDER BY records DESC, pointers LIMIT {GROUPS_KEPT}
        """


def _group(
    row: Sequence[object], labels: Sequence[str], pointers: int, clauses: Sequence[Sequence[CitedClause]]
) -> FindingGroup:
    cells = iter(row)
    facts = tuple((label, _text(next(cells))) for label in labels)
    decisive = [next(cells) for _ in range(pointers)]
    beside = [next(cells) for _ in range(pointers)]
    records, tokens, size, first, last, *_ = cells
    return FindingGroup(
        facts,
        int(str(records)),
        int(str(tokens)),
        int(str(size)),
        _day(first),
        _day(last),
        _cited(decisive, beside, clauses),
    )


def _cited(
    decisive: Sequence[object], beside: Sequence[object], clauses: Sequence[Sequence[CitedClause]]
) -> tuple[CitedClause, ...]:
    """Return each clause that decided once, with those that were in force beside it."""
    others: dict[int, list[CitedClause]] = {}
    for number, lists in zip(decisive, beside, strict=True):
        if isinstance(number, int):
            found = others.setdefault(number, [])
            for other in lists if isinstance(lists, list) else ():
                found += [cited for cited in clauses[other] if cited not in found]
    return tuple(replace(clauses[number][0], others=tuple(found)) for number, found in others.items())


def _label(aggregate: str) -> str:
    return aggregate.replace('"', "").lower()


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
