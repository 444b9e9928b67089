"""Spark, where it and Java are installed."""

import json
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest

import compliance
from compliance.profile import SparkEngine
from compliance.reporting.catalog import FORMATS

ROOT = Path(__file__).parents[3]


def test_reports_differ_in_the_engine_alone(monkeypatch: pytest.MonkeyPatch, spark: object) -> None:
    """A dataset that Spark scans has the report, byte for byte, that it has when DuckDB scans it."""
    monkeypatch.chdir(ROOT)
    found = [
        compliance.audit("datasets/dispute", as_of=date(2026, 8, 22), engine=engine)
        for engine in (SparkEngine(spark), None)
    ]
    by_spark, by_duckdb = (FORMATS["json"].render(report) for report in found)
    named, instead = (json.dumps(json.loads(text)["engine"], indent=2) for text in (by_spark, by_duckdb))

    assert json.loads(named) == {"name": "spark", "version": version("pyspark")}
    assert by_spark.replace(named.replace("\n", "\n  "), instead.replace("\n", "\n  ")) == by_duckdb
