"""Temporary folders, and what killed runs leave of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.scratch import remove_abandoned

HOLDS = """
from compliance.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "spilled").write_text("much")
    print(folder, flush=True)
    input()
"""
SPILLS = """
from compliance.profile.hold import open_hold
from compliance.database import open_database
with open_database(), open_hold():
    print("open", flush=True)
    input()
"""


def started(code: str, folder: Path) -> subprocess.Popen[str]:
    """Start a run that keeps its temporary files in *folder*, and return it when it has some."""
    environment = os.environ | {"TMPDIR": str(folder), "PYTHONPATH": os.pathsep.join(sys.path)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    run = subprocess.Popen([sys.executable, "-c", code], env=environment, text=True, **pipes)
    assert run.stdout.readline()
    return run


def ended(run: subprocess.Popen[str], *, killed: bool) -> None:
    """Let the run end, or kill it."""
    if killed:
        run.kill()
    run.communicate("\n", timeout=60)


@pytest.mark.parametrize("code", [HOLDS, SPILLS])
def test_a_run_that_ends(code: str, tmp_path: Path) -> None:
    """A run leaves nothing behind."""
    ended(started(code, tmp_path), killed=False)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", [HOLDS, SPILLS])
def test_a_killed_run(code: str, tmp_path: Path) -> None:
    """The next run removes what a killed one has left, and leaves no more itself."""
    ended(started(code, tmp_path), killed=True)
    left = list(tmp_path.iterdir())
    ended(started(code, tmp_path), killed=False)

    assert left != []
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_lives(tmp_path: Path) -> None:
    """What another run still needs, and what is not ours, stays."""
    run = started(HOLDS, tmp_path)
    (tmp_path / "compliance-reports").mkdir()
    (tmp_path / "compliance-reports/report.html").touch()
    remove_abandoned(tmp_path)
    left = {path.relative_to(tmp_path).parts[-1] for path in tmp_path.rglob("*") if path.is_file()}
    ended(run, killed=False)

    assert left == {".in-use-by-compliance", "spilled", "report.html"}
