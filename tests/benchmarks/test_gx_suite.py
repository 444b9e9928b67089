"""The benchmark of Great Expectations, run small: that forty expectations are one scan, never the times."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import write_manifest

ROOT = Path(__file__).parents[2]


def test_forty_expectations(tmp_path: Path) -> None:
    """What is measured does what the table says."""
    if importlib.util.find_spec("great_expectations") is None:
        pytest.skip("Great Expectations is not installed")
    path = write_manifest(tmp_path / "records.parquet", [{"id": "1", "platform": "x"}])
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks/gx_suite.py"), str(path), "--expectations", "40"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.splitlines()[-1:] == ["40 expectations, 1 scans"], done.stderr
