"""The whole page, ready to be laid out."""

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.model.exit_code import ExitCode
from compliance.model.input import Input
from compliance.model.report import DatasetReport, Notice, Report
from compliance.model.row_list import RowList
from compliance.model.verdict import Verdict
from compliance.reporting.conclusion import headline, statement
from compliance.reporting.plain import cell, prose, tail
from compliance.reporting.say import say
from compliance.reporting.views.amendments import AmendmentsView, amendments
from compliance.reporting.views.caps import Caps, chosen, cut
from compliance.reporting.views.contract import ContractLine, contract
from compliance.reporting.views.coverage import IN_JSON, CoverageView, coverage
from compliance.reporting.views.exposure import ExposureView, exposures
from compliance.reporting.views.findings import FindingsView, findings
from compliance.reporting.views.grants import GrantsView, grants
from compliance.reporting.views.lineage import LineageView, lineage
from compliance.reporting.views.matrix import MatrixView, matrix
from compliance.reporting.views.sample import SampleView, sample
from compliance.reporting.views.summary import Summary, summary
from compliance.reporting.views.timeline import TimelineView, timelines
from compliance.reporting.wording import CREDIT, NOT_LEGAL_ADVICE, adjusted, gate_sentence, number, plural


@dataclass(frozen=True)
class Receipt:
    """What reproduces the report."""

    facts: tuple[tuple[str, str], ...]
    command: str
    inputs: tuple[tuple[str, str, str, str], ...]
    """Kind, path, bytes, SHA-256 and what it is over where that is not the content."""
    cut: str


@dataclass(frozen=True)
class Adjusted:
    """What a team changed about the rules."""

    summary: str
    """How many rules; empty when none."""
    lines: tuple[tuple[str, str, str, str], ...]
    """Rule with its title, what became of it, why, and the file that says so."""
    cut: str


@dataclass(frozen=True)
class Page:
    """Everything the templates lay out; nothing in it needs computing."""

    headline: str
    statement: str
    as_of: str
    summary: Summary
    passed: bool
    facts: tuple[tuple[str, str], ...]
    coverage: tuple[CoverageView, ...]
    contract: tuple[ContractLine, ...]
    contract_cut: str
    matrix: MatrixView
    findings: FindingsView
    timelines: tuple[TimelineView, ...]
    grants: tuple[GrantsView, ...]
    amendments: AmendmentsView
    exposures: tuple[ExposureView, ...]
    lineage: tuple[LineageView, ...]
    sample: SampleView
    notices: tuple[tuple[str, str], ...]
    """Dataset and text."""
    notices_cut: str
    datasets_cut: str
    adjusted: Adjusted
    receipt: Receipt
    advice: str
    credit: str


def page(report: Report, caps: Caps) -> Page:
    """Return the page of a report, at most as long as the caps allow."""
    datasets = _datasets(report, caps)
    found = findings(report, caps)
    notices = report.notices[: caps.lines]
    return Page(
        headline=headline(report),
        statement=statement(report, in_brief=True),
        as_of=str(report.as_of),
        summary=summary(report, found.links),
        passed=report.exit_code is ExitCode.COMPLIANT,
        facts=_facts(report),
        coverage=tuple(coverage(dataset, caps) for dataset in datasets),
        contract=contract(report, caps),
        contract_cut=_cut(min(len(report.contract), caps.lines), len(report.contract), "checks"),
        matrix=matrix(report, datasets, found.links, caps),
        findings=found,
        timelines=timelines(datasets, caps),
        grants=tuple(grants(dataset, caps) for dataset in datasets),
        amendments=amendments(report, caps),
        exposures=exposures(datasets, caps),
        lineage=lineage(datasets, caps),
        sample=sample(report, datasets, caps),
        notices=tuple(_notice(notice, caps) for notice in notices),
        notices_cut=_cut(len(notices), len(report.notices), "notices"),
        datasets_cut=_cut(len(datasets), len(report.datasets), "datasets"),
        adjusted=_adjusted(report, caps),
        receipt=_receipt(report, caps),
        advice=NOT_LEGAL_ADVICE,
        credit=CREDIT,
    )


def _notice(notice: Notice, caps: Caps) -> tuple[str, str]:
    return cell(notice.dataset, 60), prose(f"{notice.text} {notice.remedy}", caps.prose)


def _cut(shown: int, total: int, noun: str) -> str:
    return cut(shown, total, say(f"cut.{noun}"), IN_JSON)


def _datasets(report: Report, caps: Caps) -> tuple[DatasetReport, ...]:
    """Return the datasets to show; those with findings or unread files before others."""
    found = {finding.dataset for finding in report.findings}

    def matters(dataset: DatasetReport) -> bool:
        return dataset.name in found or any(file.problem for file in dataset.coverage)

    return chosen(report.datasets, caps.datasets, matters)


def _facts(report: Report) -> tuple[tuple[str, str], ...]:
    def of(verdict: Verdict) -> int:
        return sum(finding.verdict is verdict and not finding.is_excused for finding in report.findings)

    accepted = sum(finding.is_excused for finding in report.findings)
    return (
        (say("fact.as_of"), str(report.as_of)),
        (say("fact.rules"), ", ".join(filter(None, (number(len(report.rules)), adjusted(report))))),
        (
            say("fact.findings"),
            say(
                "fact.findings_of",
                violations=plural(of(Verdict.VIOLATION), "violation"),
                unproven=number(of(Verdict.UNPROVEN)),
            )
            + (say("fact.accepted", count=number(accepted)) if accepted else ""),
        ),
        (say("fact.fails_on"), gate_sentence(report.gate)),
    )


def _adjusted(report: Report, caps: Caps) -> Adjusted:
    shown = report.adjustments[: caps.lines]
    return Adjusted(
        summary=adjusted(report),
        lines=tuple(
            (
                cell(f"{change.rule}: {change.title}", caps.prose),
                f"{change.was}, switched off" if change.now is None else f"{change.now}, was {change.was}",
                prose(change.reason, caps.prose),
                tail(change.path, caps.cell),
            )
            for change in shown
        ),
        cut=_cut(len(shown), len(report.adjustments), "adjustments"),
    )


def _receipt(report: Report, caps: Caps) -> Receipt:
    inputs = report.inputs[: caps.lines]
    return Receipt(
        facts=(
            (say("receipt.tool"), f"compliance {cell(report.tool_version, 40)}"),
            (say("receipt.engine"), cell(" ".join(report.engine), 60)),
            (say("receipt.as_of"), str(report.as_of)),
            (say("receipt.gate"), gate_sentence(report.gate)),
            (say("receipt.packs"), _packs(report.packs, caps)),
            (say("receipt.inputs"), _files(report)),
            *((say(f"receipt.{found.kind}"), _list(found, caps)) for found in report.lists),
        ),
        command=prose(report.command, caps.prose),
        inputs=tuple(
            (cell(file.kind, 40), tail(file.path, caps.cell), number(file.bytes), _digest(file))
            for file in inputs
        ),
        cut=_cut(len(inputs), len(report.inputs), "inputs"),
    )


def _digest(file: Input) -> str:
    digest = cell(file.sha256, 64)
    if file.digest_of == "content":
        return digest
    return say("receipt.footer", digest=digest, what=cell(file.digest_of, 40))


def _list(found: RowList, caps: Caps) -> str:
    rows, size = plural(found.rows, "row"), number(found.bytes)
    return say("receipt.list", path=tail(found.path, caps.cell), rows=rows, bytes=size, digest=found.sha256)


def _files(report: Report) -> str:
    size = number(sum(file.bytes for file in report.inputs))
    return say("receipt.files", files=plural(len(report.inputs), "file"), bytes=size)


def _packs(packs: Sequence[tuple[str, str]], caps: Caps) -> str:
    return ", ".join(cell(f"{name} {version}", 60) for name, version in packs[: caps.lines]) or say(
        "receipt.no_packs"
    )
