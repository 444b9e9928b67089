"""Great Expectations on Spark."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from compliance.gx import ExpectManifestToMatchContract, suite_from_pack
from tests.factories import write_manifest, write_text
from tests.gx.conftest import AS_OF, batch_of
from tests.gx.test_counts import counted

OWN_SESSION = """
    import great_expectations as gx
    from pyspark import SparkContext
    from compliance.gx import ExpectRecordsToComply

    source = gx.get_context(mode="ephemeral").data_sources.add_manifest(
        "licensing", as_of="2026-08-22", engine="spark", spark_master="local[1]"
    )
    asset = source.add_manifest_asset("records", path="records.parquet")
    batch = asset.add_batch_definition_whole_manifest("whole").get_batch()
    result = batch.validate(ExpectRecordsToComply(rule="social/paid-api-grant"))
    print(result.result["element_count"], SparkContext._active_spark_context)
"""
"""A program that has no session of Spark itself."""


def test_spark_counts_what_duckdb_counts(context: Any, spark: Any) -> None:
    """On Spark every rule has the counts of DuckDB, the contract holds, and a session that runs stays."""
    sources = [
        context.data_sources.add_manifest(f"on {engine}", as_of=AS_OF, engine=engine)
        for engine in ("spark", "duckdb")
    ]
    path, card = "datasets/dispute/manifest/part-3.parquet", "datasets/dispute/dataset.yaml"
    batches = [batch_of(source, path, card=card) for source in sources]
    by_spark, by_duckdb = (counted(batch.validate(suite_from_pack()).results) for batch in batches)

    assert by_spark == by_duckdb
    assert batches[0].validate(ExpectManifestToMatchContract()).success
    assert spark.range(3).count() == 3


def test_a_session_of_its_own_is_stopped(tmp_path: Path, spark: Any) -> None:
    """Where no session runs, one is started where the data source says, and stopped after each scan."""
    del spark  # without Spark there is nothing to test
    write_manifest(tmp_path / "records.parquet", [{"id": "1", "platform": "x"}])
    script = write_text(tmp_path / "asking.py", OWN_SESSION)
    outcome = subprocess.run(
        [sys.executable, str(script)], check=False, cwd=tmp_path, capture_output=True, text=True
    )

    assert outcome.stdout.splitlines() == ["1 None"], outcome.stderr
