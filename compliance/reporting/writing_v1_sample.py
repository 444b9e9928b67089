"""From a report to json-v1: audit samples."""

from collections.abc import Mapping

from compliance.model.exemplar import Exemplar
from compliance.model.sample import AuditSample, Draw, Stratum
from compliance.reporting.json_text import optional, safe
from compliance.reporting.writing_v1_findings import Part, write_exemplar


def write_draw(draw: Draw) -> Part:
    """Return how a sample is drawn."""
    return {"size": draw.size, "seed": optional(draw.seed)}


def write_sample(sample: AuditSample) -> Part:
    """Return what was drawn from a dataset; a row that several strata share is there once."""
    rows = dict.fromkeys(row for stratum in sample.strata for row in stratum.rows)
    places = {row: place for place, row in enumerate(rows)}
    return {
        "size": sample.size,
        "seed": safe(sample.seed),
        "strata": [_stratum(stratum, places) for stratum in sample.strata],
        "rows": list(map(write_exemplar, rows)),
    }


def _stratum(stratum: Stratum, places: Mapping[Exemplar, int]) -> Part:
    return {
        "rule": stratum.rule,
        "verdict": stratum.verdict,
        "records": stratum.records,
        "bounds": [{"wrong": wrong, "at_most": at_most} for wrong, at_most in stratum.bounds],
        "rows": [places[row] for row in stratum.rows],
    }
