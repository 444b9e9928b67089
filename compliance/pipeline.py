"""The whole program in six calls: inputs → profile → judge → evidence → report."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from compliance.errors import ConfigurationError, ManifestError
from compliance.evidence import fetch_rows
from compliance.inputs.datasets import DatasetReader
from compliance.inputs.discovery import Target, shipped_rules
from compliance.inputs.reference import ReferenceFiles, read_reference
from compliance.inputs.rules import Packs, read_packs
from compliance.judge import JudgingPlan, judge, plan_judging
from compliance.model.judgement import Judgement
from compliance.model.manifest import Dataset
from compliance.model.profile import pointed
from compliance.model.report import Exemplar, Gate, Notice, Report
from compliance.profile import Progress, profile_dataset
from compliance.reporting.assembly import Run, assemble
from compliance.version import VERSION


@dataclass(frozen=True)
class Request:
    """What to audit, by which rules, as of which day."""

    targets: tuple[Target, ...]
    as_of: datetime.date
    command: str
    """The command that asks the same again, for the receipt."""
    rules: tuple[Path, ...] = ()
    """Folders of rule packs; none means the shipped ones."""
    register: Path | None = None
    gate: Gate = field(default_factory=Gate)
    base: Path = field(default_factory=Path)
    """The folder that paths in the report are relative to."""


@dataclass(frozen=True)
class Laws:
    """Rules and reference data: everything a judgement rests on but the datasets."""

    packs: Packs
    reference: ReferenceFiles
    plan: JudgingPlan


def read_laws(folders: Sequence[Path] = ()) -> Laws:
    """Return the rules in *folders*, or the shipped ones, and the reference data.

    Raises ConfigurationError with the problems of every file.
    """
    shipped = shipped_rules()
    places = [(folder, folder.as_posix()) for folder in folders] or [(shipped, "rules")]
    try:
        packs = read_packs(places)
    except ConfigurationError as faulty:
        try:
            _read_reference(shipped)
        except ConfigurationError as too:
            raise ConfigurationError((*faulty.problems, *too.problems)) from too
        raise
    return Laws(packs, _read_reference(shipped), plan_judging(packs.rules))


def _read_reference(shipped: Path) -> ReferenceFiles:
    return read_reference(shipped / "reference", "rules/reference")


def read_datasets(request: Request) -> tuple[Dataset, ...]:
    """Return the datasets of a request. Raises ConfigurationError or UsageError."""
    return DatasetReader(request.base, request.register).read_all(request.targets)


def run(
    request: Request, laws: Laws, datasets: Sequence[Dataset], progress: Progress | None = None
) -> Report:
    """Return the report on *datasets*. Raises ConfigurationError for a rule that cannot be judged."""
    reference = laws.reference.reference
    profiles = [profile_dataset(dataset, laws.plan.facts, reference.hosts, progress) for dataset in datasets]
    judgement = judge(list(zip(datasets, profiles, strict=True)), laws.plan, reference, request.as_of)
    evidence = [_evidence(index, dataset, judgement) for index, dataset in enumerate(datasets)]
    judgement = replace(
        judgement, notices=(*judgement.notices, *(n for _, notices in evidence for n in notices))
    )
    return assemble(_run(request, laws), datasets, profiles, judgement, [rows for rows, _ in evidence])


def _evidence(
    index: int, dataset: Dataset, judgement: Judgement
) -> tuple[dict[int, Exemplar], tuple[Notice, ...]]:
    """Return the example rows of a dataset; where a file yields none, a notice says why."""
    pointers = {
        pointer for finding in judgement.findings if finding.dataset == index for pointer in finding.pointers
    }
    found: dict[int, Exemplar] = {}
    notices = []
    for number in sorted({pointed(pointer)[0] for pointer in pointers}):
        try:
            found |= fetch_rows(dataset.files, [p for p in pointers if pointed(p)[0] == number])
        except ManifestError as error:
            notices.append(
                Notice(dataset.name, f"No example rows could be fetched: {error.text}.", error.remedy)
            )
    return found, tuple(notices)


def _run(request: Request, laws: Laws) -> Run:
    return Run(
        tool_version=VERSION,
        as_of=request.as_of,
        command=request.command,
        gate=request.gate,
        packs=tuple((pack.name, pack.version) for pack in laws.packs.packs),
        rules=tuple((rule.id, rule.rule) for rule in laws.packs.rules),
        facts=laws.plan.facts.mentioned,
        inputs=(*laws.packs.inputs, *laws.reference.inputs),
        platform_names={id_: platform.name for id_, platform in laws.reference.reference.platforms.items()},
    )
