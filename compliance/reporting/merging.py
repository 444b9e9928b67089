"""Reports of several runs as one report of all their datasets."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from compliance.errors import UsageError
from compliance.model.finding import Finding, RuleSummary
from compliance.model.input import Input
from compliance.model.report import DatasetReport, Notice, Report
from compliance.reporting.order import gravity
from compliance.reporting.read import ReportFile
from compliance.reporting.redaction import redacted
from compliance.reporting.wording import gate_sentence

_APART = "audit the datasets in one run, or keep the reports apart"


@dataclass(frozen=True)
class _Part:
    """One of the reports, and its path."""

    path: str
    report: Report


@dataclass(frozen=True)
class _Audited:
    """A dataset with its findings."""

    dataset: DatasetReport
    findings: tuple[Finding, ...]


def merge(files: Sequence[ReportFile], command: str) -> Report:
    """Return one report of every dataset of some reports; its verdict is that of all of them.

    A dataset that two reports hold alike is taken once. Versions of the program
    and of packs may differ, and notices tell which judged what. Raises UsageError
    where one verdict would not be true of all: other days, gates or adjustments,
    rules that say other things, two datasets of one name.
    """
    level = max((file.report.redaction for file in files), key=lambda each: each.level)
    parts = [_Part(file.input.path, redacted(file.report, level)) for file in files]
    _check_alike(parts)
    audited = _audited(parts).values()
    reports = [part.report for part in parts]
    notices = (*(notice for report in reports for notice in report.notices), *_versions(reports))
    merged = replace(
        reports[0],
        tool_version=", ".join(sorted({report.tool_version for report in reports})),
        command=command,
        rules=_rules(parts),
        datasets=tuple(each.dataset for each in audited),
        findings=tuple(sorted((found for each in audited for found in each.findings), key=gravity)),
        notices=tuple(dict.fromkeys(notices)),
        inputs=_inputs(files, reports),
        engine=_engines(reports),
        packs=tuple(sorted({pack for report in reports for pack in report.packs})),
        lists=tuple(dict.fromkeys(found for report in reports for found in report.lists)),
        arguments=None,
    )
    return replace(merged, exit_code=merged.code(merged.gate))


def _check_alike(parts: Sequence[_Part]) -> None:
    """Refuse reports of which no sentence could state one verdict."""
    first, *others = parts
    this = first.report
    for other in others:
        that = other.report
        differing = {
            f"the day of the audit ({this.as_of} and {that.as_of})": this.as_of != that.as_of,
            f"the gate ({gate_sentence(this.gate)}; {gate_sentence(that.gate)})": this.gate != that.gate,
            "what a team adjusted": this.adjustments != that.adjustments,
        }
        for what in (what for what, differs in differing.items() if differs):
            raise UsageError(f"{first.path} and {other.path} differ in {what}", remedy=_APART)


def _audited(parts: Iterable[_Part]) -> dict[str, _Audited]:
    """Return each dataset by its name, in the order of the reports."""
    found: dict[str, tuple[str, _Audited]] = {}
    for part in parts:
        for dataset in part.report.datasets:
            inside = tuple(each for each in part.report.findings if each.dataset == dataset.name)
            this = _Audited(dataset, inside)
            path, known = found.setdefault(dataset.name, (part.path, this))
            if known != this:
                text = f"{path} and {part.path} hold two different datasets named {dataset.name!r}"
                raise UsageError(text, remedy="give each a `name` of its own in its card, and audit again")
    return {name: audited for name, (_, audited) in found.items()}


def _rules(parts: Iterable[_Part]) -> tuple[RuleSummary, ...]:
    """Return every rule once, by id."""
    found: dict[str, tuple[str, RuleSummary]] = {}
    for part in parts:
        for rule in part.report.rules:
            path, known = found.setdefault(rule.id, (part.path, rule))
            if known != rule:
                text = f"the rule {rule.id} is not the same in {path} and {part.path}"
                raise UsageError(text, remedy="audit again with the same packs")
    return tuple(found[rule][1] for rule in sorted(found))


def _versions(reports: Sequence[Report]) -> Iterator[Notice]:
    """Yield, for each dataset, the versions that judged it and not all others."""
    judges = [{("compliance", report.tool_version), report.engine, *report.packs} for report in reports]
    common = set.intersection(*judges)
    for report, own in zip(reports, judges, strict=True):
        differing = ", ".join(f"{name} {version}" for name, version in sorted(own - common))
        for dataset in report.datasets if differing else ():
            yield Notice(
                dataset.name, f"Judged by {differing}; other datasets were judged by other versions."
            )


def _engines(reports: Iterable[Report]) -> tuple[str, str]:
    """Return the names and the versions of all engines, in the same order."""
    engines = sorted({report.engine for report in reports})
    return ", ".join(name for name, _ in engines), ", ".join(version for _, version in engines)


def _inputs(files: Iterable[ReportFile], reports: Iterable[Report]) -> tuple[Input, ...]:
    inputs = {*(file.input for file in files), *(file for report in reports for file in report.inputs)}
    return tuple(sorted(inputs, key=lambda file: (file.path, file.kind, file.sha256)))
