"""The committed sample report is what the program writes today."""

import datetime
import os
from functools import cache
from pathlib import Path

import pytest

from compliance.inputs.discovery import find_targets
from compliance.laws import read_laws
from compliance.model.arguments import Arguments
from compliance.model.report import Report
from compliance.pipeline import Request, read_datasets, run
from compliance.reporting.catalog import FORMATS

SAMPLE = Path("reports/sample")
FILES = {"report.html": "html", "report.json": "json", "report.txt": "text"}


@cache
def report() -> Report:
    """Return the report on the sample dataset."""
    request = Request(
        targets=find_targets((Path("datasets/dispute"),)),
        as_of=datetime.date(2026, 8, 22),
        command="compliance audit datasets/dispute --as-of 2026-08-22",
        arguments=Arguments(paths=("datasets/dispute",)),
    )
    return run(request, read_laws(), read_datasets(request))


@pytest.mark.parametrize("name", FILES)
def test_the_sample_is_current(name: str) -> None:
    """Every byte of the sample report is made again from the sample dataset."""
    written = FORMATS[FILES[name]].render(report())
    if os.environ.get("REGENERATE"):
        (SAMPLE / name).write_text(written, encoding="utf-8")

    assert (SAMPLE / name).read_text(encoding="utf-8") == written
