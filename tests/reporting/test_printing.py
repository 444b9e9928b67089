"""The page on paper."""

from pathlib import Path

import pytest

from compliance.errors import UsageError
from compliance.reporting import printing
from compliance.reporting.printing import find_browser, print_page


def pretend(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program named chromium, and no other browser, on the path."""
    folder.mkdir(exist_ok=True)
    program = folder / "chromium"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin")
    monkeypatch.setattr(printing, "BROWSERS", ("chromium",))


def test_without_a_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no Chromium, the message says so and what to do instead."""
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_browser() is None
    with pytest.raises(UsageError, match="needs Chromium") as caught:
        print_page("<p>page</p>")
    assert "print it from any browser" in caught.value.remedy


def test_a_browser_that_prints_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that fails is named, with the last thing that it said."""
    pretend(tmp_path, "echo first >&2; echo 'no display' >&2; exit 3", monkeypatch)

    with pytest.raises(UsageError, match="chromium has printed nothing: no display"):
        print_page("<p>page</p>")


def test_a_browser_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that does not end is ended, with every process that it started."""
    pretend(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; sleep 60", monkeypatch)
    monkeypatch.setattr(printing, "TIMEOUT", 0.5)

    with pytest.raises(UsageError, match=r"took longer than 0 seconds"):
        print_page("<p>page</p>")
    state = Path(f"/proc/{(tmp_path / 'child').read_text().strip()}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Page, profile and PDF lie in a folder that is gone afterwards."""
    pretend(
        tmp_path / "bin",
        'for word; do case $word in --print-to-pdf=*) echo PDF > "${word#*=}";; esac; done',
        monkeypatch,
    )
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    assert print_page("<p>page</p>") == b"PDF\n"
    assert [path.name for path in tmp_path.iterdir()] == ["bin"]
