"""The cache folder, and files that are whole or not there."""

import os
import stat
from pathlib import Path

import pytest

from compliance.caching import VARIABLE, cache_folder, stamp, write_atomically


@pytest.fixture(autouse=True)
def _no_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start without anything that says where the cache is."""
    for name in (VARIABLE, "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_the_folder_that_was_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The variable of the program comes before that of the desktop."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/elsewhere")
    monkeypatch.setenv(VARIABLE, str(tmp_path))

    assert cache_folder() == tmp_path


def test_off_is_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """`off` switches the cache off; it is no folder of that name."""
    monkeypatch.setenv(VARIABLE, "off")

    assert cache_folder() is None


@pytest.mark.parametrize(("shared", "parent"), [("/shared", "/shared"), ("relative", "/home/me/.cache")])
def test_the_folder_of_the_user(monkeypatch: pytest.MonkeyPatch, shared: str, parent: str) -> None:
    """Without a choice it lies where the desktop keeps caches; a relative folder there counts as none."""
    monkeypatch.setenv("HOME", "/home/me")
    monkeypatch.setenv("XDG_CACHE_HOME", shared)

    assert cache_folder() == Path(parent) / "compliance"


def test_nobody_has_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home has no cache, and no error."""

    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)

    assert cache_folder() is None


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """The file replaces an older one, nothing else stays behind, and only its user may enter."""
    path = tmp_path / "cache" / "entry"

    write_atomically(path, b"old")
    write_atomically(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A folder that cannot be made is an error of the system, for the caller to answer."""
    (tmp_path / "file").write_text("no folder", encoding="utf-8")

    with pytest.raises(OSError, match="file"):
        write_atomically(tmp_path / "file" / "entry", b"")


def test_a_file_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk leaves the older file as it was."""
    path = tmp_path / "entry"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_stamp_changes_with_the_file(tmp_path: Path) -> None:
    """A file that is replaced by another of the same size and content has another stamp."""
    path = tmp_path / "file"
    write_atomically(path, b"same")
    before = stamp(path.stat())
    held = path.open("rb")
    write_atomically(path, b"same")
    held.close()

    assert stamp(path.stat()) != before
