"""Issues beside the findings: files, contracts, waivers, corrections and the baseline."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from compliance.model.anchor import Anchor
from compliance.model.contract import ContractCheck
from compliance.model.contract_result import ContractResult
from compliance.model.correction import CorrectionState, CorrectionUse
from compliance.model.exit_code import ExitCode
from compliance.model.report import DatasetReport, FileCoverage, Report
from compliance.model.rule import Severity
from compliance.model.verdict import Verdict
from compliance.model.waiver import WaiverState, WaiverUse
from compliance.reporting.excuses import baseline_sentence, correction_sentence, waiver_sentence
from compliance.reporting.issues.blame import Blame
from compliance.reporting.issues.issue import Issue, Level, digest
from compliance.reporting.plain import cell, prose


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
        "run/nothing-examined": Matter("No rule applied to any record", Severity.HIGH),
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
        "corrections/pending": Matter("A correction is of a later day", Severity.LOW),
        "corrections/unused": Matter("No record needs a correction", Severity.LOW, _UNUSED),
        "baseline/grown": Matter(
            "Findings of the baseline have grown",
            Severity.MEDIUM,
            "Mend the records that were added, or waive them.",
        ),
        "baseline/gone": Matter(
            "Findings of the baseline are gone", Severity.LOW, "Write it anew: compliance baseline update."
        ),
    }
)
"""Rule id of the issue → what it is about."""


def beside(report: Report) -> Iterator[Issue]:
    """Yield the issues that are no findings, dataset by dataset."""
    blame = Blame(report)
    versions = {rule.id: rule.version for rule in report.rules}
    for dataset in report.datasets:
        if report.exit_code is ExitCode.NOTHING_EXAMINED:
            yield _nothing(dataset, blame)
        yield from (_file(dataset, file, blame) for file in dataset.coverage if file.problem)
        broken = (result for result in dataset.contract if result.verdict is not Verdict.COMPLIANT)
        yield from (_contract(report, dataset, result, blame) for result in broken)
        yield from (_waiver(dataset, use, versions) for use in dataset.waivers if _is_news(use))
        changed = (use for use in dataset.corrections if use.state is not CorrectionState.APPLIED)
        yield from (_correction(dataset, use) for use in changed)
        yield from _baseline(dataset)


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
        message=_sentence(message),
        remedy=_sentence(remedy[:1].upper() + remedy[1:]),
        severity=matter.severity,
        level=level,
        place=place,
        fingerprint=digest(rule, dataset.name, about),
    )


def _sentence(text: str) -> str:
    """Return the text with the full stop that problems of files lack."""
    said = prose(text)
    return said if not said or said.endswith((".", "!", "?")) else f"{said}."


def _file(dataset: DatasetReport, file: FileCoverage, blame: Blame) -> Issue:
    said = (f"{cell(file.path)}: {file.problem}", file.remedy or "", file.path)
    return _issue("run/file-unread", dataset, said, Level.ERROR, blame.place(dataset.name))


def _nothing(dataset: DatasetReport, blame: Blame) -> Issue:
    said = f"No rule applied to any record of {dataset.name}, and that is not a pass."
    remedy = "Look whether these are the rows that were meant, and which columns the manifest lacks."
    return _issue("run/nothing-examined", dataset, (said, remedy, ""), Level.ERROR, blame.place(dataset.name))


def _contract(report: Report, dataset: DatasetReport, result: ContractResult, blame: Blame) -> Issue:
    keys = (f"contract.{result.check.replace('declared-rows', 'rows').replace('-', '_')}", "contract")
    level = Level.ERROR if report.gate.is_failed_by(result) else Level.WARNING
    place = blame.place(dataset.name, keys=keys)
    return _issue(f"contract/{result.check}", dataset, (result.message, result.remedy, ""), level, place)


def _is_news(use: WaiverUse) -> bool:
    return use.state is not WaiverState.HOLDS or use.lapses_soon


def _waiver(dataset: DatasetReport, use: WaiverUse, versions: Mapping[str, int]) -> Issue:
    state = "lapses-soon" if use.lapses_soon else use.state.replace("_", "-")
    level = Level.WARNING if use.has_lapsed or use.lapses_soon else Level.NOTE
    said = (waiver_sentence(use, versions.get(use.waiver.rule)), "", use.waiver.id)
    return _issue(f"waivers/{state}", dataset, said, level, use.anchor)


def _correction(dataset: DatasetReport, use: CorrectionUse) -> Issue:
    level = Level.WARNING if use.state is CorrectionState.DOCUMENT_CHANGED else Level.NOTE
    said = (correction_sentence(use), "", use.correction.id)
    return _issue(f"corrections/{use.state.replace('_', '-')}", dataset, said, level, use.anchor)


def _baseline(dataset: DatasetReport) -> Iterator[Issue]:
    use = dataset.baseline
    if use is not None and (use.grown or use.gone):
        state, level = ("grown", Level.WARNING) if use.grown else ("gone", Level.NOTE)
        said = (baseline_sentence(use), "", use.path)
        yield _issue(f"baseline/{state}", dataset, said, level, Anchor(use.path, 1))
