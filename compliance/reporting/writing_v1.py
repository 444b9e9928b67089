"""From a report to json-v1, whose contract is `contract_v1.py`; `reading_v1.py` is the way back."""

from collections import defaultdict
from collections.abc import Mapping

from compliance.model.adjustments import Adjustment
from compliance.model.arguments import Arguments
from compliance.model.contract_result import ContractResult
from compliance.model.exit_code import ExitCode
from compliance.model.finding import Finding, RuleSummary
from compliance.model.input import Input
from compliance.model.report import Counts, DatasetReport, FileCoverage, Report
from compliance.model.row_list import RowList
from compliance.reporting.contract_v1 import ReportV1
from compliance.reporting.json_text import dump, optional, safe
from compliance.reporting.wording import CREDIT
from compliance.reporting.writing_v1_amendments import amendments
from compliance.reporting.writing_v1_findings import Part, write_finding, write_rule
from compliance.reporting.writing_v1_history import history
from compliance.reporting.writing_v1_sample import write_draw, write_sample

_OUTCOMES = {
    ExitCode.COMPLIANT: "compliant",
    ExitCode.FAILED: "failed",
    ExitCode.USAGE: "usage_error",
    ExitCode.NOTHING_EXAMINED: "nothing_examined",
    ExitCode.INCOMPLETE: "incomplete",
    ExitCode.INTERNAL: "internal_error",
}


def document(report: Report) -> ReportV1:
    """Return the report as json-v1 holds it, findings beneath their datasets."""
    return ReportV1.model_validate(_report(report))


def json_text(report: Report) -> str:
    """Return the document, indented by two, with a final newline; equal reports give equal bytes."""
    return dump(document(report).model_dump(mode="json"))


def _report(report: Report) -> Part:
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        findings[finding.dataset].append(finding)
    rules = {rule.id: rule for rule in report.rules}
    return {
        "format": "json-v1",
        "tool": {"name": "compliance", "version": report.tool_version},
        "as_of": report.as_of,
        "command": safe(report.command),
        "outcome": _OUTCOMES[report.exit_code],
        "exit_code": int(report.exit_code),
        "gate": {"violation": report.gate.violation, "unproven": report.gate.unproven},
        "packs": [{"name": name, "version": version} for name, version in report.packs],
        "datasets": [_dataset(report, dataset, rules, findings[dataset.name]) for dataset in report.datasets],
        "rules": [write_rule(rule) for rule in report.rules],
        "adjustments": [_adjustment(change) for change in report.adjustments],
        "engine": dict(zip(("name", "version"), report.engine, strict=True)),
        "inputs": [_input(file) for file in report.inputs],
        "notices": [
            {"dataset": safe(notice.dataset), "text": safe(notice.text), "remedy": safe(notice.remedy)}
            for notice in report.notices
        ],
        "credits": [CREDIT],
        "arguments": None if report.arguments is None else _arguments(report.arguments),
        "lists": [_list(found) for found in report.lists],
        "redaction": report.redaction,
    }


def _arguments(arguments: Arguments) -> Part:
    return {
        "paths": [safe(path) for path in arguments.paths],
        "card": optional(arguments.card),
        "rules": [safe(folder) for folder in arguments.rules],
        "grants": optional(arguments.grants),
        "contract": list(arguments.contract),
        "sample": None if arguments.sample is None else write_draw(arguments.sample),
        "waivers": optional(arguments.waivers),
        "corrections": optional(arguments.corrections),
        "baseline": optional(arguments.baseline),
        "no_waivers": arguments.no_waivers,
        "no_baseline": arguments.no_baseline,
        "since": optional(arguments.since),
    }


def _list(found: RowList) -> Part:
    return {
        "kind": found.kind,
        "path": safe(found.path),
        "rows": found.rows,
        "bytes": found.bytes,
        "sha256": found.sha256,
    }


def _input(file: Input) -> Part:
    return {
        "path": safe(file.path),
        "kind": file.kind,
        "sha256": file.sha256,
        "bytes": file.bytes,
        "digest_of": file.digest_of,
    }


def _adjustment(change: Adjustment) -> Part:
    return {
        "rule": change.rule,
        "title": safe(change.title),
        "file": safe(change.path),
        "severity_was": change.was,
        "severity_now": change.now,
        "reason": safe(change.reason) if change.now is None else None,
    }


def _dataset(
    report: Report, dataset: DatasetReport, rules: Mapping[str, RuleSummary], findings: list[Finding]
) -> Part:
    return {
        "name": safe(dataset.name),
        "version": optional(dataset.version),
        "card": optional(dataset.card),
        "grants": optional(dataset.register),
        "rows": dataset.rows,
        "rows_examined": dataset.rows_examined,
        "rows_unread": dataset.rows_unread,
        "files": [_file(file) for file in dataset.coverage],
        "columns": _columns(dataset),
        "rules": [_rule_counts(rules[rule], counts) for rule, counts in dataset.counts],
        "grant_ledger": [
            {
                "bucket": line.bucket,
                "grant": optional(line.grant),
                "description": safe(line.description),
                "records": line.records,
            }
            for line in dataset.grant_ledger
        ],
        "findings": [write_finding(report, finding, rules[finding.rule]) for finding in findings],
        "contract": [_contract(report, result) for result in dataset.contract],
        **history(dataset),
        "sample": None if dataset.sample is None else write_sample(dataset.sample),
        **amendments(dataset),
        "card_lines": {safe(key): line for key, line in dataset.card_lines},
    }


def _columns(dataset: DatasetReport) -> Part:
    return {
        "read": list(map(safe, dataset.columns_read)),
        "missing": list(map(safe, dataset.columns_missing)),
        "unused": list(map(safe, dataset.columns_unused)),
    }


def _contract(report: Report, result: ContractResult) -> Part:
    return {
        "check": result.check,
        "verdict": result.verdict,
        "severity": result.severity,
        "fails_gate": report.gate.is_failed_by(result),
        "expected": dict(result.expected),
        "found": dict(result.found),
        "message": safe(result.message),
        "how_to_fix": result.remedy,
    }


def _file(file: FileCoverage) -> Part:
    return {
        "path": safe(file.path),
        "rows": file.rows,
        "row_groups": file.row_groups,
        "rows_examined": file.rows_examined,
        "rows_unread": file.rows_unread,
        "problem": optional(file.problem),
        "remedy": optional(file.remedy),
    }


def _rule_counts(rule: RuleSummary, counts: Counts) -> Part:
    return {
        "rule": rule.id,
        "severity": rule.severity,
        "clock": rule.clock,
        "counts": {
            "compliant": counts.compliant,
            "violation": counts.violation,
            "unproven": counts.unproven,
            "not_applicable": counts.not_applicable,
            "waived": counts.waived,
            "baselined": counts.baselined,
        },
    }
