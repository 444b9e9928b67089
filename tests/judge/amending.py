"""Waivers, corrections and baselines for small situations."""

import datetime
from collections.abc import Mapping

from compliance.model.amendments import Amendments
from compliance.model.anchor import Anchor
from compliance.model.correction import Correction, StatedCorrection
from compliance.model.document import DocumentState
from compliance.model.waiver import StatedWaiver, Waiver

_WAIVER = {
    "id": "w1",
    "rule": "test/rule",
    "rule_version": 1,
    "dataset": "0",
    "where": "TRUE",
    "reason": "risk_accepted",
    "explanation": "We know.",
    "owner": "data@example.org",
    "approver": "counsel@example.org",
    "created": datetime.date(2026, 1, 1),
    "expires": datetime.date(2027, 1, 1),
    "row_budget": 100,
}
_CORRECTION = {
    "id": "c1",
    "dataset": "0",
    "where": "TRUE",
    "explanation": "The log of the collection says so.",
    "owner": "data@example.org",
    "created": datetime.date(2026, 1, 1),
    "document": {"path": "log.txt", "sha256": "0" * 64},
}


def waiver(
    where: str = "TRUE", document: DocumentState = DocumentState.NONE_NAMED, **more: object
) -> StatedWaiver:
    """Return a waiver of `test/rule` in dataset `0` that holds in 2026, unless *more* says otherwise."""
    stated = Waiver.model_validate(_WAIVER | {"where": where} | more)
    return StatedWaiver(stated, Anchor("waivers.yaml", 2), Anchor("waivers.yaml", 6, 12), document)


def correction(
    values: Mapping[str, object],
    where: str = "TRUE",
    document: DocumentState = DocumentState.SAME,
    **more: object,
) -> StatedCorrection:
    """Return a correction in dataset `0`, made since 2026, unless *more* says otherwise."""
    stated = Correction.model_validate(_CORRECTION | {"where": where, "set": dict(values)} | more)
    return StatedCorrection(
        stated, Anchor("corrections.yaml", 2), Anchor("corrections.yaml", 4, 12), document
    )


def waived(*waivers: StatedWaiver) -> Amendments:
    """Return amendments that are these waivers."""
    return Amendments(waivers=waivers)


def corrected(*corrections: StatedCorrection) -> Amendments:
    """Return amendments that are these corrections."""
    return Amendments(corrections=corrections)
