"""From a report to json-v1: waivers, corrections and the baseline of a dataset."""

from collections.abc import Mapping

from compliance.model.anchor import Anchor
from compliance.model.baseline import BaselineUse
from compliance.model.correction import CorrectionUse, Fact
from compliance.model.document import DocumentState, EvidenceFile
from compliance.model.report import DatasetReport
from compliance.model.waiver import WaiverUse
from compliance.reporting.json_text import optional, safe

Part = Mapping[str, object]


def amendments(dataset: DatasetReport) -> Part:
    """Return what a team changes about the verdicts on a dataset."""
    return {
        "waivers": [_waiver(use) for use in dataset.waivers],
        "corrections": [_correction(use) for use in dataset.corrections],
        "baseline": None if dataset.baseline is None else _baseline(dataset.baseline),
    }


def _waiver(use: WaiverUse) -> Part:
    waiver = use.waiver
    return {
        "id": safe(waiver.id),
        "rule": safe(waiver.rule),
        "rule_version": waiver.rule_version,
        "dataset": safe(waiver.dataset),
        "where": safe(waiver.where),
        "reason": waiver.reason,
        "explanation": safe(waiver.explanation),
        "owner": safe(waiver.owner),
        "approver": safe(waiver.approver),
        "created": waiver.created,
        "expires": waiver.expires,
        "row_budget": waiver.row_budget,
        "document": None if waiver.document is None else _paper(waiver.document, use.document),
        "place": _place(use.anchor),
        "state": use.state,
        "records": use.records,
        "days_left": use.days_left,
    }


def _correction(use: CorrectionUse) -> Part:
    correction = use.correction
    return {
        "id": safe(correction.id),
        "dataset": safe(correction.dataset),
        "where": safe(correction.where),
        "set": [_setting(column, value) for column, value in correction.set.items()],
        "explanation": safe(correction.explanation),
        "owner": safe(correction.owner),
        "created": correction.created,
        "document": _paper(correction.document, use.document),
        "place": _place(use.anchor),
        "state": use.state,
        "records": use.records,
        "replaced": [
            {"column": each.column, "value": optional(each.value), "records": each.records}
            for each in use.replaced
        ],
    }


def _setting(column: str, value: Fact) -> Part:
    if isinstance(value, bool):
        return {"column": column, "type": "boolean", "value": str(value).lower()}
    if value is None:
        return {"column": column, "type": "unknown", "value": None}
    if isinstance(value, str):
        return {"column": column, "type": "text", "value": safe(value)}
    return {"column": column, "type": "date", "value": value.isoformat()}


def _paper(document: EvidenceFile, state: DocumentState) -> Part:
    return {"path": safe(document.path), "sha256": document.sha256, "state": state}


def _place(anchor: Anchor) -> Part:
    return {"path": safe(anchor.path), "line": anchor.line, "column": anchor.column}


def _baseline(use: BaselineUse) -> Part:
    return {**vars(use), "path": safe(use.path)}
