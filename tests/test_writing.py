"""Files on disk: whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from compliance.writing import replacing


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    """A reader sees the older file until the new one is complete, and then that one."""
    path = tmp_path / "folder" / "report.json"
    for text in ("old", "new"):
        with replacing(path) as file:
            file.write(text.encode())
            seen = path.read_text(encoding="utf-8") if path.exists() else ""

    assert (seen, path.read_text(encoding="utf-8")) == ("old", "new")
    assert [each.name for each in path.parent.iterdir()] == ["report.json"]


def test_what_fails_leaves_nothing(tmp_path: Path) -> None:
    """When writing fails, the older file stays and nothing lies beside it."""
    path = tmp_path / "report.json"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(TypeError), replacing(path) as file:
        file.write("no bytes")

    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [
        ("report.json", "old")
    ]


def test_a_pipe_stays_one(tmp_path: Path) -> None:
    """A pipe or a device, such as /dev/null, is written to and never replaced by a file."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with replacing(path) as file:
        file.write(b"new")
    said = os.read(reader, 10)
    os.close(reader)

    assert said == b"new"
    assert stat.S_ISFIFO(path.stat().st_mode)
