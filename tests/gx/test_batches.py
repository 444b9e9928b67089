"""Batches: what they are of, and that their questions are answered once."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from compliance.caching import VARIABLE
from compliance.gx import ExpectRecordsToComply, suite_from_pack
from tests.factories import write_manifest, write_text
from tests.gx.conftest import AS_OF, DAY, RULE, batch_of

RECORD = {"id": "1", "platform": "x", "acquisition_method": "api", "collected_at": "2023-07-01"}
ASKING = """
    import great_expectations as gx
    from compliance.gx import ExpectManifestToMatchContract, ExpectRecordsToComply
    from compliance.profile.engines.duckdb_engine import DuckDBSession

    scans = []
    scan = DuckDBSession.scan
    DuckDBSession.scan = lambda *args: scans.append(args) or scan(*args)
    source = gx.get_context(mode="ephemeral").data_sources.add_manifest("licensing", as_of="2026-08-22")
    asset = source.add_manifest_asset("records", path="records.parquet")
    batch = asset.add_batch_definition_whole_manifest("whole").get_batch()
    batch.validate(ExpectManifestToMatchContract())
    result = batch.validate(ExpectRecordsToComply(rule="social/paid-api-grant"))
    print(result.result["element_count"], "records,", len(scans), "scans")
"""
"""What a user of GX may run each night, with its scans counted."""


def test_forty_expectations_are_one_scan(source: Any, tmp_path: Path, scans: list[str]) -> None:
    """However many expectations ask about a batch, and how often, its manifest is scanned once."""
    suite = suite_from_pack("social", "license", "provenance", "privacy")
    batch = batch_of(source, write_manifest(tmp_path / "records.parquet", [RECORD]))
    assert len(suite.expectations) >= 40
    batch.validate(suite)
    for expectation in suite.expectations[:3]:
        batch.validate(expectation)

    assert len(scans) == 1


def test_a_manifest_is_judged_once_until_it_changes(context: Any, tmp_path: Path) -> None:
    """Asking again gives the very same report; once the file has changed, a new one."""
    path = write_manifest(tmp_path / "records.parquet", [RECORD])
    source = context.data_sources.add_manifest("changing", as_of=AS_OF)
    batch = batch_of(source, path)
    expectation = ExpectRecordsToComply(rule=RULE)
    first, again = batch.validate(expectation).result, batch.validate(expectation).result
    write_manifest(path, [RECORD, {**RECORD, "id": "2"}])

    assert first == again
    assert first["element_count"] == 1
    assert batch.validate(expectation).result["element_count"] == 2


def test_one_file_at_a_time(source: Any) -> None:
    """Batches per file add up to the whole, and without a name there is none."""
    asset = source.add_manifest_asset("parts", path="datasets/dispute")
    parts = asset.add_batch_definition_per_file("parts")
    named = parts.get_batch_identifiers_list()
    results = [parts.get_batch(name).validate(ExpectRecordsToComply(rule=RULE)).result for name in named]
    whole = batch_of(source, "datasets/dispute").validate(ExpectRecordsToComply(rule=RULE)).result

    assert len(named) > 1
    assert sum(result["element_count"] for result in results) == whole["element_count"]
    with pytest.raises(Exception, match="name one file"):
        parts.get_batch()


def test_what_is_stored_beside_results(source: Any, tmp_path: Path) -> None:
    """Of the specification of a batch, GX stores the call that asks the same, and no path as it was given."""
    path = write_manifest(tmp_path / "records.parquet", [{"id": "1", "platform": "x"}])

    assert batch_of(source, path).batch_spec["asked"] == (
        f"compliance.audit({path.as_posix()!r}, as_of={DAY!r})"
    )


def test_another_process_scans_nothing_again(tmp_path: Path) -> None:
    """What one process has scanned of an unchanged manifest, the next one takes from the cache."""
    write_manifest(tmp_path / "records.parquet", [RECORD, {**RECORD, "id": "2"}])
    script = write_text(tmp_path / "asking.py", ASKING)
    environment = {**os.environ, VARIABLE: str(tmp_path / "cache"), "PYTHONPATH": str(Path.cwd())}
    first, second = (
        subprocess.run(
            [sys.executable, str(script)],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    )

    assert first.split() == ["2", "records,", "2", "scans"]
    assert second.split() == ["2", "records,", "0", "scans"]
