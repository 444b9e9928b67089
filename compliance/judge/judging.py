"""Judging: profiles, rules and reference tables in, verdicts out. Nothing here sees a row."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

import duckdb
import pyarrow as pa

from compliance.database import Resources, open_database, within_memory
from compliance.expressions import CheckedRule
from compliance.judge.bench import Bench, of_scope
from compliance.judge.context import ContextBuilder
from compliance.judge.correcting import correct
from compliance.judge.detail import Detail
from compliance.judge.excusing import Excuser
from compliance.judge.fingerprints import Fingerprints
from compliance.judge.folding import Boundaries, exact_rules, fold
from compliance.judge.grants import grant_dates, store_grants
from compliance.judge.models import ModelBook
from compliance.judge.planning import JudgingPlan
from compliance.judge.platforms import place_records
from compliance.judge.tables import combine_profiles, record_totals, store_datasets
from compliance.judge.terms import clause_dates
from compliance.judge.words import settle_words
from compliance.model.correction import CorrectionUse
from compliance.model.judgement import Amended, Judgement
from compliance.model.manifest import Dataset
from compliance.model.profile import Profile
from compliance.model.reference import Reference
from compliance.model.rule import Scope


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
    datasets, profiles = [dataset for dataset, _ in subjects], [profile for _, profile in subjects]
    groups = combine_profiles(profiles, plan.facts)
    groups, notices = settle_words(groups, plan.facts, datasets, reference.platform_ids)
    with within_memory("judging"), open_database(resources=resources, as_written=True) as connection:
        store_datasets(connection, datasets)
        store_grants(connection, datasets, reference.platform_ids)
        groups, corrected = correct(connection, groups, plan, datasets, as_of)
        place_records(connection, groups, reference.platform_ids)
        plain, exact = _by_days(connection, plan)
        fold(connection, plan.facts, plain, _boundaries(datasets, reference, as_of, groups))
        excuser = Excuser(connection, plan, datasets, as_of, Fingerprints(plan.facts, _questions(profiles)))
        builder = ContextBuilder(connection, datasets, reference, as_of)
        bench = Bench(connection, builder, plan, record_totals(connection, len(datasets)), excuser)
        bench.look_for(detail, datasets)
        judgement = bench.judge(datasets, plain, exact)
        return replace(
            bench.with_groups(judgement, [profile.table.num_rows for profile in profiles]),
            notices=tuple(notices),
            histories=bench.histories(datasets, reference, as_of),
            amended=_amended(datasets, excuser, corrected),
        )


def _by_days(
    connection: duckdb.DuckDBPyConnection, plan: JudgingPlan
) -> tuple[list[CheckedRule], list[CheckedRule]]:
    """Return the rules on records for which intervals of days are enough, and those that must see each."""
    rules = of_scope(plan, Scope.RECORD)
    exact = exact_rules(connection, plan.facts, rules)
    return [rule for rule in rules if rule not in exact], exact


def _amended(
    datasets: Sequence[Dataset], excuser: Excuser, corrected: Mapping[int, tuple[CorrectionUse, ...]]
) -> dict[int, Amended]:
    baselines = excuser.baselining.uses()
    return {
        index: Amended(excuser.waiving.uses(dataset), corrected.get(index, ()), baselines.get(index))
        for index, dataset in enumerate(datasets)
    }


def _questions(profiles: Sequence[Profile]) -> dict[str, str]:
    return {name: text for profile in profiles for name, text in (profile.questions or {}).items()}


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
