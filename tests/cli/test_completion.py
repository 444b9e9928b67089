"""Completion in the shell: what the program offers to those that have one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).parent / "compliance")


def completed(line: str) -> list[str]:
    """Return what bash is offered for a line."""
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    done = subprocess.run(
        [PROGRAM],
        env={**os.environ, **words, "_COMPLIANCE_COMPLETE": "complete_bash"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.split()


def test_commands_and_options() -> None:
    """Commands, and the options of each, are completed."""
    assert {"check", "audit", "diff", "waive", "baseline", "init", "doctor"} <= set(completed("compliance "))
    assert "--since" in completed("compliance check --si")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell(shell: str) -> None:
    """`source_<shell>` prints what a shell reads at its start."""
    done = subprocess.run(
        [PROGRAM],
        env={**os.environ, "_COMPLIANCE_COMPLETE": f"source_{shell}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "compliance" in done.stdout
