"""Progress: drawn for a person at a terminal, and for nobody else."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "compliance", "check", "datasets/clean", "--as-of", "2026-08-22"]


def drawn(*options: str, **variables: str) -> str:
    """Return what the command writes to its standard error, which is a terminal."""
    ours, theirs = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key not in {"CI", "NO_COLOR"}}
    try:
        subprocess.run(
            [*COMMAND, *options],
            cwd=ROOT,
            env={**environment, "TERM": "xterm", "COLUMNS": "100", **variables},
            stdout=subprocess.DEVNULL,
            stderr=theirs,
            check=True,
        )
        os.close(theirs)
        return _read_all(ours)
    finally:
        os.close(ours)


def _read_all(terminal: int) -> str:
    parts = []
    while True:
        try:
            part = os.read(terminal, 65_536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts).decode()


def test_a_person_sees_rows_and_bytes() -> None:
    """On a terminal the bar counts rows and bytes up to what the manifest holds."""
    seen = drawn()

    assert "6,500 rows" in seen
    assert "kB" in seen


@pytest.mark.parametrize(("options", "variables"), [(["--quiet"], {}), ([], {"CI": "true"})])
def test_nobody_else_does(options: list[str], variables: dict[str, str]) -> None:
    """Quiet runs and CI draw no bar, even on a terminal."""
    assert drawn(*options, **variables) == ""
