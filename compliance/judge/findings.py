"""Findings: the groups behind a verdict, the clauses that decided, and where to look."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from compliance.expressions import CheckedRule
from compliance.judge.fingerprints import Fingerprints
from compliance.judge.largest import DATASET, IS_WEAK, POINTERS_KEPT, VERDICT, Asked, largest_groups
from compliance.judge.parts import Part, Said, clause_columns, parts_of, weak_sql
from compliance.judge.shown_facts import fact_columns
from compliance.judge.verdicts import name_sql
from compliance.model.finding import CitedClause, FindingGroup
from compliance.model.judgement import JudgedFinding
from compliance.model.manifest import Dataset
from compliance.model.profile import pointed
from compliance.model.report import Counts


@dataclass(frozen=True)
class FindingReader:
    """Reads findings out of a judged table."""

    connection: duckdb.DuckDBPyConnection
    fingerprints: Fingerprints
    datasets: Sequence[Dataset]
    accepted: Callable[[int, str], int | None]
    """How many records of a group that counts the baseline of a dataset accepts, by its fingerprint."""
    mark: Callable[[str, CheckedRule, Part], None] | None = None
    """Told of each finding, and of the judged table that it is in."""

    def read(
        self,
        judged: str,
        said: Said,
        rule: CheckedRule,
        clauses: Sequence[Sequence[CitedClause]],
    ) -> list[JudgedFinding]:
        """Return the findings of one rule for each dataset: violations and unproven apart.

        Records that rest on weak clauses are findings of their own, and so are
        those that each waiver or the baseline excuses.
        """
        if not any(count.found for count in said.counts):
            return []
        parts = parts_of(self.connection, judged, said, rule, clauses)
        if self.mark is not None:
            for part in parts:
                self.mark(judged, rule, part)
        groups = largest_groups(self.connection, judged, said, self._asked(rule, clauses))
        return [
            self._finding(rule, part, said.counts[part.dataset], clauses, groups[part.key]) for part in parts
        ]

    def _finding(
        self,
        rule: CheckedRule,
        part: Part,
        counts: Counts,
        clauses: Sequence[Sequence[CitedClause]],
        groups: tuple[Sequence[Sequence[Any]], int],
    ) -> JudgedFinding:
        rows, total = groups
        return JudgedFinding(
            rule_id=rule.id,
            rule=rule.rule,
            dataset=part.dataset,
            verdict=part.verdict,
            weaknesses=part.weaknesses,
            records=part.records,
            counts=counts,
            groups=tuple(self._group(rule, part, row, clauses) for row in rows),
            groups_total=total,
            pointers=_spread([row[-3] for row in rows]),
            excuse=part.excuse,
        )

    def _asked(self, rule: CheckedRule, clauses: Sequence[Sequence[CitedClause]]) -> Asked:
        facts = [name for name, _ in self._facts(rule)]
        columns = [*facts, *(f"sum.{number}" for number, _ in enumerate(rule.over_facts.grouping.sums))]
        fingerprint = self.fingerprints.sql(rule, DATASET, name_sql(VERDICT), IS_WEAK)
        return Asked(weak_sql(rule, clauses), columns, clause_columns(rule), fingerprint)

    def _group(
        self,
        rule: CheckedRule,
        part: Part,
        row: Sequence[Any],
        clauses: Sequence[Sequence[CitedClause]],
    ) -> FindingGroup:
        labels = [label for _, label in self._facts(rule)]
        labels += map(_label, rule.over_facts.grouping.sums)
        clause_count = len(clause_columns(rule))
        cells = iter(row)
        facts = tuple((label, _text(next(cells))) for label in labels)
        decisive = [next(cells) for _ in range(clause_count)]
        beside = [next(cells) for _ in range(clause_count)]
        records, tokens, size, first, last, pointers, end, fingerprint = cells
        files = self.datasets[part.dataset].files
        *rows, last_row = ((files[file].path, number) for file, number in map(pointed, (*pointers, end)))
        return FindingGroup(
            facts,
            int(records),
            int(tokens),
            int(size),
            _day(first),
            _day(last),
            _cited(decisive, beside, clauses),
            fingerprint=fingerprint,
            rows=tuple(rows),
            last=last_row,
            accepted=None if part.excuse else self.accepted(part.dataset, fingerprint),
        )

    def _facts(self, rule: CheckedRule) -> list[tuple[str, str]]:
        return fact_columns(rule, self.fingerprints.plan, self.fingerprints.questions)


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
    by_rank = (group[rank] for rank in range(POINTERS_KEPT) for group in pointers if rank < len(group))
    return tuple(dict.fromkeys(by_rank))[:POINTERS_KEPT]
