"""The report, put together from what every stage found."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from compliance.model.adjustments import Adjustment
from compliance.model.arguments import Arguments
from compliance.model.columns import COLUMNS
from compliance.model.contract_result import ContractResult
from compliance.model.exemplar import Exemplar
from compliance.model.exit_code import ExitCode
from compliance.model.finding import Finding, RuleSummary
from compliance.model.gate import Gate
from compliance.model.history import History
from compliance.model.input import Input
from compliance.model.judgement import Amended, JudgedFinding, Judgement
from compliance.model.manifest import Dataset
from compliance.model.profile import Profile
from compliance.model.report import Counts, DatasetReport, Report
from compliance.model.rule import Rule
from compliance.model.sample import AuditSample
from compliance.model.verdict import Verdict
from compliance.quoting import quote
from compliance.reporting.order import gravity


@dataclass(frozen=True)
class Run:
    """What a run was asked and what it used, besides the datasets."""

    tool_version: str
    as_of: datetime.date
    command: str
    gate: Gate
    packs: tuple[tuple[str, str], ...]
    rules: tuple[tuple[str, Rule], ...]
    facts: tuple[str, ...]
    """Full names of the facts the rules asked for."""
    inputs: tuple[Input, ...]
    """Rules and reference data."""
    platform_names: Mapping[str, str]
    engine: tuple[str, str]
    """Name and version."""
    adjustments: tuple[Adjustment, ...] = ()
    arguments: Arguments | None = None


def assemble(
    run: Run,
    datasets: Sequence[Dataset],
    profiles: Sequence[Profile],
    judgement: Judgement,
    exemplars: Sequence[Mapping[int, Exemplar]],
) -> Report:
    """Return the report of a run. *exemplars* are the fetched rows of each dataset by pointer."""
    findings = (_finding(found, run, datasets, exemplars[found.dataset]) for found in judgement.findings)
    reports = tuple(
        _dataset(index, run, dataset, profiles[index], judgement) for index, dataset in enumerate(datasets)
    )
    notices = *(notice for profile in profiles for notice in profile.notices), *judgement.notices
    report = Report(
        tool_version=run.tool_version,
        as_of=run.as_of,
        command=run.command,
        gate=run.gate,
        exit_code=ExitCode.COMPLIANT,
        rules=tuple(_summary(rule_id, rule) for rule_id, rule in run.rules),
        datasets=reports,
        findings=tuple(sorted(findings, key=gravity)),
        notices=tuple(dict.fromkeys(notices)),
        inputs=_inputs(run, datasets),
        engine=run.engine,
        packs=run.packs,
        adjustments=run.adjustments,
        arguments=run.arguments,
    )
    return replace(report, exit_code=report.code(run.gate))


def with_contracts(report: Report, contracts: Sequence[tuple[ContractResult, ...]]) -> Report:
    """Return the report with the contract results of each dataset, which may fail it."""
    datasets = zip(report.datasets, contracts, strict=True)
    checked = replace(report, datasets=tuple(replace(dataset, contract=found) for dataset, found in datasets))
    return replace(checked, exit_code=checked.code(report.gate))


def with_samples(report: Report, samples: Sequence[AuditSample | None]) -> Report:
    """Return the report with what was drawn from each dataset."""
    datasets = zip(report.datasets, samples, strict=True)
    return replace(report, datasets=tuple(replace(dataset, sample=drawn) for dataset, drawn in datasets))


def _finding(
    found: JudgedFinding, run: Run, datasets: Sequence[Dataset], exemplars: Mapping[int, Exemplar]
) -> Finding:
    return Finding(
        rule=found.rule_id,
        dataset=datasets[found.dataset].name,
        verdict=found.verdict,
        severity=found.severity,
        records=found.records,
        message=_message(found, run, datasets[found.dataset].name),
        groups=found.groups,
        groups_total=found.groups_total,
        exemplars=tuple(exemplars[pointer] for pointer in found.pointers if pointer in exemplars),
        weaknesses=found.weaknesses,
        capped_from=None if found.severity is found.rule.severity else found.rule.severity,
        excuse=found.excuse,
    )


def _message(found: JudgedFinding, run: Run, dataset: str) -> str:
    if found.verdict is Verdict.UNPROVEN:
        unknown = _unknown_facts(found)
        because = f": unknown are {unknown}" if unknown else ""
        return f"{found.records:,} records cannot be decided by this rule{because}."
    platforms = [run.platform_names.get(name, name) for name in _values(found, "platform.id")]
    return found.rule.message.format(
        count=found.records,
        total=found.counts.total,
        dataset=dataset,
        platform=_listed(platforms),
        platforms=_listed(platforms),
        grant=_listed(_values(found, "grant.id")) or "no grant",
        license=_listed(_values(found, "license.expression")) or "no licence",
    ).replace("  ", " ")


def _unknown_facts(found: JudgedFinding) -> str:
    """Return the facts that are unknown in some group: first those the manifest could state."""
    missing: dict[str, int] = {}
    for group in found.groups:
        for name, value in group.facts:
            if value is None:
                missing[name] = missing.get(name, 0) + group.records
    names = sorted(missing, key=lambda name: (not name.startswith("record."), -missing[name], name))
    return _listed([f"`{name}`" for name in names])


def _values(found: JudgedFinding, name: str) -> list[str]:
    values = (
        value for group in found.groups for fact, value in group.facts if fact == name and value is not None
    )
    return list(dict.fromkeys(values))


def _listed(words: Sequence[str], shown: int = 3) -> str:
    """Return the words as English lists them, the first few of many."""
    if len(words) > shown:
        return f"{', '.join(words[:shown])} and {len(words) - shown} more"
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _dataset(index: int, run: Run, dataset: Dataset, profile: Profile, judgement: Judgement) -> DatasetReport:
    asked = {name.removeprefix("record.") for name in run.facts if name.startswith("record.")}
    physical = {name for file in dataset.files for name in file.columns}
    sources = {sql for file in dataset.files for _, sql in file.bindings}
    used = {name for name in physical if any(quote(name) in sql for sql in sources)}
    return DatasetReport(
        name=dataset.name,
        version=dataset.card.version,
        card=dataset.card_path,
        register=dataset.register_path,
        coverage=profile.coverage,
        columns_read=dataset.columns_bound,
        columns_missing=tuple(name for name in COLUMNS if name in asked - set(dataset.columns_bound)),
        columns_unused=tuple(sorted(physical - used)),
        counts=tuple((rule_id, _counts(judgement, rule_id, index)) for rule_id, _ in run.rules),
        grant_ledger=judgement.ledgers.get(index, ()),
        card_lines=dataset.card_lines,
        **vars(judgement.histories.get(index, History())),
        **vars(judgement.amended.get(index, Amended())),
    )


def _counts(judgement: Judgement, rule_id: str, index: int) -> Counts:
    return judgement.counts[rule_id][index]


def _inputs(run: Run, datasets: Iterable[Dataset]) -> tuple[Input, ...]:
    """Return every file that was read, once, by path and kind."""
    of_datasets = (
        file for dataset in datasets for file in (*dataset.inputs, *(read.input for read in dataset.files))
    )
    inputs = {(file.path, file.kind, file.sha256): file for file in (*run.inputs, *of_datasets)}
    return tuple(inputs[key] for key in sorted(inputs))


def _summary(rule_id: str, rule: Rule) -> RuleSummary:
    return RuleSummary(
        id=rule_id,
        title=rule.title,
        severity=rule.severity,
        confidence=rule.confidence,
        clock=rule.clock,
        how_to_fix=rule.how_to_fix,
        rationale=rule.rationale,
        legal_note=rule.legal_note,
        references=rule.references,
        applies=rule.applies,
        requires=rule.requires,
        version=rule.version,
    )
