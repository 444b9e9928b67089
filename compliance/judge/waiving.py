"""Waiving: which records each waiver is about, and whether it holds for them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from compliance.expressions import CheckedRule, CheckedWaiver
from compliance.judge.verdicts import is_found
from compliance.model.document import DocumentState
from compliance.model.excuse import Excuse, ExcuseKind
from compliance.model.manifest import Dataset
from compliance.model.rule import Rule
from compliance.model.waiver import StatedWaiver, WaiverState, WaiverUse


@dataclass
class Waiving:
    """Looks at every waiver of a run once, and knows what became of it."""

    connection: duckdb.DuckDBPyConnection
    datasets: Sequence[Dataset]
    waivers: Sequence[CheckedWaiver]
    as_of: datetime.date
    _uses: dict[StatedWaiver, WaiverUse] = field(default_factory=dict)

    @property
    def excuses(self) -> tuple[Excuse, ...]:
        """What excuses a record, by the number of the waiver."""
        return tuple(Excuse(ExcuseKind.WAIVER, one.stated.waiver.id) for one in self.waivers)

    def settle(self, judged: str, rules: Sequence[CheckedRule]) -> Mapping[int, str]:
        """Return, by the index of a rule, SQL for the number of the waiver that holds for a group.

        Records of several waivers count for each of them, and are excused by the first.
        """
        indices = {rule.id: index for index, rule in enumerate(rules)}
        conditions = {
            number: self._condition(one, indices[one.rule])
            for number, one in enumerate(self.waivers)
            if one.rule in indices
        }
        if not conditions:
            return {}
        sums = (
            f'CAST(coalesce(sum("measure.records") FILTER ({condition}), 0) AS BIGINT)'
            for condition in conditions.values()
        )
        [found] = self.connection.execute(f"SELECT {', '.join(sums)} FROM {judged}").fetchall()
        cases: dict[int, list[str]] = {}
        for number, records in zip(conditions, found, strict=True):
            one = self.waivers[number]
            index = indices[one.rule]
            state = _state(one.stated, rules[index].rule, records, self.as_of)
            self._uses[one.stated] = self._use(one.stated, state, records)
            if state is WaiverState.HOLDS:
                cases.setdefault(index, []).append(f"WHEN {conditions[number]} THEN {number}")
        return {index: f"CASE {' '.join(whens)} END" for index, whens in cases.items()}

    def uses(self, dataset: Dataset) -> tuple[WaiverUse, ...]:
        """Return what became of the waivers on a dataset; one of a rule that does not judge is unused."""
        return tuple(
            self._uses.get(stated) or self._use(stated, WaiverState.UNUSED, 0)
            for stated in dataset.amendments.waivers
        )

    def _use(self, stated: StatedWaiver, state: WaiverState, records: int) -> WaiverUse:
        return WaiverUse(stated.waiver, stated.anchor, state, records, self.as_of, stated.document)

    def _condition(self, one: CheckedWaiver, index: int) -> str:
        dataset = [dataset.name for dataset in self.datasets].index(one.stated.waiver.dataset)
        where = one.where.condition.sql(str)
        return f"dataset = {dataset} AND {is_found(index)} AND coalesce(({where}), FALSE)"


def _state(stated: StatedWaiver, rule: Rule, records: int, as_of: datetime.date) -> WaiverState:
    """Return what became of a waiver; that it lapsed comes before how many records need it."""
    waiver = stated.waiver
    if as_of < waiver.created:
        return WaiverState.PENDING
    if as_of >= waiver.expires:
        return WaiverState.EXPIRED
    if stated.document in {DocumentState.CHANGED, DocumentState.MISSING}:
        return WaiverState.DOCUMENT_CHANGED
    if waiver.rule_version != rule.version:
        return WaiverState.RULE_CHANGED
    if records == 0:
        return WaiverState.UNUSED
    return WaiverState.OVER_BUDGET if records > waiver.row_budget else WaiverState.HOLDS
