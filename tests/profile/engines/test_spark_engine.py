"""Spark, where it and Java are installed."""

import importlib.util
import shutil
from datetime import date
from pathlib import Path

import pytest

import compliance
from compliance.profile import SparkEngine
from compliance.reporting.catalog import FORMATS

ROOT = Path(__file__).parents[3]
MISSING = [
    *(["pyspark"] if importlib.util.find_spec("pyspark") is None else []),
    *(["java"] if shutil.which("java") is None else []),
]


@pytest.mark.skipif(bool(MISSING), reason=f"Spark was not tried: {' and '.join(MISSING)} not installed")
@pytest.mark.parametrize("name", ["clean", "dispute"])
def test_the_report_is_equal_byte_for_byte(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dataset that is scanned by Spark has the report that it has when DuckDB scans it."""
    monkeypatch.chdir(ROOT)
    found = [
        compliance.audit(f"datasets/{name}", as_of=date(2026, 8, 22), engine=engine)
        for engine in (SparkEngine(master="local[2]"), None)
    ]
    by_spark, by_duckdb = (FORMATS["json"].render(report) for report in found)

    assert by_spark == by_duckdb
