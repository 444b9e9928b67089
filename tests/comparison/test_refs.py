"""States of a repository: which datasets are read, and from where."""

from pathlib import Path, PurePosixPath

import pytest

from compliance.comparison import Asked, State, read_states
from compliance.errors import UsageError
from tests.cli.conftest import write_purposes
from tests.factories import write_text
from tests.repositories import commit, git, repository


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a repository with two datasets and a register, all of them committed."""
    found = repository(tmp_path / "repository")
    write_purposes(found / "a", "research", name="a")
    write_purposes(found / "b", "eval", name="b")
    write_text(found / "a" / "grants.yaml", "grants: []\n")
    commit(found)
    return found


def states(
    folder: Path, old: str = "HEAD", new: str | None = None, *paths: str, **more: bool
) -> tuple[State, State, int]:
    """Return both states of a repository; without a new commit, the files as they are."""
    sides = [(ref or "WORKTREE", git(folder, "rev-parse", ref) if ref else None) for ref in (old, new)]
    asked = Asked(folder, sides[0], sides[1], tuple(map(PurePosixPath, paths)), **more)
    return read_states(asked, folder.parent / f"scratch-{len(list(folder.parent.iterdir()))}")


def rows(state: State) -> dict[str, int]:
    """Return the rows of each dataset by its name."""
    return {dataset.name: sum(file.rows for file in dataset.files) for dataset in state.datasets}


def test_nothing_changed(folder: Path) -> None:
    """Where no file differs no manifest is read, and every dataset counts as the same."""
    old, new, same = states(folder)

    assert old.compared == new.compared == frozenset()
    assert old.datasets == new.datasets == ()
    assert same == 2


def test_one_manifest_changed(folder: Path) -> None:
    """Of two datasets, only the one whose files differ is read; the other is known to lineage by its name."""
    before = git(folder, "rev-parse", "HEAD")
    write_purposes(folder / "b", "eval", "eval", "eval", name="b")
    commit(folder)
    old, new, same = states(folder, before, "HEAD")

    assert (rows(old), rows(new)) == ({"b": 1}, {"b": 3})
    assert [dataset.beside for dataset in (*old.datasets, *new.datasets)] == [("a",), ("a",)]
    assert old.compared == new.compared == {"b"}
    assert (new.commit, same) == (git(folder, "rev-parse", "HEAD"), 1)


def test_the_files_as_they_are(folder: Path) -> None:
    """Without a commit, a side is the work tree, with what git does not know yet."""
    write_purposes(folder / "c", "eval", "eval", name="c")
    old, new, _ = states(folder)

    assert (rows(old), rows(new)) == ({}, {"c": 2})
    assert [file.location for file in new.datasets[0].files] == [str(folder / "c" / "records.parquet")]


def test_the_work_tree_is_left_alone(folder: Path) -> None:
    """Reading another commit changes nothing in the work tree, nor in the index."""
    before = git(folder, "rev-parse", "HEAD")
    write_purposes(folder / "b", "eval", "eval", name="b")
    commit(folder)
    write_text(folder / "b" / "notes.txt", "mine")
    index = (folder / ".git" / "index").read_bytes()
    states(folder, before, "HEAD")

    assert git(folder, "status", "--porcelain") == "?? b/notes.txt"
    assert (folder / ".git" / "index").read_bytes() == index


def test_a_register_that_is_shared(folder: Path) -> None:
    """Datasets that share a register are judged together: caps add up over them."""
    write_text(folder / "grants.yaml", "grants: []\n")
    write_purposes(folder / "c", "eval", name="c")
    before = commit(folder)
    write_purposes(folder / "c", "eval", "eval", name="c")
    old, new, same = states(folder, before, None)

    assert (rows(old), rows(new)) == ({"b": 1, "c": 1}, {"b": 1, "c": 2})
    assert old.compared == {"b", "c"}
    assert same == 1


def test_a_register_that_changed(folder: Path) -> None:
    """A dataset differs when its register does."""
    write_text(folder / "a" / "grants.yaml", "grants: [{id: g, type: contract, platform: x}]\n")
    old, new, _ = states(folder)

    assert old.compared == new.compared == {"a"}
    assert [len(state.datasets[0].register.grants) for state in (old, new)] == [0, 1]


@pytest.mark.parametrize("name", ["grants.yaml", "waivers.yaml", "corrections.yaml", "baseline.json"])
def test_a_file_above_that_governs(folder: Path, name: str) -> None:
    """A register above, waivers, corrections or a baseline are about any dataset below; notes are not."""
    write_text(folder / "notes.yaml", "x: 1\n")
    commit(folder)
    write_text(folder / "notes.yaml", "x: 2\n")
    (folder / "a" / "grants.yaml").unlink()
    commit(folder)
    unrelated = states(folder, "HEAD")[0].compared
    write_text(folder / name, "")
    old, new, _ = states(folder)

    assert unrelated == frozenset()
    assert {"a", "b"} <= old.compared | {told.where.split("/")[0][-1] for told in (*old.untold, *new.untold)}


def test_a_paper_that_is_cited(folder: Path) -> None:
    """A paper that a register cites comes along, and a dataset differs when it does."""
    document = "{path: ../papers/plan.pdf, sha256: " + "a" * 64 + "}"
    grant = f"{{id: g, type: contract, platform: x, document: {document}}}"
    write_text(folder / "a" / "grants.yaml", f"grants: [{grant}]\n")
    write_text(folder / "papers" / "plan.pdf", "signed")
    commit(folder)
    write_text(folder / "papers" / "plan.pdf", "forged")
    old, new, _ = states(folder)

    assert old.compared == new.compared == {"a"}
    [copy] = folder.parent.glob("scratch*/old/papers/plan.pdf")
    assert copy.read_text(encoding="utf-8") == "signed"


def test_a_parent_that_came(folder: Path) -> None:
    """A dataset that names a dataset which came or went as its parent is judged again."""
    write_text(folder / "b" / "dataset.yaml", "name: b\nparents: [{name: c}]\n")
    before = commit(folder)
    write_purposes(folder / "c", "eval", name="c")

    assert states(folder, before)[1].compared == {"b", "c"}


def test_a_parent_that_came_elsewhere(folder: Path) -> None:
    """A parent that came outside of the paths counts for the datasets inside of them."""
    write_text(folder / "b" / "dataset.yaml", "name: b\nparents: [{name: c}]\n")
    before = commit(folder)
    write_purposes(folder / "c", "eval", name="c")
    _, new, _ = states(folder, before, None, "b")

    assert new.compared == {"b"}
    assert rows(new) == {"b": 1}
    assert new.datasets[0].beside == ("a", "c")


def test_other_days(folder: Path) -> None:
    """Where the sides are judged as of other days, every dataset may differ."""
    old, _, same = states(folder, all_differ=True)

    assert (old.compared, same) == ({"a", "b"}, 0)


def test_paths_narrow(folder: Path) -> None:
    """Only datasets below the paths are compared, be it a folder, a card or a manifest."""
    for name in "ab":
        write_purposes(folder / name, "eval", "eval", name=name)

    for path in ("a", "a/dataset.yaml", "a/records.parquet"):
        assert states(folder, "HEAD", None, path)[0].compared == {"a"}


def test_a_manifest_without_a_card(folder: Path) -> None:
    """A path may be a manifest without a card, whose name is its path."""
    write_purposes(folder / "c", "eval", name="c")
    (folder / "c" / "dataset.yaml").unlink()
    before = commit(folder)
    write_purposes(folder / "c", "eval", "eval", name="c")
    (folder / "c" / "dataset.yaml").unlink()
    old, new, _ = states(folder, before, None, "c/records.parquet")

    assert old.compared == new.compared == {"c/records.parquet"}
    assert (rows(old)["c/records.parquet"], rows(new)["c/records.parquet"]) == (1, 2)


def test_no_dataset_there(folder: Path) -> None:
    """Paths at which neither side has a dataset are a mistake."""
    with pytest.raises(UsageError, match="neither HEAD nor WORKTREE has a dataset at nothing"):
        states(folder, "HEAD", None, "nothing")


def test_the_first_dataset(tmp_path: Path) -> None:
    """A side without any dataset is no error as long as the other has one."""
    found = repository(tmp_path / "repository")
    before = commit(found)
    write_purposes(found / "a", "eval", name="a")
    old, new, _ = states(found, before)

    assert (old.datasets, rows(new)) == ((), {"a": 1})


def test_a_faulty_card(folder: Path) -> None:
    """A card that cannot be read leaves its dataset out, and the others in."""
    write_text(folder / "a" / "dataset.yaml", "nome: a\n")
    write_purposes(folder / "b", "eval", "eval", name="b")
    old, new, _ = states(folder)

    assert new.compared == {"b"}
    assert [(each.where, "nome" in each.text) for each in new.untold] == [("WORKTREE: a/dataset.yaml", True)]
    assert (new.failed, old.untold) == ({"a/dataset.yaml"}, ())


@pytest.mark.parametrize("card", ["name: a\n", "name: a\nmanifest: lost.parquet\n"])
def test_manifests_that_git_does_not_keep(folder: Path, card: str) -> None:
    """Manifests that a commit lacks are not taken for empty ones, and no copy's path is shown."""
    write_text(folder / "a" / "dataset.yaml", card)
    (folder / "a" / "records.parquet").unlink()
    commit(folder)
    old, new, _ = states(folder, all_differ=True)
    [told] = old.untold

    assert told.where == "HEAD: a/dataset.yaml"
    assert "manifest" in told.text
    assert "scratch" not in told.text
    assert "a" not in old.compared | new.compared


def test_two_datasets_of_one_name(folder: Path) -> None:
    """Two datasets of one name that are to be judged together are refused, as in any run."""
    write_purposes(folder / "c", "eval", name="b")
    write_purposes(folder / "b", "eval", "eval", name="b")

    with pytest.raises(UsageError, match="two datasets of the run are named 'b'"):
        states(folder)


def test_below_a_folder_of_the_repository(folder: Path) -> None:
    """Seen from a folder of the repository, paths are relative to it, and registers above it hold."""
    write_text(folder / "grants.yaml", "grants: []\n")
    commit(folder)
    write_purposes(folder / "b", "eval", "eval", name="b")
    asked = Asked(folder / "b", ("HEAD", git(folder, "rev-parse", "HEAD")), ("WORKTREE", None))
    old, new, _ = read_states(asked, folder.parent / "scratch")

    assert (rows(old), rows(new)) == ({"b": 1}, {"b": 2})
    assert [dataset.card_path for dataset in (*old.datasets, *new.datasets)] == ["dataset.yaml"] * 2
    assert [dataset.register_path for dataset in (*old.datasets, *new.datasets)] == ["../grants.yaml"] * 2
