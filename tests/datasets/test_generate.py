"""The generator of manifests for measurements."""

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from compliance.inputs.grants import read_register
from compliance.model.columns import COLUMNS

ROOT = Path(__file__).parents[2]


def _generate(rows: int, path: Path, seed: int = 7) -> pa.Table:
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "generate.py"), str(rows), str(path), "--seed", str(seed)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )
    return parquet.read_table(path)


def test_same_seed_same_records(tmp_path: Path) -> None:
    """A seed always gives the same records, and a smaller manifest is the beginning of a larger one."""
    small, large = _generate(1_000, tmp_path / "small.parquet"), _generate(3_000, tmp_path / "large.parquet")

    assert small.num_rows == 1_000
    assert large.slice(0, 1_000).equals(small)


def test_other_seed_other_records(tmp_path: Path) -> None:
    """Another seed gives other records."""
    first, second = _generate(1_000, tmp_path / "1.parquet", 1), _generate(1_000, tmp_path / "2.parquet", 2)

    assert not first.equals(second)


def test_columns_are_canonical(tmp_path: Path) -> None:
    """Every column has a canonical name, so that no card is needed."""
    assert set(_generate(10, tmp_path / "m.parquet").column_names) <= set(COLUMNS)


def test_register_is_written_once(tmp_path: Path) -> None:
    """A valid register is written beside the manifest unless one is there."""
    _generate(10, tmp_path / "new" / "m.parquet")
    register, _ = read_register(tmp_path / "new" / "grants.yaml", "grants.yaml")
    kept = tmp_path / "kept" / "grants.yaml"
    kept.parent.mkdir()
    kept.write_text("grants: []\n")
    _generate(10, tmp_path / "kept" / "m.parquet")

    assert {grant.id for grant in register.grants} == {"g-x", "g-x-ads", "g-reddit"}
    assert kept.read_text() == "grants: []\n"
