"""The project around a folder."""

from pathlib import Path

import pytest

from compliance.inputs.project import folders_up, project_root
from tests.factories import write_text


def test_a_repository(tmp_path: Path) -> None:
    """The root is the folder of the nearest repository above."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "a" / "b").mkdir(parents=True)

    assert project_root(tmp_path / "a" / "b") == tmp_path.resolve()
    assert project_root(tmp_path) == tmp_path.resolve()


def test_a_submodule(tmp_path: Path) -> None:
    """A submodule and a further work tree, where `.git` is a file, are projects of their own."""
    (tmp_path / ".git").mkdir()
    write_text(tmp_path / "sub" / ".git", "gitdir: ../.git/modules/sub")
    (tmp_path / "sub" / "a").mkdir()

    assert project_root(tmp_path / "sub" / "a") == (tmp_path / "sub").resolve()


def test_no_repository(tmp_path: Path) -> None:
    """Outside of any repository a folder is a project by itself."""
    (tmp_path / "a").mkdir()

    assert project_root(tmp_path / "a") == (tmp_path / "a").resolve()


@pytest.mark.parametrize(
    ("folder", "top", "found"),
    [("a/b", ".", ["a/b", "a", "."]), ("a", "a", ["a"]), ("a", "b", ["a"]), ("a", "a/b", ["a"])],
)
def test_folders_up(tmp_path: Path, folder: str, top: str, found: list[str]) -> None:
    """Folders are those from one up to another above it, or the one alone."""
    assert list(folders_up(tmp_path / folder, tmp_path / top)) == [
        (tmp_path / name).resolve() for name in found
    ]
