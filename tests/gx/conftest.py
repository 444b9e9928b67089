"""Contexts of Great Expectations, which say nothing to the network and show no bars."""

import datetime
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from compliance.caching import VARIABLE
from compliance.model.report import Counts, Report
from compliance.profile.engines.duckdb_engine import DuckDBSession
from compliance.reporting.read import read

AS_OF = "2026-08-22"
DAY = datetime.date.fromisoformat(AS_OF)
RULE = "social/paid-api-grant"
CORPUS_CARD = "datasets/examples/openverse_commoncrawl_2018.yaml"
SAMPLE_REPORT = read(Path("reports/sample/report.json")).report
VERDICTS = ("compliant", "violation", "unproven", "not_applicable", "waived", "baselined")

os.environ["GX_ANALYTICS_ENABLED"] = "false"
with pytest.MonkeyPatch.context() as _patch:
    # PySpark without gRPC takes a program without a file, as test workers are, for its doctests, and ends it.
    _patch.setattr(sys.modules["__main__"], "__file__", "worker.py", raising=False)
    pytest.importorskip("great_expectations", reason="Great Expectations is not installed")


@pytest.fixture(name="kept", scope="session")
def _kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the cache folder of these tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _cache(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep parsed rules, which every batch asks for, and profiles."""
    monkeypatch.setenv(VARIABLE, str(kept))


@pytest.fixture(name="context", scope="module")
def _context() -> Any:
    """Return a context in memory."""
    return open_context()


@pytest.fixture(name="source", scope="module")
def _source(context: Any) -> Any:
    return context.data_sources.add_manifest("licensing", as_of=AS_OF)


@pytest.fixture(name="scans")
def _scans(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the queries of all scans that are made during the test, with a cache of its own."""
    monkeypatch.setenv(VARIABLE, str(tmp_path_factory.mktemp("cache")))
    queries: list[str] = []
    scan = DuckDBSession.scan

    def counted(self: DuckDBSession, files: Any, write: Any, progress: Any) -> Any:
        queries.append(write("rows"))
        return scan(self, files, write, progress)

    monkeypatch.setattr(DuckDBSession, "scan", counted)
    return queries


def open_context(folder: Path | None = None) -> Any:
    """Return a context in memory, or in a folder."""
    import great_expectations as gx  # noqa: PLC0415 - it takes seconds, and only these tests need it

    import compliance.gx  # noqa: F401, PLC0415 - likewise; it makes manifests known

    where = {"mode": "ephemeral"} if folder is None else {"mode": "file", "project_root_dir": folder}
    context = gx.get_context(**where)
    context.variables.progress_bars = {"globally": False}
    return context


def record_of(report: Report, site: Path | None = None) -> Any:
    """Return what GX keeps of a report."""
    from compliance.gx.recording import record  # noqa: PLC0415 - it takes seconds, and only these tests need it

    return record(report, site)


def counted(results: Sequence[Any]) -> dict[str, Counts]:
    """Return what validation results say of each rule."""
    return {
        result.expectation_config.kwargs["rule"]: Counts(
            **{verdict: result.result["details"][verdict] for verdict in VERDICTS}
        )
        for result in results
    }


def batch_of(source: Any, path: str | Path, **papers: str) -> Any:
    """Return a batch with a whole manifest, of a new asset."""
    asset = source.add_manifest_asset(f"{len(source.assets)}", path=str(path), **papers)
    return asset.add_batch_definition_whole_manifest("whole").get_batch()


def corpus_files() -> Path:
    """Return the files of a real corpus; skip the test where it is not at hand."""
    files = Path(__file__).parents[2].parent / "shared/corpora/openverse_commoncrawl_2018"
    if not files.exists():
        pytest.skip("the corpus is not on this machine")
    return files / "*.parquet"
