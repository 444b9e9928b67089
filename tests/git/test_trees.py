"""Reading git repositories."""

import datetime
from pathlib import Path

import pytest

from compliance.errors import UsageError
from compliance.git import changed_paths, commit_day, commit_of, extract, files_of, merge_base
from tests.factories import write_text
from tests.repositories import commit, git, repository


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a repository with one commit."""
    found = repository(tmp_path / "repository")
    write_text(found / "a" / "one.txt", "one\n")
    write_text(found / "two.txt", "two\n")
    commit(found)
    return found


def test_a_ref_is_a_commit(folder: Path) -> None:
    """Branches, tags, relative names and short ids mean commits."""
    head = git(folder, "rev-parse", "HEAD")
    git(folder, "tag", "--annotate", "v1", "--message", "first")

    assert [commit_of(ref, folder) for ref in ("main", "HEAD", "v1", head[:8])] == [head] * 4


@pytest.mark.parametrize("ref", ["", "-h", "--all", "nothing", "HEAD~7", "HEAD\n", "HEAD:two.txt", "a\0b"])
def test_what_is_no_commit(folder: Path, ref: str) -> None:
    """What names no commit, or looks like an option, is none."""
    assert commit_of(ref, folder) is None


def test_outside_of_a_repository(tmp_path: Path) -> None:
    """Where there is no repository, nothing is a commit."""
    assert commit_of("HEAD", tmp_path) is None


def test_day_of_a_commit(folder: Path) -> None:
    """The day is that of the committer."""
    made = commit(folder, day="2023-03-29")

    assert commit_day(made, folder) == datetime.date(2023, 3, 29)


def test_where_histories_parted(folder: Path) -> None:
    """The merge base of two branches is the last commit that both have."""
    base = git(folder, "rev-parse", "HEAD")
    git(folder, "switch", "--quiet", "--create", "other")
    other = commit(folder, day="2024-05-07")
    git(folder, "switch", "--quiet", "main")
    main = commit(folder, day="2024-05-08")

    assert merge_base(main, other, folder) == base


def test_histories_without_a_common_commit(folder: Path) -> None:
    """Two histories that never met have no merge base, and the message says what to do."""
    main = git(folder, "rev-parse", "HEAD")
    git(folder, "switch", "--quiet", "--orphan", "other")

    with pytest.raises(UsageError, match="no commit in common") as caught:
        merge_base(main, commit(folder), folder)
    assert "fetch" in caught.value.remedy


def test_files_of_a_commit(folder: Path) -> None:
    """Regular files are listed by path; seen from a folder, those below it."""
    (folder / "link").symlink_to("two.txt")
    head = commit(folder)

    assert sorted(files_of(head, folder)) == ["a/one.txt", "two.txt"]
    assert sorted(files_of(head, folder / "a")) == ["one.txt"]


def test_paths_that_no_work_tree_has(folder: Path) -> None:
    """A path that leads out of the tree is left out, whoever wrote it into one."""
    blob = git(folder, "hash-object", "-w", "two.txt")
    raw = b"100644 ..\0" + bytes.fromhex(blob)
    (folder / "raw").write_bytes(raw)
    tree = git(folder, "hash-object", "-t", "tree", "--literally", "-w", "raw")
    evil = git(folder, "commit-tree", tree, "-m", "evil")

    assert files_of(evil, folder) == {}


def test_extraction(folder: Path, tmp_path: Path) -> None:
    """Files are written as they are in the commit, whatever the work tree and its attributes say."""
    content = bytes(range(256)) * 9_000
    (folder / "records.bin").write_bytes(content)
    write_text(folder / ".gitattributes", "*.txt export-ignore\n*.bin export-subst\n")
    head = commit(folder)
    (folder / "records.bin").unlink()
    extract(files_of(head, folder), folder, tmp_path / "out")

    assert (tmp_path / "out" / "records.bin").read_bytes() == content
    assert (tmp_path / "out" / "a" / "one.txt").read_text(encoding="utf-8") == "one\n"
    assert not (folder / "records.bin").exists()


def test_a_blob_that_is_not_here(folder: Path, tmp_path: Path) -> None:
    """Content that a partial clone lacks is an error that names the file."""
    with pytest.raises(UsageError, match=r"does not have the content of lost\.txt"):
        extract({"lost.txt": "0" * 40}, folder, tmp_path / "out")


def test_what_changed_between_commits(folder: Path) -> None:
    """Changed, new and deleted files are told, a renamed one under both of its names."""
    old = git(folder, "rev-parse", "HEAD")
    (folder / "two.txt").rename(folder / "three.txt")
    write_text(folder / "a" / "one.txt", "other\n")
    new = commit(folder)

    assert changed_paths(old, new, folder) == {"two.txt", "three.txt", "a/one.txt"}
    assert changed_paths(old, new, folder / "a") == {"one.txt"}


def test_what_changed_in_the_work_tree(folder: Path) -> None:
    """Files as they are now differ, too, where git does not follow them or ignores them."""
    head = git(folder, "rev-parse", "HEAD")
    write_text(folder / ".gitignore", "*.parquet\n")
    commit(folder)
    write_text(folder / "a" / "one.txt", "other\n")
    write_text(folder / "records.parquet", "ignored")
    write_text(folder / "new.txt", "new")

    assert changed_paths(head, None, folder) == {".gitignore", "a/one.txt", "records.parquet", "new.txt"}


def test_names_that_git_would_quote(folder: Path, tmp_path: Path) -> None:
    """Spaces, quotes, line breaks and letters of any language in a name are no obstacle."""
    name = 'a "b"\n\u00e9.txt'
    (folder / name).write_text("x", encoding="utf-8")
    old, new = git(folder, "rev-parse", "HEAD"), commit(folder)
    extract(files_of(new, folder), folder, tmp_path / "out")

    assert changed_paths(old, new, folder) == {name}
    assert (tmp_path / "out" / name).read_text(encoding="utf-8") == "x"
