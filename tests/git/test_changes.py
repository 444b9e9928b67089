"""What git is asked, and what is said when it has no answer."""

from pathlib import Path

import pytest

from compliance.errors import UsageError
from compliance.git import changes_since, commit_day
from tests.factories import write_text
from tests.repository import NEEDS_GIT, Repository, repository

pytestmark = NEEDS_GIT


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """Return a repository with a commit."""
    write_text(tmp_path / "repo/a.txt", "a\n")
    made = repository(tmp_path / "repo")
    made.commit()
    return made


def refusal(folder: Path, ref: str) -> UsageError:
    """Return why there is no answer."""
    with pytest.raises(UsageError) as caught:
        changes_since(folder, ref)
    return caught.value


def test_all_that_differs(repo: Repository) -> None:
    """Committed, staged, unstaged, untracked and deleted files differ; ignored ones git does not know."""
    for name in ("deleted", "moved", "changed", "staged"):
        write_text(repo.root / name, f"{name}\n")
    start = repo.commit()
    write_text(repo.root / ".gitignore", "ignored\n")
    write_text(repo.root / "committed é \n \"'.txt", "new\n")
    repo.commit()
    (repo.root / "deleted").unlink()
    repo.git("mv", "moved", "elsewhere")
    write_text(repo.root / "changed", "otherwise\n")
    write_text(repo.root / "staged", "otherwise\n")
    repo.git("add", "staged")
    write_text(repo.root / "folder/untracked", "new\n")
    write_text(repo.root / "ignored", "new\n")
    found = changes_since(repo.root / "folder", start)

    assert set(found.changed) == {
        *(".gitignore", "committed é \n \"'.txt", "deleted", "moved", "elsewhere", "changed", "staged"),
        "folder/untracked",
    }
    assert found.has(repo.root / "deleted")
    assert not found.has(repo.root / "a.txt")
    assert list(found.below(repo.root / "folder")) == ["untracked"]
    assert not found.meets(repo.root / "fold")
    assert not found.knows(repo.root / "ignored")
    assert found.knows(repo.root / "folder/untracked")
    assert not found.knows(repo.root.parent)


def test_texts_of_the_commit(repo: Repository) -> None:
    """Files are read as they were, those that are gone too; what was not there is left out."""
    write_text(repo.root / "b é.txt", "b\nlast")
    start = repo.commit()
    (repo.root / "b é.txt").unlink()
    found = changes_since(repo.root, start)

    assert found.texts_then(["a.txt", "none", "b é.txt"]) == ["a\n", "b\nlast"]


def test_outside_of_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a repository there is nothing to compare."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    assert refusal(tmp_path, "main").text.startswith("git has no work tree here")


def test_without_git(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the program git, the error says so."""
    monkeypatch.setenv("PATH", "")

    assert refusal(repo.root, "main").text == "git cannot be run"


@pytest.mark.parametrize("ref", ["none", "HEAD~9", "main..main", "HEAD:a.txt", "a.txt"])
def test_an_unknown_ref(ref: str, repo: Repository) -> None:
    """What names no commit is refused with what to check."""
    error = refusal(repo.root, ref)

    assert error.text == f"git knows no commit {ref!r} here"
    assert "git fetch" in error.remedy


@pytest.mark.parametrize("ref", ["", "-", "--output=x", "-h", "main\0"])
def test_no_ref(ref: str, repo: Repository) -> None:
    """What git could take for an option never reaches it."""
    assert "is no git ref" in refusal(repo.root, ref).text
    assert not (repo.root / "x").exists()


def test_a_shallow_clone(repo: Repository) -> None:
    """Where history is cut off, the error says how a workflow fetches it."""
    repo.commit()
    clone = repo.root.parent / "clone"
    repo.git("clone", "--quiet", "--depth=1", repo.root.as_uri(), str(clone))

    assert "fetch-depth: 0" in refusal(clone, "HEAD~1").remedy


def test_no_commit(tmp_path: Path) -> None:
    """A repository without a commit has no date."""
    repository(tmp_path)

    with pytest.raises(UsageError, match="there is no commit"):
        commit_day("HEAD", tmp_path)
