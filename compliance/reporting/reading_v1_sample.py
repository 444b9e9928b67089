"""From json-v1 back to a report: audit samples."""

from collections.abc import Iterator, Sequence

from compliance.model.exemplar import Exemplar
from compliance.model.sample import AuditSample, Draw, Stratum
from compliance.model.verdict import Verdict
from compliance.reporting import contract_v1 as v1
from compliance.reporting import contract_v1_parts as parts
from compliance.reporting import contract_v1_sample as sample
from compliance.reporting.reading_v1_findings import read_exemplar


def read_draw(given: parts.Draw) -> Draw:
    """Return how a sample is drawn."""
    return Draw(given.size, given.seed)


def read_sample(given: sample.AuditSample) -> AuditSample:
    """Return what was drawn from a dataset."""
    rows = tuple(map(read_exemplar, given.rows))
    return AuditSample(given.size, given.seed, tuple(_stratum(stratum, rows) for stratum in given.strata))


def _stratum(given: sample.Stratum, rows: Sequence[Exemplar]) -> Stratum:
    drawn = tuple(rows[place] for place in given.rows)
    return Stratum(given.rule, Verdict(given.verdict), given.records, drawn)


def stray_strata(dataset: v1.Dataset) -> Iterator[str]:
    """Yield what a sample has that its dataset has not, or not as often."""
    if dataset.sample is None:
        return
    sizes = _sizes(dataset)
    for given in dataset.sample.strata:
        records = sizes.get((given.rule, given.verdict))
        if given.records != records:
            yield f"a sample of {given.rule} is of other records than it counts"
        elif len(given.rows) != min(dataset.sample.size, records):
            yield f"a sample of {given.rule} is not as large as it says"
        elif max(given.rows, default=0) >= max(len(dataset.sample.rows), 1):
            yield f"a sample of {given.rule} has rows that are not there"


def _sizes(dataset: v1.Dataset) -> dict[tuple[str, str], int]:
    """Return records by rule and verdict; those that somebody accepted keep the verdict they have."""
    sizes: dict[tuple[str, str], int] = {
        (line.rule, verdict): records
        for line in dataset.rules
        for verdict, records in line.counts.model_dump().items()
    }
    for found in dataset.findings:
        if found.excuse is not None and (found.rule, found.verdict) in sizes:
            sizes[found.rule, found.verdict] += found.records
    return sizes
