"""The whole page, ready to be laid out."""

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.model.exit_code import ExitCode
from compliance.model.input import Input
from compliance.model.report import DatasetReport, Report
from compliance.model.verdict import Verdict
from compliance.reporting.conclusion import headline, statement
from compliance.reporting.plain import cell, prose, tail
from compliance.reporting.views.caps import Caps, chosen, cut
from compliance.reporting.views.contract import ContractLine, contract
from compliance.reporting.views.coverage import IN_JSON, CoverageView, coverage
from compliance.reporting.views.findings import FindingsView, findings
from compliance.reporting.views.grants import GrantsView, grants
from compliance.reporting.views.matrix import MatrixView, matrix
from compliance.reporting.wording import CREDIT, NOT_LEGAL_ADVICE, adjusted, gate_sentence, number, plural


@dataclass(frozen=True)
class Receipt:
    """What reproduces the report."""

    facts: tuple[tuple[str, str], ...]
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
    passed: bool
    facts: tuple[tuple[str, str], ...]
    coverage: tuple[CoverageView, ...]
    contract: tuple[ContractLine, ...]
    contract_cut: str
    matrix: MatrixView
    findings: FindingsView
    grants: tuple[GrantsView, ...]
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
        statement=statement(report),
        passed=report.exit_code is ExitCode.COMPLIANT,
        facts=_facts(report),
        coverage=tuple(coverage(dataset, caps) for dataset in datasets),
        contract=contract(report, caps),
        contract_cut=cut(
            min(len(report.contract), caps.lines), len(report.contract), "contract checks", IN_JSON
        ),
        matrix=matrix(report, datasets, found.links, caps),
        findings=found,
        grants=tuple(grants(dataset, caps) for dataset in datasets),
        notices=tuple(
            (cell(notice.dataset, 60), prose(f"{notice.text} {notice.remedy}", caps.prose))
            for notice in notices
        ),
        notices_cut=cut(len(notices), len(report.notices), "notices", IN_JSON),
        datasets_cut=cut(len(datasets), len(report.datasets), "datasets", IN_JSON),
        adjusted=_adjusted(report, caps),
        receipt=_receipt(report, caps),
        advice=NOT_LEGAL_ADVICE,
        credit=CREDIT,
    )


def _datasets(report: Report, caps: Caps) -> tuple[DatasetReport, ...]:
    """Return the datasets to show; those with findings or unread files before others."""
    found = {finding.dataset for finding in report.findings}

    def matters(dataset: DatasetReport) -> bool:
        return dataset.name in found or any(file.problem for file in dataset.coverage)

    return chosen(report.datasets, caps.datasets, matters)


def _facts(report: Report) -> tuple[tuple[str, str], ...]:
    def of(verdict: Verdict) -> int:
        return sum(finding.verdict is verdict for finding in report.findings)

    return (
        ("As of", str(report.as_of)),
        ("Datasets", number(len(report.datasets))),
        ("Records examined", f"{number(report.rows_examined)} of {number(report.rows)}"),
        ("Rules", ", ".join(filter(None, (number(len(report.rules)), adjusted(report))))),
        (
            "Findings",
            f"{plural(of(Verdict.VIOLATION), 'violation')}, {number(of(Verdict.UNPROVEN))} unproven",
        ),
        ("The run fails on", gate_sentence(report.gate)),
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
        cut=cut(len(shown), len(report.adjustments), "adjustments", IN_JSON),
    )


def _receipt(report: Report, caps: Caps) -> Receipt:
    inputs = report.inputs[: caps.lines]
    return Receipt(
        facts=(
            ("Tool", f"compliance {cell(report.tool_version, 40)}"),
            ("Engine", cell(" ".join(report.engine), 60)),
            ("As of", str(report.as_of)),
            ("Gate", gate_sentence(report.gate)),
            ("Rule packs", _packs(report.packs, caps)),
            ("Command", prose(report.command, caps.prose)),
            ("Inputs", f"{plural(len(report.inputs), 'file')}, {_bytes(report)} bytes"),
        ),
        inputs=tuple(
            (cell(file.kind, 40), tail(file.path, caps.cell), number(file.bytes), _digest(file))
            for file in inputs
        ),
        cut=cut(len(inputs), len(report.inputs), "inputs", IN_JSON),
    )


def _digest(file: Input) -> str:
    of = "" if file.digest_of == "content" else f" (of {cell(file.digest_of, 40)}, size and version)"
    return cell(file.sha256, 64) + of


def _bytes(report: Report) -> str:
    return number(sum(file.bytes for file in report.inputs))


def _packs(packs: Sequence[tuple[str, str]], caps: Caps) -> str:
    return ", ".join(cell(f"{name} {version}", 60) for name, version in packs[: caps.lines]) or "none"
