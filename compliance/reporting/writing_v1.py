"""The report for programs: json-v1, whose contract is `contract_v1.py`."""

from collections import defaultdict
from collections.abc import Mapping

from compliance.model.adjustments import Adjustment
from compliance.model.contract_result import ContractResult
from compliance.model.exit_code import ExitCode
from compliance.model.input import Input
from compliance.model.report import (
    CitedClause,
    Counts,
    DatasetReport,
    FileCoverage,
    Finding,
    FindingGroup,
    Report,
    RuleSummary,
)
from compliance.reporting.contract_v1 import ReportV1
from compliance.reporting.history_v1 import history
from compliance.reporting.json_text import dump, optional, safe
from compliance.reporting.wording import CREDIT, caveat

Part = Mapping[str, object]

_OUTCOMES = {
    ExitCode.COMPLIANT: "compliant",
    ExitCode.FAILED: "failed",
    ExitCode.USAGE: "usage_error",
    ExitCode.NOTHING_EXAMINED: "nothing_examined",
    ExitCode.INCOMPLETE: "incomplete",
    ExitCode.INTERNAL: "internal_error",
}


def render_json(report: Report) -> str:
    """Return one json-v1 document, indented by two, with a final newline."""
    document = ReportV1.model_validate(_report(report)).model_dump(mode="json")
    return dump(document)


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
        "rules": [_rule(rule) for rule in report.rules],
        "adjustments": [_adjustment(change) for change in report.adjustments],
        "engine": dict(zip(("name", "version"), report.engine, strict=True)),
        "inputs": [_input(file) for file in report.inputs],
        "notices": [
            {"dataset": safe(notice.dataset), "text": safe(notice.text), "remedy": safe(notice.remedy)}
            for notice in report.notices
        ],
        "credits": [CREDIT],
    }


def _input(file: Input) -> Part:
    return {
        "path": safe(file.path),
        "kind": file.kind,
        "sha256": file.sha256,
        "bytes": file.bytes,
        "digest_of": file.digest_of,
    }


def _rule(rule: RuleSummary) -> Part:
    return {
        "id": rule.id,
        "title": rule.title,
        "severity": rule.severity,
        "confidence": rule.confidence,
        "clock": rule.clock,
        "applies": rule.applies,
        "requires": rule.requires,
        "how_to_fix": rule.how_to_fix,
        "rationale": rule.rationale,
        "legal_note": rule.legal_note,
        "references": [
            {"title": text.title, "source": text.source, "date": text.date} for text in rule.references
        ],
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
        "findings": [_finding(report, finding, rules[finding.rule]) for finding in findings],
        "contract": [_contract(report, result) for result in dataset.contract],
        **history(dataset),
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
        },
    }


def _finding(report: Report, finding: Finding, rule: RuleSummary) -> Part:
    return {
        "rule": finding.rule,
        "verdict": finding.verdict,
        "severity": finding.severity,
        "capped_from": finding.capped_from,
        "weaknesses": list(finding.weaknesses),
        "caveat": caveat(finding) or None,
        "fails_gate": report.gate.is_failed_by(finding),
        "records": finding.records,
        "message": safe(finding.message),
        "how_to_fix": rule.how_to_fix,
        "groups_total": finding.groups_total,
        "groups": [_group(group) for group in finding.groups],
        "exemplars": [
            {
                "file": safe(exemplar.file),
                "row": exemplar.row,
                "cells": [{"column": safe(name), "value": safe(value)} for name, value in exemplar.cells],
            }
            for exemplar in finding.exemplars
        ],
    }


def _group(group: FindingGroup) -> Part:
    return {
        "facts": {safe(name): optional(value) for name, value in group.facts},
        "records": group.records,
        "tokens": group.tokens,
        "bytes": group.bytes,
        "first_day": group.first_day,
        "last_day": group.last_day,
        "clauses": [_clause(cited) for cited in group.clauses],
    }


def _clause(cited: CitedClause) -> Part:
    return {**_other(cited), "others": [_other(other) for other in cited.others]}


def _other(cited: CitedClause) -> Part:
    clause = cited.clause
    source = clause.source
    return {
        "platform": safe(cited.platform),
        "document": cited.document,
        "clause": clause.clause,
        "value": clause.value,
        "conditions": list(clause.conditions),
        "effective_from": clause.effective_from,
        "effective_to": clause.effective_to,
        "evidence_ends": clause.evidence_ends,
        "basis": clause.basis,
        "status": clause.status,
        "left_censored": clause.left_censored,
        "source": {"citation": source.citation, **source.model_dump()},
        "note": clause.note,
    }
