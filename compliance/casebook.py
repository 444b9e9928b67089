"""The cases that rules carry, run through the same stages as a manifest."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from compliance.expressions import CheckedRule, FactPlan
from compliance.inputs.datasets import DatasetReader
from compliance.inputs.discovery import Target
from compliance.judge import Detail, judge
from compliance.judge.planning import plan_judging
from compliance.laws import Laws
from compliance.model.card import Card
from compliance.model.columns import COLUMNS, Kind
from compliance.model.grant import Register
from compliance.model.manifest import Dataset
from compliance.model.profile import Profile
from compliance.model.report import Counts
from compliance.model.rule import Case
from compliance.model.verdict import Verdict
from compliance.profile import profile_dataset
from compliance.scratch import scratch_folder

DEFAULT_AS_OF = datetime.date(2026, 8, 22)
"""The day as of which a case is judged that names none: the last day of the reference data."""
_CASE = "contained_in"
"""The column that tells the cases apart in their common manifest."""


@dataclass(frozen=True)
class CaseResult:
    """What a case expected and what it got."""

    rule: str
    path: str
    case: str
    expected: Verdict
    got: str
    """The one verdict of all its records, or the verdicts found."""

    @property
    def passed(self) -> bool:
        """Whether every record got the expected verdict."""
        return self.got == self.expected


@dataclass(frozen=True)
class _Trial:
    rule: str
    path: str
    case: Case


def run_cases(laws: Laws, rules: Iterable[CheckedRule] | None = None) -> list[CaseResult]:
    """Return the result of every case of these rules, or of all, in their order.

    All cases are scanned as one manifest and judged as one dataset each,
    those of one as-of day together.
    """
    chosen = laws.packs.rules if rules is None else rules
    trials = [_Trial(rule.id, rule.path, case) for rule in chosen for case in rule.rule.cases]
    profiles = _profiles(trials, laws)
    by_day: dict[datetime.date, list[int]] = {}
    for index, trial in enumerate(trials):
        by_day.setdefault(trial.case.as_of or DEFAULT_AS_OF, []).append(index)
    results: dict[int, CaseResult] = {}
    for as_of, indices in by_day.items():
        subjects = [(_dataset(index, trials[index].case), profiles[index]) for index in indices]
        concerned = {trials[index].rule for index in indices}
        # A day that few cases name needs few facts, and judging costs by the fact.
        plan = plan_judging(rule for rule in laws.packs.rules if rule.id in concerned)
        judgement = judge(subjects, plan, laws.reference.reference, as_of, detail=Detail.COUNTS)
        for place, index in enumerate(indices):
            trial = trials[index]
            got = _got(judgement.counts[trial.rule][place])
            results[index] = CaseResult(trial.rule, trial.path, trial.case.name, trial.case.expect, got)
    return [results[index] for index in range(len(trials))]


def _got(counts: Counts) -> str:
    found = [verdict.value for verdict in Verdict if getattr(counts, verdict.value)]
    return ", ".join(found) or "no records"


def _dataset(index: int, case: Case) -> Dataset:
    register = None if case.grants is None else Register(grants=case.grants)
    path = None if register is None else f"case {index}"
    return Dataset(case.dataset or Card(name=f"case {index}"), None, register, path, ())


def _profiles(trials: Sequence[_Trial], laws: Laws) -> list[Profile]:
    """Scan the records of every case at once and return a profile for each case."""
    plan = laws.plan.facts.merged(FactPlan((f"record.{_CASE}",)))
    with scratch_folder() as folder:
        path = folder / "cases.parquet"
        parquet.write_table(_records(trials), path)
        reader = DatasetReader(folder)
        manifest = reader.read(Target(None, (path,)))
        profile = profile_dataset(
            replace(manifest, card=Card(name="cases")), plan, laws.reference.reference.hosts
        )
    return [replace(profile, table=table) for table in _by_case(profile.table, len(trials))]


def _by_case(table: pa.Table, cases: int) -> list[pa.Table]:
    """Return the groups of each case, cut from one sorted table: a filter would read all of it each time."""
    numbers = table[f"record.{_CASE}"].cast(pa.int64())
    ordered = table.take(pc.array_sort_indices(numbers)).combine_chunks()
    sizes = Counter(numbers.to_pylist())
    starts = accumulate((sizes[index] for index in range(cases)), initial=0)
    return [ordered.slice(start, sizes[index]) for index, start in zip(range(cases), starts, strict=False)]


def _records(trials: Iterable[_Trial]) -> pa.Table:
    rows: list[dict[str, object]] = []
    for index, trial in enumerate(trials):
        defaults = trial.case.dataset.defaults if trial.case.dataset else {}
        for row in trial.case.rows:
            cells = {**defaults, **row}
            rows.append({name: _cell(name, cells.get(name)) for name in COLUMNS} | {_CASE: str(index)})
    return pa.Table.from_pylist(rows, pa.schema([(name, _type(name)) for name in COLUMNS]))


def _type(name: str) -> pa.DataType:
    types = {
        Kind.BOOLEAN: pa.bool_(),
        Kind.INTEGER: pa.int64(),
        Kind.LIST: pa.list_(pa.string()),
        Kind.SIGNALS: pa.list_(
            pa.struct([(field, pa.string()) for field in ("scheme", "category", "value", "raw")])
        ),
    }
    return types.get(COLUMNS[name].kind, pa.string())


def _cell(name: str, value: object) -> object:
    match value:
        case None | bool() | int() | list():
            return value
        case datetime.date():
            return value.isoformat()
        case _:
            return [str(value)] if COLUMNS[name].kind is Kind.LIST else str(value)
