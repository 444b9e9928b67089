"""The benchmark, run small: that it works and that the counts agree, never the times."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
BENCH = ROOT / "benchmarks"
SMALL = (
    "--rows",
    "1000",
    "--runs",
    "1",
    "--rules",
    "12",
    "--files",
    "1",
    "3",
    "--parts",
    "rows",
    "rules",
    "files",
)


def _run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BENCH / "run.py"), *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the results of one small run of everything that is installed."""
    folder = tmp_path_factory.mktemp("bench")
    done = _run(*SMALL, "--out", str(folder / "out"), cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    written = json.loads((folder / "out" / "results.json").read_text(encoding="utf-8"))
    return written | {"table": (folder / "out" / "results.md").read_text(encoding="utf-8")}


def test_counts_agree(results: dict[str, Any]) -> None:
    """Every tool finds the same violations of the twelve rules, and there are some."""
    lines = {line["peer"]: line for line in results["lines"] if line["part"] == "rows"}

    assert {"duckdb-filter", "duckdb-tuned", "compliance-12", "compliance-11", "compliance"} <= set(lines)
    assert {peer: line["differs"] for peer, line in lines.items() if line["differs"]} == {}
    assert lines["compliance-12"]["answers"] == 12
    assert lines["compliance-11"]["answers"] == 11


def test_what_is_not_installed_is_named(results: dict[str, Any]) -> None:
    """A tool is measured, or the table says that it is not installed; none is dropped in silence."""
    peers = {line["peer"] for line in results["lines"]} | set(results["left_out"])

    assert {"polars", "pointblank", "pandera", "gx"} <= peers
    assert all(f"* {name}: {why}" in results["table"] for name, why in results["left_out"].items())


def test_every_part_is_measured(results: dict[str, Any]) -> None:
    """Growth with rows, rules and files has a table each."""
    sizes = {(line["part"], line["size"]) for line in results["lines"]}

    assert sizes == {("rows", 1_000), ("rules", 12), ("files", 1), ("files", 3)}
    assert "## The same rows in more files: 3 files" in results["table"]
    assert all(line["cpu"] > 0 and line["peak_mb"] > 0 for line in results["lines"])


@cache
def _records(work: str) -> str:
    subprocess.run(
        [sys.executable, str(BENCH / "generate.py"), "1000", f"{work}/m.parquet"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )
    return f"{work}/m.parquet"


def test_no_rule_goes_without_a_violation() -> None:
    """A rule that nothing violates would compare nothing: a thousand records violate nearly all."""
    command = [sys.executable, str(BENCH / "peers" / "duckdb_filter.py"), _records(mkdtemp())]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    counts = json.loads(done.stdout)

    assert set(counts) == {f"R{number}" for number in range(1, 13)}
    assert counts["R11"] == 3
    assert sum(count > 0 for count in counts.values()) >= 6


def test_a_tool_that_fails_is_left_out(tmp_path: Path) -> None:
    """A command that takes too long is named with its reason, and the others are measured."""
    done = _run(
        "--rows",
        "1000",
        "--runs",
        "1",
        "--parts",
        "rows",
        "--only",
        "compliance-11",
        "--timeout",
        "0.001",
        "--out",
        str(tmp_path),
        cwd=tmp_path,
    )

    assert "took longer than 0.001 s" in done.stdout
