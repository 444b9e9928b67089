"""The bench: where rules meet contexts, and what they say is collected."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import duckdb
import pyarrow as pa

from compliance.expressions import CheckedRule
from compliance.judge.context import ContextBuilder
from compliance.judge.detail import Detail
from compliance.judge.excusing import Excuser
from compliance.judge.exposure import exposures
from compliance.judge.findings import FindingReader
from compliance.judge.folding import sums
from compliance.judge.ledger import grant_ledger
from compliance.judge.lineage import origins
from compliance.judge.marking import Marker
from compliance.judge.planning import JudgingPlan
from compliance.judge.platforms import PLACED
from compliance.judge.standing import Standings
from compliance.judge.strata import StratumReader
from compliance.judge.timelines import timelines
from compliance.judge.traits import NAMES, read_traits
from compliance.judge.verdicts import count_records, judge_groups, judge_records
from compliance.model.baseline import BaselineEntry
from compliance.model.grant import Grant
from compliance.model.history import History
from compliance.model.judgement import JudgedFinding, Judgement
from compliance.model.manifest import Dataset
from compliance.model.reference import Reference
from compliance.model.report import Counts, GrantLine
from compliance.model.rule import Clock, Scope


@dataclass
class Bench:
    """Where rules meet contexts; collects counts, findings and standings."""

    connection: duckdb.DuckDBPyConnection
    builder: ContextBuilder
    plan: JudgingPlan
    totals: Sequence[int]
    excuser: Excuser
    reader: FindingReader | None = None
    standings: Standings | None = None
    marker: Marker | None = None
    strata: StratumReader | None = None
    entries: list[BaselineEntry] | None = None
    has_traits: bool = False
    counts: dict[str, tuple[Counts, ...]] = field(default_factory=dict)
    said: dict[str, tuple[Counts, ...]] = field(default_factory=dict)
    """The counts before anything is excused."""
    findings: list[JudgedFinding] = field(default_factory=list)

    def look_for(self, detail: Detail, datasets: Sequence[Dataset]) -> None:
        """Prepare to collect what the judgement is to hold."""
        fingerprints = self.excuser.baselining.fingerprints
        self.entries = [] if Detail.ENTRIES in detail else None
        self.has_traits = Detail.TRAITS in detail
        if Detail.MARKS in detail:
            self.marker = Marker(self.connection, self.plan.facts, fingerprints.questions)
        if Detail.STRATA in detail:
            self.strata = StratumReader(self.connection)
        if Detail.FINDINGS in detail:
            mark = None if self.marker is None else self.marker.add
            accepted = self.excuser.baselining.grown_from
            self.reader = FindingReader(self.connection, fingerprints, datasets, accepted, mark)
            self.standings = Standings(self.connection, self.plan.facts)

    def histories(
        self, datasets: Sequence[Dataset], reference: Reference, as_of: datetime.date
    ) -> dict[int, History]:
        """Return the history of each dataset, by its index; none unless findings were looked for."""
        if self.standings is None:
            return {}
        self.standings.settle()
        lines = timelines(self.connection, reference.platforms, as_of)
        costs = exposures(self.connection, self.plan.rules, reference.platforms, as_of)
        parents = origins(datasets, reference.datasets)
        return {
            index: History(
                timeline=lines.get(index, ()), exposure=costs.get(index, ()), origins=parents[index]
            )
            for index in range(len(datasets))
        }

    def with_groups(self, judgement: Judgement, sizes: Sequence[int]) -> Judgement:
        """Return the judgement with the groups of each profile that were asked for."""
        return replace(
            judgement,
            marks=() if self.marker is None else self.marker.marks(sizes),
            strata=() if self.strata is None else self.strata.strata(sizes),
            traits=self._traits(sizes) if self.has_traits else (),
        )

    def _traits(self, sizes: Sequence[int]) -> tuple[pa.Table, ...]:
        self.builder.build("folded", "bearing", Clock.COLLECTED_AT, NAMES)
        return read_traits(self.connection, "bearing", sizes)

    def judge(
        self, datasets: Sequence[Dataset], plain: Sequence[CheckedRule], exact: Sequence[CheckedRule]
    ) -> Judgement:
        """Return what every rule says over intervals of days, single days, and groups of records."""
        ledgers = self._ledgers(datasets)
        for clock in Clock:
            self._over_intervals(clock, _at(clock, plain))
            self._over_days(clock, _at(clock, exact), _at(clock, of_scope(self.plan, Scope.GROUP)))
        found, entries = tuple(self.findings), tuple(self.entries or ())
        return Judgement(self.counts, found, ledgers, said=self.said, entries=entries)

    def _ledgers(self, datasets: Sequence[Dataset]) -> dict[int, tuple[GrantLine, ...]]:
        self.builder.build("folded", "ledger", Clock.COLLECTED_AT, {"grant.in_force"})
        grants = {index: _by_id(dataset) for index, dataset in enumerate(datasets)}
        return grant_ledger(self.connection, "ledger", grants)

    def _over_intervals(self, clock: Clock, rules: Sequence[CheckedRule]) -> None:
        """Judge rules that cannot tell the days between two boundaries apart."""
        if rules:
            self.builder.build("folded", "context", clock, _names(rules))
            self._judge_each(rules)

    def _over_days(
        self, clock: Clock, rules: Sequence[CheckedRule], over_groups: Sequence[CheckedRule]
    ) -> None:
        """Judge rules that look at single days, and rules over groups, on the few facts that they need."""
        if rules or over_groups:
            self._build_days((*rules, *over_groups), clock)
        if rules:
            self._judge_each(rules)
        if over_groups:
            # Each of them looks through it, but keeps few of its groups.
            self.connection.execute("CREATE OR REPLACE TABLE days AS FROM context")
        for rule in over_groups:
            judge_groups(self.connection, "days", "judged", rule)
            self._conclude([rule])

    def _judge_each(self, rules: Sequence[CheckedRule]) -> None:
        judge_records(self.connection, "context", "judged", rules)
        self._conclude(rules)

    def _build_days(self, rules: Sequence[CheckedRule], clock: Clock) -> None:
        needed = {name for rule in rules for name in self.plan.facts_of(rule)}
        kept = (*(name for name in self.plan.facts.names if name in needed), *PLACED)
        facts = ", ".join(f'"{name}"' for name in kept)
        self.connection.execute(
            f"CREATE OR REPLACE TABLE daily AS SELECT dataset, {facts}, {sums()} FROM placed GROUP BY ALL"
        )
        self.builder.build("daily", "context", clock, _names(rules))

    def _stand(self, rules: Sequence[CheckedRule]) -> None:
        if self.standings is not None:
            self.standings.add("judged", rules)
        if self.strata is not None:
            self.strata.add("judged", rules)

    def _conclude(self, rules: Sequence[CheckedRule]) -> None:
        """Take in what the judged table says of *rules*, the columns of which it has in their order."""
        self._stand(rules)
        said = counted = self._count(rules)
        clauses = self.builder.clauses
        if self.excuser.excuse("judged", rules, clauses):
            counted = self._count(rules)
        if self.entries is not None:
            self.entries += self.excuser.entries("judged", rules, clauses)
        for index, rule in enumerate(rules):
            self.said[rule.id], self.counts[rule.id] = said[index], counted[index]
            if self.reader is not None:
                place = self.excuser.said(index, counted[index])
                self.findings += self.reader.read("judged", place, rule, clauses)

    def _count(self, rules: Sequence[CheckedRule]) -> list[tuple[Counts, ...]]:
        """Return the records of each dataset by verdict of each rule; those that a rule leaves out, too."""
        counted = count_records(self.connection, "judged", len(rules), len(self.totals))
        return [tuple(map(_with_rest, counts, self.totals)) for counts in counted]


def of_scope(plan: JudgingPlan, scope: Scope) -> list[CheckedRule]:
    """Return the rules of a plan about records, or about groups of them."""
    return [rule for rule in plan.rules if rule.rule.scope is scope]


def _with_rest(counts: Counts, total: int) -> Counts:
    """Return the counts with the records that a rule over groups leaves out."""
    return replace(counts, not_applicable=counts.not_applicable + total - counts.total)


def _names(rules: Sequence[CheckedRule]) -> frozenset[str]:
    return frozenset(name for rule in rules for name in rule.asked)


def _at(clock: Clock, rules: Sequence[CheckedRule]) -> list[CheckedRule]:
    return [rule for rule in rules if rule.rule.clock is clock]


def _by_id(dataset: Dataset) -> dict[str, Grant]:
    return {} if dataset.register is None else {grant.id: grant for grant in dataset.register.grants}
