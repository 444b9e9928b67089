"""Excusing: verdicts that a waiver or the baseline accepts step aside, and stay known."""

import datetime
from collections.abc import Mapping, Sequence

import duckdb

from compliance.expressions import CheckedRule
from compliance.judge.baselining import Baselining, Clauses
from compliance.judge.fingerprints import Fingerprints
from compliance.judge.parts import Said
from compliance.judge.planning import JudgingPlan
from compliance.judge.verdicts import BASELINED, WAIVED
from compliance.judge.waiving import Waiving
from compliance.model.baseline import BaselineEntry
from compliance.model.excuse import Excuse
from compliance.model.manifest import Dataset
from compliance.model.report import Counts


class Excuser:
    """Puts `WAIVED` and `BASELINED` in the place of verdicts that somebody accepted.

    The verdict itself is then in `found.<index>`, and who accepted it, by
    number, in `excuse.<index>`.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        plan: JudgingPlan,
        datasets: Sequence[Dataset],
        as_of: datetime.date,
        fingerprints: Fingerprints,
    ) -> None:
        """Begin with nothing excused."""
        self._connection = connection
        self.waiving = Waiving(connection, datasets, plan.waivers, as_of)
        self.baselining = Baselining(connection, datasets, fingerprints)
        self._excused: set[int] = set()

    @property
    def excuses(self) -> tuple[Excuse, ...]:
        """By number: the waivers, then the baseline of each dataset."""
        return (*self.waiving.excuses, *self.baselining.excuses)

    def excuse(self, judged: str, rules: Sequence[CheckedRule], clauses: Clauses) -> bool:
        """Excuse what may be in a table whose columns are the verdicts of *rules*; tell whether any was."""
        self._excused = set()
        self._replace(judged, WAIVED, self.waiving.settle(judged, rules))
        first = len(self.waiving.excuses)
        accepted = {
            index: self.baselining.settle(judged, index, rule, clauses)
            for index, rule in enumerate(rules)
            if self.baselining.concerns(rule)
        }
        by_dataset = {
            index: f"CASE WHEN {held} THEN {first} + dataset END" for index, held in accepted.items()
        }
        self._replace(judged, BASELINED, by_dataset)
        return bool(self._excused)

    def said(self, index: int, counts: Sequence[Counts]) -> Said:
        """Return where the table holds what a rule says, whoever excuses it."""
        if index not in self._excused:
            return Said(f'"verdict.{index}"', counts)
        return Said(f'"found.{index}"', counts, f'"excuse.{index}"', self.excuses)

    def entries(self, judged: str, rules: Sequence[CheckedRule], clauses: Clauses) -> list[BaselineEntry]:
        """Return what a baseline would hold of what is open in the table."""
        return [
            entry
            for index, rule in enumerate(rules)
            for entry in self.baselining.entries(judged, index, rule, clauses)
        ]

    def _replace(self, judged: str, number: int, excuses: Mapping[int, str]) -> None:
        """Put *number* in the place of each verdict with an excuse, by the index of its rule."""
        if not excuses:
            return
        fresh = [index for index in excuses if index not in self._excused]
        kept = "".join(f', "verdict.{index}" AS "found.{index}", NULL AS "excuse.{index}"' for index in fresh)
        excused = ", ".join(
            f'CAST(coalesce({excuse}, "excuse.{index}") AS INTEGER) AS "excuse.{index}", '
            f'CAST(CASE WHEN ({excuse}) IS NOT NULL THEN {number} ELSE "verdict.{index}" END AS TINYINT) '
            f'AS "verdict.{index}"'
            for index, excuse in excuses.items()
        )
        self._excused |= excuses.keys()
        self._connection.execute(
            f"CREATE OR REPLACE TABLE {judged} AS "
            f"SELECT * REPLACE ({excused}) FROM (SELECT *{kept} FROM {judged})"
        )
