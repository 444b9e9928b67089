"""From a report to json-v1: rules, findings and the clauses behind them."""

from collections.abc import Mapping

from compliance.model.excuse import Excuse
from compliance.model.exemplar import Exemplar
from compliance.model.finding import CitedClause, Finding, FindingGroup, RuleSummary
from compliance.model.report import Report
from compliance.reporting.json_text import optional, safe
from compliance.reporting.wording import caveat

Part = Mapping[str, object]


def write_rule(rule: RuleSummary) -> Part:
    """Return a rule of the run."""
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
        "version": rule.version,
    }


def write_finding(report: Report, finding: Finding, rule: RuleSummary) -> Part:
    """Return a finding on this rule."""
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
        "exemplars": [write_exemplar(exemplar) for exemplar in finding.exemplars],
        "excuse": None if finding.excuse is None else _excuse(finding.excuse),
    }


def _excuse(excuse: Excuse) -> Part:
    return {"kind": excuse.kind, "name": safe(excuse.name)}


def write_exemplar(exemplar: Exemplar) -> Part:
    """Return a row of a manifest."""
    return {
        "file": safe(exemplar.file),
        "row": exemplar.row,
        "cells": [{"column": safe(name), "value": safe(value)} for name, value in exemplar.cells],
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
        "fingerprint": group.fingerprint,
        "rows": [_row(place) for place in group.rows],
        "last": None if group.last is None else _row(group.last),
        "accepted": group.accepted,
    }


def _row(place: tuple[str, int]) -> Part:
    file, row = place
    return {"file": safe(file), "row": row}


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
        "announced_on": clause.announced_on,
        "region": clause.region,
        "figure": clause.figure,
    }
