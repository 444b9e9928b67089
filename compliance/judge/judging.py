"""Judging: profiles, rules and reference tables in, verdicts out. Nothing here sees a row."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Flag

import duckdb
import pyarrow as pa

from compliance.database import Resources, open_database, within_memory
from compliance.expressions import CheckedRule
from compliance.judge.context import ContextBuilder
from compliance.judge.exposure import exposures
from compliance.judge.findings import FindingReader
from compliance.judge.folding import Boundaries, exact_rules, fold, sums
from compliance.judge.grants import grant_dates, store_grants
from compliance.judge.ledger import grant_ledger
from compliance.judge.lineage import origins
from compliance.judge.marking import Marker
from compliance.judge.models import ModelBook
from compliance.judge.planning import JudgingPlan
from compliance.judge.platforms import PLACED, place_records
from compliance.judge.standing import Standings
from compliance.judge.strata import StratumReader
from compliance.judge.tables import combine_profiles, record_totals, store_datasets
from compliance.judge.terms import clause_dates
from compliance.judge.timelines import timelines
from compliance.judge.verdicts import count_records, judge_groups, judge_records
from compliance.judge.words import settle_words
from compliance.model.grant import Grant
from compliance.model.history import History
from compliance.model.judgement import JudgedFinding, Judgement
from compliance.model.manifest import Dataset
from compliance.model.profile import Profile
from compliance.model.reference import Reference
from compliance.model.report import Counts, GrantLine
from compliance.model.rule import Clock, Scope


class Detail(Flag):
    """What a judgement holds beside its counts."""

    COUNTS = 0
    FINDINGS = 1
    MARKS = 3
    """Findings, and the groups behind each of them."""
    STRATA = 5
    """Findings, and the groups of each verdict that applies, compliant ones too."""


def judge(  # noqa: PLR0913 - what is judged, by which laws, when, and with what
    subjects: Sequence[tuple[Dataset, Profile]],
    plan: JudgingPlan,
    reference: Reference,
    as_of: datetime.date,
    resources: Resources | None = None,
    *,
    detail: Detail = Detail.FINDINGS,
) -> Judgement:
    """Return the verdict of every rule on every record, as of a day.

    The counts of each rule add up to the records of the profile; *detail* says what else is computed.
    Raises ConfigurationError for a rule that does not fit its names' types, UsageError for too little memory.
    """
    datasets = [dataset for dataset, _ in subjects]
    profiles = [profile for _, profile in subjects]
    groups = combine_profiles(profiles, plan.facts)
    groups, notices = settle_words(groups, plan.facts, datasets, reference.platform_ids)
    with within_memory("judging"), open_database(resources=resources, as_written=True) as connection:
        store_datasets(connection, datasets)
        store_grants(connection, datasets, reference.platform_ids)
        place_records(connection, groups, reference.platform_ids)
        rules = _of_scope(plan, Scope.RECORD)
        exact = exact_rules(connection, plan.facts, rules)
        plain = [rule for rule in rules if rule not in exact]
        fold(connection, plan.facts, plain, _boundaries(datasets, reference, as_of, groups))
        builder = ContextBuilder(connection, datasets, reference, as_of)
        bench = _Bench(connection, builder, plan, record_totals(connection, len(datasets)))
        bench.look_for(detail, _questions(profiles))
        ledgers = bench.ledger(datasets)
        bench.judge_all(plain, exact)
        histories = bench.histories(datasets, reference, as_of)
        found = Judgement(bench.counts, tuple(bench.findings), ledgers, tuple(notices), histories)
        return bench.with_groups(found, [profile.table.num_rows for profile in profiles])


@dataclass
class _Bench:
    """Where rules meet contexts; collects counts, findings and standings."""

    connection: duckdb.DuckDBPyConnection
    builder: ContextBuilder
    plan: JudgingPlan
    totals: Sequence[int]
    reader: FindingReader | None = None
    standings: Standings | None = None
    marker: Marker | None = None
    strata: StratumReader | None = None
    counts: dict[str, tuple[Counts, ...]] = field(default_factory=dict)
    findings: list[JudgedFinding] = field(default_factory=list)

    def look_for(self, detail: Detail, questions: Mapping[str, str]) -> None:
        """Prepare to collect what the judgement is to hold."""
        if Detail.MARKS in detail:
            self.marker = Marker(self.connection, self.plan.facts, questions)
        if Detail.STRATA in detail:
            self.strata = StratumReader(self.connection)
        if Detail.FINDINGS in detail:
            mark = None if self.marker is None else self.marker.add
            self.reader = FindingReader(self.connection, self.plan.facts, questions, mark)
            self.standings = Standings(self.connection, self.plan.facts)

    def histories(
        self, datasets: Sequence[Dataset], reference: Reference, as_of: datetime.date
    ) -> dict[int, History]:
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
        )

    def ledger(self, datasets: Sequence[Dataset]) -> dict[int, tuple[GrantLine, ...]]:
        self.builder.build("folded", "ledger", Clock.COLLECTED_AT, {"grant.in_force"})
        grants = {index: _by_id(dataset) for index, dataset in enumerate(datasets)}
        return grant_ledger(self.connection, "ledger", grants)

    def judge_all(self, plain: Sequence[CheckedRule], exact: Sequence[CheckedRule]) -> None:
        for clock in Clock:
            self.over_intervals(clock, _at(clock, plain))
            self.over_days(clock, _at(clock, exact), _at(clock, _of_scope(self.plan, Scope.GROUP)))

    def over_intervals(self, clock: Clock, rules: Sequence[CheckedRule]) -> None:
        """Judge rules that cannot tell the days between two boundaries apart."""
        if rules:
            self.builder.build("folded", "context", clock, _names(rules))
            self._judge_each(rules)

    def over_days(
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
            [counts] = count_records(self.connection, "judged", 1, len(self.totals))
            self._stand([rule])
            self._conclude(0, rule, tuple(map(_with_rest, counts, self.totals)))

    def _judge_each(self, rules: Sequence[CheckedRule]) -> None:
        judge_records(self.connection, "context", "judged", rules)
        counted = count_records(self.connection, "judged", len(rules), len(self.totals))
        self._stand(rules)
        for index, (rule, counts) in enumerate(zip(rules, counted, strict=True)):
            self._conclude(index, rule, counts)

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

    def _conclude(self, index: int, rule: CheckedRule, counts: tuple[Counts, ...]) -> None:
        self.counts[rule.id] = counts
        if self.reader is not None:
            self.findings += self.reader.read("judged", index, rule, counts, self.builder.clauses)


def _questions(profiles: Sequence[Profile]) -> dict[str, str]:
    return {name: text for profile in profiles for name, text in (profile.questions or {}).items()}


def _with_rest(counts: Counts, total: int) -> Counts:
    """Return the counts with the records that a rule over groups leaves out."""
    return replace(counts, not_applicable=total - counts.total)


def _names(rules: Sequence[CheckedRule]) -> frozenset[str]:
    return frozenset(name for rule in rules for name in rule.names)


def _at(clock: Clock, rules: Sequence[CheckedRule]) -> list[CheckedRule]:
    return [rule for rule in rules if rule.rule.clock is clock]


def _of_scope(plan: JudgingPlan, scope: Scope) -> list[CheckedRule]:
    return [rule for rule in plan.rules if rule.rule.scope is scope]


def _boundaries(
    datasets: Sequence[Dataset], reference: Reference, as_of: datetime.date, groups: pa.Table
) -> Boundaries:
    registers = (dataset.register for dataset in datasets if dataset.register is not None)
    granted = {date for register in registers for date in grant_dates(register.grants)}
    terms = {id_: frozenset(clause_dates(platform)) for id_, platform in reference.platforms.items()}
    book = ModelBook(reference.models, reference.platforms)
    return Boundaries(frozenset({as_of, *granted, *book.dates(_generators(groups))}), terms)


def _generators(groups: pa.Table) -> set[str]:
    if "record.generated_by" not in groups.column_names:
        return set()
    lists = groups["record.generated_by"].combine_chunks().drop_null()
    return set(lists.flatten().drop_null().unique().to_pylist())


def _by_id(dataset: Dataset) -> dict[str, Grant]:
    return {} if dataset.register is None else {grant.id: grant for grant in dataset.register.grants}
