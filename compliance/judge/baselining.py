"""Baselining: which groups were there when a team began, and are no larger now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from compliance.database import store
from compliance.expressions import CheckedRule
from compliance.judge.fingerprints import Fingerprints
from compliance.judge.parts import weak_sql
from compliance.judge.verdicts import NAMES, is_found, name_sql
from compliance.model.baseline import BaselineEntry, BaselineUse
from compliance.model.excuse import Excuse, ExcuseKind
from compliance.model.finding import CitedClause
from compliance.model.manifest import Dataset

Clauses = Sequence[Sequence[CitedClause]]


@dataclass
class Baselining:
    """Compares the groups of every judged table with the baselines of the datasets."""

    connection: duckdb.DuckDBPyConnection
    datasets: Sequence[Dataset]
    fingerprints: Fingerprints
    _accepted: dict[int, int] = field(default_factory=dict)
    """Groups that are baselined, by dataset."""
    _records: dict[int, int] = field(default_factory=dict)
    _grown: dict[tuple[int, str], int] = field(default_factory=dict)
    """Records that are accepted of a group that is open all the same, by dataset and fingerprint."""

    def __post_init__(self) -> None:
        """Sort the entries by rule."""
        self._entries: dict[str, dict[tuple[int, str], BaselineEntry]] = {}
        for index, dataset in enumerate(self.datasets):
            for entry in dataset.amendments.baseline:
                self._entries.setdefault(entry.rule, {})[index, entry.fingerprint] = entry

    @property
    def excuses(self) -> tuple[Excuse, ...]:
        """What excuses a record, by the index of its dataset."""
        paths = (dataset.amendments.baseline_path for dataset in self.datasets)
        return tuple(Excuse(ExcuseKind.BASELINE, path or "") for path in paths)

    def concerns(self, rule: CheckedRule) -> bool:
        """Tell whether a baseline has an entry on this rule."""
        return rule.id in self._entries

    def entries(self, judged: str, index: int, rule: CheckedRule, clauses: Clauses) -> list[BaselineEntry]:
        """Return what a baseline would hold of the open findings of one rule."""
        found = self._groups(judged, index, rule, clauses)
        return [
            BaselineEntry(
                rule=rule.id,
                rule_version=rule.rule.version,
                dataset=self.datasets[dataset].name,
                verdict=NAMES[verdict],
                fingerprint=fingerprint,
                records=records,
            )
            for dataset, verdict, fingerprint, records in found
        ]

    def settle(self, judged: str, index: int, rule: CheckedRule, clauses: Clauses) -> str:
        """Return SQL that tells whether a baseline accepts a group of the rule's open findings.

        A group that has grown, or whose rule has changed since, is not accepted at all.
        """
        accepted = []
        for dataset, _, fingerprint, records in self._groups(judged, index, rule, clauses):
            entry = self._entries[rule.id].get((dataset, fingerprint))
            if entry is None:
                continue
            if records > entry.records or entry.rule_version != rule.rule.version:
                self._grown[dataset, fingerprint] = entry.records
            else:
                self._accepted[dataset] = self._accepted.get(dataset, 0) + 1
                self._records[dataset] = self._records.get(dataset, 0) + records
                accepted.append(fingerprint)
        table = f"accepted_{index}"
        store(self.connection, table, pa.table({"fingerprint": pa.array(accepted, pa.string())}))
        fingerprint = self._fingerprint(index, rule, clauses)
        return f"{is_found(index)} AND {fingerprint} IN (SELECT fingerprint FROM {table})"

    def grown_from(self, dataset: int, fingerprint: str) -> int | None:
        """Return the records that a baseline accepts of a group that is open all the same."""
        return self._grown.get((dataset, fingerprint))

    def uses(self) -> Mapping[int, BaselineUse]:
        """Return what became of each dataset's baseline."""
        uses = {}
        for index, dataset in enumerate(self.datasets):
            path = dataset.amendments.baseline_path
            if path is not None:
                accepted = self._accepted.get(index, 0)
                grown = sum(where == index for where, _ in self._grown)
                gone = len(dataset.amendments.baseline) - accepted - grown
                uses[index] = BaselineUse(path, accepted, self._records.get(index, 0), grown, gone)
        return uses

    def _groups(
        self, judged: str, index: int, rule: CheckedRule, clauses: Clauses
    ) -> list[tuple[int, int, str, int]]:
        """Return dataset, number of the verdict, fingerprint and records of each group that is found."""
        return self.connection.execute(
            f"""
            SELECT dataset, verdict, fingerprint, CAST(sum(records) AS BIGINT) FROM (
              SELECT dataset, "verdict.{index}" AS verdict, "measure.records" AS records,
                {self._fingerprint(index, rule, clauses)} AS fingerprint
              FROM {judged} WHERE {is_found(index)}
            ) GROUP BY ALL ORDER BY ALL
            """
        ).fetchall()

    def _fingerprint(self, index: int, rule: CheckedRule, clauses: Clauses) -> str:
        verdict = name_sql(f'"verdict.{index}"')
        return self.fingerprints.sql(rule, '"dataset.name"', verdict, weak_sql(rule, clauses) or "FALSE")
