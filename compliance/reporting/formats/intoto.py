"""The verdict for signing: an in-toto Statement on the manifest files, see `contract_intoto.py`."""

import hashlib
from collections.abc import Iterable, Mapping

from compliance.model.input import Input
from compliance.model.report import Report
from compliance.reporting.contract_intoto import FOOTER_DIGEST, PREDICATE_TYPE, Statement
from compliance.reporting.contract_v1 import Dataset, ReportV1
from compliance.reporting.json_text import dump, safe
from compliance.reporting.writing_v1 import document, json_text

Part = Mapping[str, object]

_LAWS = frozenset({"rule", "reference", "adjustments"})
_MANIFEST = "manifest"


def render_intoto(report: Report) -> str:
    """Return one statement, not signed, indented by two, with a final newline."""
    written = hashlib.sha256(json_text(report).encode()).hexdigest()
    whole = {"name": "report.json", "digest": {"sha256": written}}
    statement = {
        "type": "https://in-toto.io/Statement/v1",
        "subject": _resources(report.inputs, {_MANIFEST}) or [whole],
        "predicate_type": PREDICATE_TYPE,
        "predicate": {**_verdict(document(report)), **_rests_on(report.inputs), "report": whole},
    }
    return dump(Statement.model_validate(statement).model_dump(mode="json", by_alias=True))


def _verdict(told: ReportV1) -> Part:
    said = told.model_dump(include={"tool", "as_of", "outcome", "exit_code", "gate", "packs", "redaction"})
    return {**said, "datasets": list(map(_dataset, told.datasets))}


def _dataset(told: Dataset) -> Part:
    said = {"rule", "verdict", "severity", "records", "fails_gate"}
    return {
        **told.model_dump(include={"name", "version", "rows", "rows_examined"}),
        "findings": [finding.model_dump(include=said) for finding in told.findings],
    }


def _rests_on(inputs: Iterable[Input]) -> Part:
    kinds = {file.kind for file in inputs}
    return {
        "laws": _resources(inputs, _LAWS),
        "papers": _resources(inputs, kinds - _LAWS - {_MANIFEST}),
    }


def _resources(inputs: Iterable[Input], kinds: Iterable[str]) -> list[Part]:
    """Return the inputs of these kinds, each with its digest."""
    return [
        {
            "name": safe(file.path),
            "digest": {"sha256" if file.digest_of == "content" else FOOTER_DIGEST: file.sha256},
        }
        for file in inputs
        if file.kind in kinds
    ]
