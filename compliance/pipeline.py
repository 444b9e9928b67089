"""The whole program: inputs → profile → judge → evidence → contract → report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
from compliance.expressions import FactPlan
from compliance.judge import Detail, judge
from compliance.laws import Laws
from compliance.model.judgement import Judgement
from compliance.model.manifest import Dataset
from compliance.model.profile import Profile
from compliance.model.report import Report
from compliance.model.row_list import RowListKind
from compliance.model.sample import AuditSample
from compliance.profile import Engine, Means, find_records, profile_datasets
from compliance.reporting.assembly import Run, assemble, with_contracts, with_samples
from compliance.request import Request, dataset_reader, read_datasets
from compliance.version import VERSION

__all__ = ["Examined", "Request", "dataset_reader", "described", "examine", "read_datasets", "run"]


@dataclass(frozen=True)
class Examined:
    """A report, and what it was made from."""

    report: Report
    profiles: tuple[Profile, ...]
    """Of each dataset."""
    facts: FactPlan
    """What the profiles hold."""


def run(request: Request, laws: Laws, datasets: Sequence[Dataset], means: Means | None = None) -> Report:
    """Return the report on *datasets*. Raises ConfigurationError for a rule that cannot be judged."""
    return examine(request, laws, datasets, means).report


def examine(
    request: Request, laws: Laws, datasets: Sequence[Dataset], means: Means | None = None
) -> Examined:
    """Return the report on *datasets* as `run` does, with their profiles."""
    means = means or Means()
    try:
        laws = laws.amended_for(datasets)
        if request.lists or request.sample:
            require_rows(datasets)
        profiles = profile_datasets(datasets, laws.plan.facts, laws.reference.reference.hosts, means)
        report = _report(request, laws, list(zip(datasets, profiles, strict=True)), means)
        return Examined(report, tuple(profiles), laws.plan.facts)
    finally:
        means.engine.close()


def _report(
    request: Request, laws: Laws, subjects: Sequence[tuple[Dataset, Profile]], means: Means
) -> Report:
    datasets, profiles = [dataset for dataset, _ in subjects], [profile for _, profile in subjects]
    reference = laws.reference.reference
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
