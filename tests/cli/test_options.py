"""How the words of options are read."""

import datetime
import shutil
import subprocess
from pathlib import Path

import pytest

from compliance.cli.options import DEFAULT_GATE, read_as_of, read_gate
from compliance.errors import UsageError
from compliance.model.gate import Gate
from compliance.model.rule import Severity


def test_the_default_gate_is_the_models() -> None:
    """The gate on the command line is the one that the report has by default."""
    assert read_gate(DEFAULT_GATE) == Gate()


@pytest.mark.parametrize(
    ("text", "gate"),
    [
        ("violation=critical", Gate(violation=Severity.CRITICAL)),
        ("unproven=low", Gate(unproven=Severity.LOW)),
        ("violation=high,unproven=medium", Gate(Severity.HIGH, Severity.MEDIUM)),
        ("violation=high, unproven=medium", Gate(Severity.HIGH, Severity.MEDIUM)),
        ("unproven=never", Gate(unproven=None)),
        ("violation=never", Gate(violation=None)),
        ("never", None),
    ],
)
def test_gates(text: str, gate: Gate | None) -> None:
    """Each side of the gate is set on its own; `never` is no gate at all."""
    assert read_gate(text) == gate


@pytest.mark.parametrize(
    "text", ["", "always", "violation", "violation=", "violation=huge", "finding=low", "violation=low,never"]
)
def test_no_gates(text: str) -> None:
    """What is no gate is refused with the words that are."""
    with pytest.raises(UsageError) as caught:
        read_gate(text)

    assert "critical" in caught.value.remedy


def test_a_gate_is_never_off_by_accident() -> None:
    """Switching both sides off is refused: `never` says it."""
    with pytest.raises(UsageError, match="off") as caught:
        read_gate("violation=never,unproven=never")

    assert "--fail-on never" in caught.value.remedy


def test_a_side_given_twice_is_refused() -> None:
    """Two severities for one side contradict each other."""
    with pytest.raises(UsageError):
        read_gate("violation=low,violation=critical")


def test_a_day() -> None:
    """An ISO date is that day."""
    assert read_as_of("2026-08-22") == datetime.date(2026, 8, 22)


@pytest.mark.parametrize("text", ["", "22.08.2026", "2026-02-30", "tomorrow", "2026-08-22T00:00:00"])
def test_no_day(text: str) -> None:
    """What is no day is refused with how to write one."""
    with pytest.raises(UsageError) as caught:
        read_as_of(text)

    assert "commit" in caught.value.remedy


def git(*arguments: str, **environment: str) -> None:
    """Run git in this folder as somebody."""
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    command = [shutil.which("git") or "git", *identity, *arguments]
    subprocess.run(command, check=True, capture_output=True, env=environment or None)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_day_of_the_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`commit` is the day of the last commit of the repository here."""
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet")
    when = {"GIT_COMMITTER_DATE": "2024-05-06T12:00:00Z", "GIT_AUTHOR_DATE": "2001-01-01T12:00:00Z"}
    git("commit", "--quiet", "--allow-empty", "--message", "A commit", **when)

    assert read_as_of("commit") == datetime.date(2024, 5, 6)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a repository, or without a commit in it, `commit` is refused."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError):
        read_as_of("commit")
    git("init", "--quiet")
    with pytest.raises(UsageError):
        read_as_of("commit")
