"""DuckDB as an engine: what is a fault of a file, and what is not."""

from pathlib import Path

import pytest

from compliance.database import Resources
from compliance.errors import ManifestError, UsageError
from compliance.profile.engines.duckdb_engine import DuckDBEngine
from tests.factories import read_dataset, write_manifest


def scan(path: Path, query: str, memory: str) -> None:
    """Run a query over the rows of a file."""
    dataset = read_dataset(path)
    with DuckDBEngine(Resources(memory=memory)).opened(dataset.files, {}) as session:
        session.scan(dataset.files, query.format, None)


def test_memory_that_does_not_suffice(tmp_path: Path) -> None:
    """A scan that needs more than it may have says what to do, and does not blame the file."""
    path = write_manifest(tmp_path / "m.parquet", [{"id": str(n), "platform": "x"} for n in range(10)])
    # A list of all is what cannot be put aside.
    query = "SELECT list(a.range) FROM range(3000000) AS a, ({}) AS b"
    with pytest.raises(UsageError, match="more memory than it may use") as caught:
        scan(path, query, "30MB")

    assert "--memory-limit" in caught.value.remedy


def test_a_cell_that_cannot_be_read(tmp_path: Path) -> None:
    """Any other failure is one of the file."""
    path = write_manifest(tmp_path / "m.parquet", [{"id": "one", "platform": "x"}])
    with pytest.raises(ManifestError, match="it cannot be read to the end"):
        scan(path, "SELECT CAST(id AS INTEGER) FROM ({0})", "1GB")
