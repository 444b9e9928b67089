"""Issues beside the findings: files, contracts, waivers, corrections and the baseline."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from compliance.model.anchor import Anchor
from compliance.model.contract import ContractCheck
from compliance.model.contract_result import ContractResult
from compliance.model.correction import CorrectionState, CorrectionUse
from compliance.model.report import DatasetReport, FileCoverage, Report
from compliance.model.rule import Severity
from compliance.model.verdict import Verdict
from compliance.model.waiver import WaiverState, WaiverUse
from compliance.reporting.issues.blame import Blame
from compliance.reporting.issues.issue import Issue, Level, digest
from compliance.reporting.plain import cell, prose
from compliance.reporting.wording import plural


@dataclass(frozen=True)
class Matter:
    """What an issue beside the findings can be about."""

    title: str
    severity: Severity
    remedy: str = ""


_AGAIN = "Decide anew and write another waiver, or mend the records."
_UNUSED = "Take it out of its file."
BESIDE: Mapping[str, Matter] = MappingProxyType(
    {
        "run/file-unread": Matter("A manifest file could not be read", Severity.HIGH),
        **{
            f"contract/{check}": Matter(f"The contract check {check} does not hold", Severity.HIGH)
            for check in ContractCheck
        },
        "waivers/expired": Matter("A waiver has expired", Severity.MEDIUM, _AGAIN),
        "waivers/over-budget": Matter(
            "A waiver covers fewer records than there are", Severity.MEDIUM, _AGAIN
        ),
        "waivers/document-changed": Matter(
            "The document of a waiver has changed or is gone", Severity.MEDIUM, _AGAIN
        ),
        "waivers/rule-changed": Matter("A waiver was given for an earlier rule", Severity.MEDIUM, _AGAIN),
        "waivers/pending": Matter("A waiver does not hold yet", Severity.MEDIUM),
        "waivers/lapses-soon": Matter("A waiver lapses soon", Severity.MEDIUM, _AGAIN),
        "waivers/unused": Matter("No record needs a waiver", Severity.LOW, _UNUSED),
        "corrections/document-changed": Matter(
            "The document of a correction has changed or is gone",
            Severity.MEDIUM,
            "Look at the document and write its new digest, or take the correction back.",
        ),
        "corrections/unused": Matter("No record needs a correction", Severity.LOW, _UNUSED),
        "baseline/grown": Matter(
            "Findings of the baseline have grown",
            Severity.MEDIUM,
            "Mend the records that were added, or waive them.",
        ),
    }
)
"""Rule id of the issue → what it is about."""
_WAIVERS = {
    WaiverState.EXPIRED: "expired on {expires}",
    WaiverState.OVER_BUDGET: "covers at most {budget}",
    WaiverState.DOCUMENT_CHANGED: "rests on a document that has changed or is gone",
    WaiverState.RULE_CHANGED: "was given for version {version} of the rule",
    WaiverState.PENDING: "holds from {created} on",
    WaiverState.UNUSED: "is needed by no record",
    WaiverState.HOLDS: "holds until {last_day}, {days} from the day of the run on",
}


def beside(report: Report) -> Iterator[Issue]:
    """Yield the issues that are no findings, dataset by dataset."""
    blame = Blame(report)
    for dataset in report.datasets:
        yield from (_file(dataset, file, blame) for file in dataset.coverage if file.problem)
        broken = (result for result in dataset.contract if result.verdict is not Verdict.COMPLIANT)
        yield from (_contract(report, dataset, result, blame) for result in broken)
        yield from (_waiver(dataset, use) for use in dataset.waivers if _is_news(use))
        yield from (_correction(dataset, use) for use in dataset.corrections if use.state in _CORRECTIONS)
        if dataset.baseline is not None and dataset.baseline.grown:
            grown = f"{plural(dataset.baseline.grown, 'group')} of {dataset.name}: {_GROWN}"
            anchor = Anchor(dataset.baseline.path, 1)
            yield _issue("baseline/grown", dataset, (grown, "", ""), Level.WARNING, anchor)


_GROWN = "more records than the baseline accepts, or a rule that has changed; all of them count again."
_CORRECTIONS = {
    CorrectionState.DOCUMENT_CHANGED: "rests on a document that has changed or is gone; "
    "the manifest is taken as it is",
    CorrectionState.UNUSED: "is needed by no record",
}


def _issue(
    rule: str, dataset: DatasetReport, said: tuple[str, str, str], level: Level, place: Anchor
) -> Issue:
    """Return an issue; *said* is its message, its remedy, and what tells it from its like."""
    matter = BESIDE[rule]
    message, remedy, about = said
    return Issue(
        rule=rule,
        title=matter.title,
        dataset=dataset.name,
        message=prose(message),
        remedy=prose(remedy) or matter.remedy,
        severity=matter.severity,
        level=level,
        place=place,
        fingerprint=digest(rule, dataset.name, about),
    )


def _file(dataset: DatasetReport, file: FileCoverage, blame: Blame) -> Issue:
    said = (f"{cell(file.path)}: {file.problem}", file.remedy or "", file.path)
    return _issue("run/file-unread", dataset, said, Level.ERROR, blame.place(dataset.name))


def _contract(report: Report, dataset: DatasetReport, result: ContractResult, blame: Blame) -> Issue:
    keys = (f"contract.{result.check.replace('declared-rows', 'rows').replace('-', '_')}", "contract")
    level = Level.ERROR if report.gate.is_failed_by(result) else Level.WARNING
    place = blame.place(dataset.name, keys=keys)
    return _issue(f"contract/{result.check}", dataset, (result.message, result.remedy, ""), level, place)


def _is_news(use: WaiverUse) -> bool:
    if use.state is WaiverState.HOLDS:
        return use.lapses_soon
    return use.state is not WaiverState.PENDING or use.has_lapsed


def _waiver(dataset: DatasetReport, use: WaiverUse) -> Issue:
    waiver = use.waiver
    state = "lapses-soon" if use.state is WaiverState.HOLDS else use.state.replace("_", "-")
    told = _WAIVERS[use.state].format(
        expires=waiver.expires,
        created=waiver.created,
        budget=plural(waiver.row_budget, "record"),
        version=waiver.rule_version,
        last_day=use.last_day,
        days=plural(use.days_left, "day"),
    )
    verb = {True: "counts", False: "count"}[use.records == 1]
    again = f"; {plural(use.records, 'record')} {verb} again" if use.has_lapsed else ""
    message = f"The waiver {waiver.id} of {waiver.rule} in {dataset.name} {told}{again}."
    level = Level.WARNING if use.has_lapsed or use.lapses_soon else Level.NOTE
    return _issue(f"waivers/{state}", dataset, (message, "", waiver.id), level, use.anchor)


def _correction(dataset: DatasetReport, use: CorrectionUse) -> Issue:
    message = f"The correction {use.correction.id} of {dataset.name} {_CORRECTIONS[use.state]}."
    level = Level.WARNING if use.state is CorrectionState.DOCUMENT_CHANGED else Level.NOTE
    rule = f"corrections/{use.state.replace('_', '-')}"
    return _issue(rule, dataset, (message, "", use.correction.id), level, use.anchor)
