"""json-v1: how timelines and exposure are written; their contract is `contract_v1_history.py`."""

from collections.abc import Mapping
from dataclasses import asdict

from compliance.model.exposure import Charge, Estimate, Exposure
from compliance.model.report import DatasetReport
from compliance.model.timeline import PlatformTimeline
from compliance.reporting.json_text import optional, safe
from compliance.reporting.say import say

Part = Mapping[str, object]


def history(dataset: DatasetReport) -> Part:
    """Return what is known of the past of a dataset."""
    return {
        "timeline": [_timeline(line) for line in dataset.timeline],
        "exposure": [_exposure(found) for found in dataset.exposure],
        "parents": [
            {"name": safe(origin.name), "version": optional(origin.version), "known": origin.known}
            for origin in dataset.origins
        ],
    }


def _timeline(line: PlatformTimeline) -> Part:
    return {
        "platform": optional(line.platform),
        "name": safe(line.name),
        "platforms": line.platforms,
        "months": [{"month": month, **asdict(tally)} for month, tally in line.months],
        "elsewhen": asdict(line.elsewhen),
        "bands": [asdict(band) for band in line.bands],
    }


def _exposure(found: Exposure) -> Part:
    return {
        "platform": found.platform,
        "name": found.name,
        "violation": found.violation,
        "unproven": found.unproven,
        "unpriced": found.unpriced,
        "currency": found.currency,
        "low": _estimate(found.low),
        "likely": _estimate(found.likely),
        "high": _estimate(found.high),
        "rules": list(found.rules),
        "assumptions": [{"code": code, "text": say(f"assumption.{code}")} for code in found.assumptions],
    }


def _estimate(estimate: Estimate) -> Part:
    return {"amount": f"{estimate.amount:f}", "charges": [_charge(charge) for charge in estimate.charges]}


def _charge(charge: Charge) -> Part:
    numbers = {name: f"{getattr(charge, name):f}" for name in ("units", "price", "amount")}
    return asdict(charge) | numbers
