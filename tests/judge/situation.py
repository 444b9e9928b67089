"""Small situations for the judge: a world of two platforms, datasets in it, and rules about them."""

import datetime
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from compliance.database import Resources
from compliance.expressions import CheckedRule, check_rule, parse_rule
from compliance.inputs.datasets import DatasetReader
from compliance.inputs.discovery import Target
from compliance.inputs.selectors import check_corrections, check_waivers
from compliance.judge import Detail, JudgingPlan, amended, judge, plan_judging
from compliance.model.amendments import Amendments
from compliance.model.card import Card
from compliance.model.columns import COLUMNS, Kind
from compliance.model.grant import Register
from compliance.model.judgement import Judgement
from compliance.model.manifest import Dataset
from compliance.model.platform import (
    Basis,
    Clause,
    ClauseName,
    Domains,
    Platform,
    Route,
    Source,
    TermsDocument,
)
from compliance.model.reference import Reference
from compliance.model.report import Counts
from compliance.model.rule import Clock, Confidence, Rule, Scope, Severity
from compliance.model.rule import Reference as Citation
from compliance.model.verdict import Verdict
from compliance.profile import profile_dataset
from tests.factories import Row, write_manifest

AS_OF = datetime.date(2026, 8, 22)
SOURCE = Source(url="https://example.org/terms")
_TRUTH = {Verdict.COMPLIANT: True, Verdict.VIOLATION: False, Verdict.UNPROVEN: None}
_TYPES = {
    Kind.TIMESTAMP: pa.date32(),
    Kind.BOOLEAN: pa.bool_(),
    Kind.INTEGER: pa.int64(),
    Kind.LIST: pa.list_(pa.string()),
}


def day(text: str) -> datetime.date:
    """Return the day of an ISO date."""
    return datetime.date.fromisoformat(text)


def shifted(text: str, days: int) -> datetime.date:
    """Return the day some days after an ISO date."""
    return day(text) + datetime.timedelta(days=days)


def platform(id_: str, *documents: TermsDocument, aliases: Sequence[str] = ()) -> Platform:
    """Return a platform at `<id>.example` with these documents."""
    domains = Domains(primary=(f"{id_}.example",), source=SOURCE)
    return Platform(
        id=id_,
        name=id_.title(),
        aliases=tuple(aliases),
        owner="Someone",
        domains=domains,
        documents=documents,
    )


def clause(value: str, start: str | None, stop: str | None = None, **more: object) -> Clause:
    """Return a clause on automated collection, unless *more* says on what else."""
    known = {"clause": ClauseName.AUTOMATED_COLLECTION, "basis": Basis.STATED, "note": "", "source": SOURCE}
    dates = {"effective_from": start, "effective_to": stop}
    return Clause.model_validate(known | {"value": value} | dates | more)


def document(
    *clauses: Clause, binds: Sequence[Route] = (Route.VISITORS,), title: str = "Terms"
) -> TermsDocument:
    """Return a document with these clauses, by default one for visitors."""
    return TermsDocument(title=title, binds=tuple(binds), clauses=clauses)


def world(*platforms: Platform) -> Reference:
    """Return reference data that knows these platforms and nothing else."""
    return Reference({known.id: known for known in platforms}, {}, (), ())


PLAIN = world(platform("x", aliases=("twitter",)), platform("reddit"))
"""Two platforms without any terms."""


@dataclass(frozen=True)
class Situation:
    """One dataset: its records, what its card says, and the grants that go with it."""

    rows: Sequence[Row]
    grants: Sequence[Row] | None = None
    """None: there is no register."""
    card: Row = field(default_factory=dict)
    register: str = "grants.yaml"
    """Datasets with the same one share their register."""
    amendments: Amendments = field(default_factory=Amendments)

    def read(self, folder: Path) -> Dataset:
        """Write the records below *folder* and return the dataset."""
        names = dict.fromkeys(name for row in self.rows for name in row) | {"id": None, "url": None}
        schema = pa.schema([(name, _TYPES.get(COLUMNS[name].kind, pa.string())) for name in names])
        rows = [{"id": str(number)} | dict(row) for number, row in enumerate(self.rows)]
        manifest = write_manifest(folder / "records.parquet", rows, schema)
        files = DatasetReader(folder).read(Target(None, (manifest,))).files
        register = None if self.grants is None else Register.model_validate({"grants": self.grants})
        path = None if register is None else self.register
        card = Card.model_validate({"name": folder.name} | dict(self.card))
        return Dataset(card, None, register, path, files, amendments=self.amendments)


def rule(
    requires: str,
    applies: str = "TRUE",
    clock: Clock = Clock.COLLECTED_AT,
    *,
    group_by: Sequence[str] = (),
    id_: str = "test/rule",
) -> CheckedRule:
    """Return a checked rule; with *group_by*, one over aggregates."""
    text = Rule(
        title="a rule",
        severity=Severity.HIGH,
        confidence=Confidence.HIGH,
        clock=clock,
        scope=Scope.GROUP if group_by else Scope.RECORD,
        group_by=tuple(group_by),
        applies=applies,
        requires=requires,
        message="{count} records",
        how_to_fix="fix it",
        rationale="because",
        references=(Citation(title="a text", source="https://example.org/"),),
        cases=({"name": "none", "expect": "compliant"},),
    )
    keys = tuple(parse_rule(key) for key in group_by)
    conditions = parse_rule(applies), parse_rule(requires, aggregates=bool(group_by))
    return check_rule((id_, f"{id_}.yaml"), text, conditions, keys)


def plan_for(situations: Sequence[Situation], rules: Sequence[CheckedRule]) -> JudgingPlan:
    """Return the plan for the rules and for what amends their verdicts."""
    amendments = [situation.amendments for situation in situations]
    waivers = [stated for amendment in amendments for stated in amendment.waivers]
    corrections = [stated for amendment in amendments for stated in amendment.corrections]
    checked = check_waivers(waivers, {rule.id for rule in rules}), check_corrections(corrections)
    return amended(plan_judging(rules), *checked)


def judged(  # noqa: PLR0913 - what is judged, by which laws, when, and with what
    situations: Sequence[Situation],
    rules: Sequence[CheckedRule],
    reference: Reference = PLAIN,
    as_of: datetime.date = AS_OF,
    resources: Resources | None = None,
    *,
    detail: Detail = Detail.FINDINGS,
) -> Judgement:
    """Return what the judge says of the situations; their datasets are named by number."""
    plan = plan_for(situations, rules)
    with tempfile.TemporaryDirectory() as folder:
        datasets = [situation.read(Path(folder) / str(number)) for number, situation in enumerate(situations)]
        subjects = [(dataset, profile_dataset(dataset, plan.facts, reference.hosts)) for dataset in datasets]
    return judge(subjects, plan, reference, as_of, resources, detail=detail)


def counts(
    situation: Situation, checked: CheckedRule, reference: Reference = PLAIN, as_of: datetime.date = AS_OF
) -> Counts:
    """Return the records of one situation by verdict of one rule."""
    return judged([situation], [checked], reference, as_of).counts[checked.id][0]


def truths(
    condition: str,
    situations: Sequence[Situation],
    reference: Reference = PLAIN,
    clock: Clock = Clock.COLLECTED_AT,
    as_of: datetime.date = AS_OF,
) -> list[bool | None]:
    """Return what a condition is for the one record of each situation; None is SQL's null."""
    found = judged(situations, [rule(condition, clock=clock)], reference, as_of).counts["test/rule"]
    return [_only_truth(count) for count in found]


def held(
    conditions: Sequence[str],
    situation: Situation,
    reference: Reference = PLAIN,
    clock: Clock = Clock.COLLECTED_AT,
    as_of: datetime.date = AS_OF,
) -> list[bool | None]:
    """Return what each condition is for the one record of a situation; None is SQL's null."""
    rules = [rule(text, clock=clock, id_=f"test/{number}") for number, text in enumerate(conditions)]
    found = judged([situation], rules, reference, as_of).counts
    return [_only_truth(found[checked.id][0]) for checked in rules]


def truth(
    condition: str,
    situation: Situation,
    reference: Reference = PLAIN,
    clock: Clock = Clock.COLLECTED_AT,
    as_of: datetime.date = AS_OF,
) -> bool | None:
    """Return what a condition is for the one record of a situation; None is SQL's null."""
    (only,) = held([condition], situation, reference, clock, as_of)
    return only


def _only_truth(found: Counts) -> bool | None:
    assert found.total == 1, "a situation with one record is needed to tell a truth value"
    return next(value for verdict, value in _TRUTH.items() if getattr(found, verdict.value))
