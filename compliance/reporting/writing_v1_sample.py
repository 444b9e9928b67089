"""From a report to json-v1: audit samples."""

from compliance.model.sample import AuditSample, Draw, Stratum
from compliance.reporting.json_text import optional, safe
from compliance.reporting.writing_v1_findings import Part, write_exemplar


def write_draw(draw: Draw) -> Part:
    """Return how a sample is drawn."""
    return {"size": draw.size, "seed": optional(draw.seed)}


def write_sample(sample: AuditSample) -> Part:
    """Return what was drawn from a dataset."""
    return {"size": sample.size, "seed": safe(sample.seed), "strata": list(map(_stratum, sample.strata))}


def _stratum(stratum: Stratum) -> Part:
    return {
        "rule": stratum.rule,
        "verdict": stratum.verdict,
        "records": stratum.records,
        "bounds": [{"wrong": wrong, "at_most": at_most} for wrong, at_most in stratum.bounds],
        "rows": list(map(write_exemplar, stratum.rows)),
    }
