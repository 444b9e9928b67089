"""The whole program: inputs → profile → judge → evidence → contract → report."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from compliance.contract import check_contract
from compliance.evidence import (
    Listed,
    Sampled,
    draw_sample,
    fetch_examples,
    require_rows,
    wanted_groups,
    write_list,
)
from compliance.inputs.amendments import AmendmentPaths
from compliance.inputs.datasets import DatasetReader
from compliance.inputs.discovery import Target
from compliance.judge import Detail, judge
from compliance.laws import Laws
from compliance.model.arguments import Arguments
from compliance.model.contract import ContractCheck
from compliance.model.gate import Gate
from compliance.model.judgement import Judgement
from compliance.model.manifest import Dataset
from compliance.model.profile import Profile
from compliance.model.report import Report
from compliance.model.row_list import RowListKind
from compliance.model.sample import AuditSample, Draw
from compliance.profile import Engine, Means, find_records, profile_datasets
from compliance.reporting.assembly import Run, assemble, with_contracts, with_samples
from compliance.version import VERSION


@dataclass(frozen=True)
class Request:
    """What to audit, by which rules, as of which day."""

    targets: tuple[Target, ...]
    as_of: datetime.date
    command: str
    """The command that asks the same again, for the receipt."""
    rules: tuple[Path, ...] = ()
    """Folders of a team's own laws, beside the shipped ones."""
    register: Path | None = None
    amendments: AmendmentPaths = field(default_factory=AmendmentPaths)
    gate: Gate = field(default_factory=Gate)
    contract: tuple[ContractCheck, ...] = ()
    """What to ask of every dataset, beside what its card asks."""
    lists: tuple[tuple[RowListKind, Path], ...] = ()
    """What to write record by record, and where."""
    sample: Draw | None = None
    """What to draw for a check by hand."""
    base: Path = field(default_factory=Path)
    """The folder that paths in the report are relative to."""
    project: Path | None = None
    """The folder around the base in which the nearest register is looked for; None: the base."""
    beside: tuple[str, ...] = ()
    """Names of datasets that are there and not to be looked at."""
    arguments: Arguments | None = None
    """The same in words, for the report."""


def read_datasets(request: Request, cache: Path | None = None) -> tuple[Dataset, ...]:
    """Return the datasets of a request. Raises ConfigurationError or UsageError.

    Of a file whose content is not here, the folder *cache* may tell what is needed.
    """
    return dataset_reader(request, cache).read_all(request.targets)


def dataset_reader(request: Request, cache: Path | None = None) -> DatasetReader:
    """Return what reads the datasets of a request."""
    places = (request.base, request.register, request.project, request.amendments)
    return DatasetReader(*places, cache, request.beside)


def run(request: Request, laws: Laws, datasets: Sequence[Dataset], means: Means | None = None) -> Report:
    """Return the report on *datasets*. Raises ConfigurationError for a rule that cannot be judged."""
    means = means or Means()
    try:
        return _report(request, laws, datasets, means)
    finally:
        means.engine.close()


def _report(request: Request, laws: Laws, datasets: Sequence[Dataset], means: Means) -> Report:
    laws = laws.amended_for(datasets)
    if request.lists or request.sample:
        require_rows(datasets)
    reference = laws.reference.reference
    profiles = profile_datasets(datasets, laws.plan.facts, reference.hosts, means)
    subjects = list(zip(datasets, profiles, strict=True))
    detail = Detail.MARKS if request.lists else Detail.FINDINGS
    detail |= Detail.STRATA if request.sample else Detail.FINDINGS
    judgement = judge(subjects, laws.plan, reference, request.as_of, means.resources, detail=detail)
    examples, notices = fetch_examples(datasets, judgement.findings)
    judgement = replace(judgement, notices=(*judgement.notices, *notices))
    report = assemble(described(request, laws, means.engine), datasets, profiles, judgement, examples)
    contracts = [
        check_contract(dataset, profile.coverage, request.contract)
        for dataset, profile in zip(datasets, profiles, strict=True)
    ]
    lists = tuple(
        write_list(kind, path, _listed(kind, subjects, judgement, (request, laws, means)))
        for kind, path in request.lists
    )
    report = replace(with_contracts(report, contracts), lists=lists)
    return with_samples(report, _samples(subjects, judgement, (request, laws, means)))


def _listed(
    kind: RowListKind,
    subjects: Sequence[tuple[Dataset, Profile]],
    judgement: Judgement,
    run: tuple[Request, Laws, Means],
) -> Iterator[Listed]:
    """Yield what a list says of each dataset: its records, found by one more scan."""
    request, laws, means = run
    for (dataset, profile), marks in zip(subjects, judgement.marks, strict=True):
        groups = wanted_groups(kind, marks, profile.table.num_rows, request.gate)
        hosts = laws.reference.reference.hosts
        records = find_records((dataset, profile), groups, laws.plan.facts, hosts, means)
        yield Listed(dataset.name, [file.path for file in dataset.files], marks.circumstances, records)


def _samples(
    subjects: Sequence[tuple[Dataset, Profile]], judgement: Judgement, run: tuple[Request, Laws, Means]
) -> list[AuditSample | None]:
    """Return what is drawn from each dataset, whose records one more scan finds; None if nobody asked."""
    request, laws, means = run
    if request.sample is None:
        return [None] * len(subjects)
    drawn: list[AuditSample | None] = []
    for index, (subject, strata) in enumerate(zip(subjects, judgement.strata, strict=True)):
        hosts = laws.reference.reference.hosts
        records = find_records(subject, strata.groups, laws.plan.facts, hosts, means)
        counts = [(rule.id, judgement.said[rule.id][index]) for rule in laws.packs.rules]
        sampled = Sampled(subject[0].files, records, strata.verdicts, counts)
        drawn.append(draw_sample(sampled, request.sample, means.resources))
    return drawn


def described(request: Request, laws: Laws, engine: Engine) -> Run:
    """Return what a report says of a run, whatever its datasets are."""
    return Run(
        tool_version=VERSION,
        as_of=request.as_of,
        command=request.command,
        gate=request.gate,
        packs=tuple((pack.name, pack.version) for pack in laws.packs.packs),
        rules=tuple((rule.id, rule.rule) for rule in laws.packs.rules),
        facts=laws.plan.facts.mentioned,
        inputs=(*laws.packs.inputs, *laws.reference.inputs, *laws.adjusted.inputs),
        platform_names={id_: platform.name for id_, platform in laws.reference.reference.platforms.items()},
        engine=(engine.name, engine.version),
        adjustments=laws.adjusted.adjustments,
        arguments=request.arguments,
    )
