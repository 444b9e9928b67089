"""A report with an audit sample."""

from collections.abc import Iterator
from dataclasses import replace

from compliance.model.exemplar import Exemplar
from compliance.model.report import DatasetReport, Report
from compliance.model.sample import AuditSample, Stratum
from compliance.model.verdict import Verdict
from tests.reporting.sample_rules import HOSTILE


def sampled(report: Report, size: int = 3) -> Report:
    """Return the report with so many records of each verdict drawn from each dataset."""
    datasets = (replace(dataset, sample=_sample(dataset, size)) for dataset in report.datasets)
    return replace(report, datasets=tuple(datasets))


def _sample(dataset: DatasetReport, size: int) -> AuditSample:
    strata = (
        Stratum(rule, verdict, records, tuple(_rows(dataset, min(size, records))))
        for rule, counts in dataset.counts
        for verdict, records in (
            (Verdict.VIOLATION, counts.violation),
            (Verdict.UNPROVEN, counts.unproven),
            (Verdict.COMPLIANT, counts.compliant),
        )
        if records
    )
    return AuditSample(size, f"W34 {HOSTILE}", tuple(strata))


def _rows(dataset: DatasetReport, count: int) -> Iterator[Exemplar]:
    for number in range(count):
        row = 7 * number
        url = f"https://x.com/{dataset.name}/{row}?token=SE/CRET"
        cells = (("license", HOSTILE), ("url", url), ("id", f"id-{row}"), ("acquisition_method", "api"))
        yield Exemplar(f"{dataset.name}.parquet", row, cells)
