"""Which datasets changes in git concern, and which come along with them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.git import changes_since
from compliance.inputs.datasets import DatasetReader
from compliance.inputs.discovery import Target, find_targets
from compliance.inputs.scope import named_scope, touched_scope
from tests.factories import leave_pointer, write_dvc, write_manifest, write_text
from tests.repository import NEEDS_GIT, Repository, repository

pytestmark = NEEDS_GIT
ROWS = [{"id": "1", "url": "u"}, {"id": "2", "url": "v"}]
OTHERS = [{"id": "3", "url": "w"}]


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """Return a repository with four datasets; c was made from b, and d shares a register with nobody."""
    for name in "abcd":
        write_manifest(tmp_path / name / "records.parquet", ROWS)
        write_text(tmp_path / name / "dataset.yaml", f"name: {name}\n")
    write_text(tmp_path / "c/dataset.yaml", "name: c\nparents:\n  - {name: B}\n")
    write_manifest(tmp_path / "d/parts/1.parquet", ROWS)
    write_text(tmp_path / "d/dataset.yaml", "name: d\nmanifest: parts/*.parquet\n")
    write_text(tmp_path / "README.md", "Words.\n")
    made = repository(tmp_path)
    made.commit()
    return made


def scope(
    repo: Repository,
    ref: str = "HEAD",
    folder: str = ".",
    laws: tuple[Path, ...] = (),
    grants: Path | None = None,
) -> list[str]:
    """Return the folders of the datasets that are looked at."""
    base = repo.root / folder
    found = touched_scope(find_targets((base,)), changes_since(base, ref), DatasetReader(base, grants), laws)
    return [_folder(target) for target in found.targets]


def _folder(target: Target) -> str:
    return "" if target.card is None else target.card.parent.name


def change_nothing(root: Path) -> None:
    """Leave everything as it is."""


def change_words(root: Path) -> None:
    """Change a file that concerns no dataset, and add others."""
    write_text(root / "README.md", "Other words.\n")
    write_text(root / "a/notes.txt", "New.\n")
    write_text(root / "other/pyproject.toml", "[tool.compliance]\n")


def change_a_manifest(root: Path) -> None:
    """Write a manifest again."""
    write_manifest(root / "a/records.parquet", OTHERS)


def change_a_card(root: Path) -> None:
    """Change a card."""
    write_text(root / "a/dataset.yaml", "name: a\nowner: o\n")


def change_a_parent(root: Path) -> None:
    """Change a dataset that another was made from."""
    write_manifest(root / "b/records.parquet", OTHERS)


def change_a_child(root: Path) -> None:
    """Change a dataset that was made from another."""
    write_manifest(root / "c/records.parquet", OTHERS)


def add_a_file(root: Path) -> None:
    """Add a file to a manifest, under a name with all sorts of letters."""
    write_manifest(root / "d/parts/é \"2'\t.parquet", OTHERS)


def delete_a_file(root: Path) -> None:
    """Delete a file of a manifest that has another."""
    write_manifest(root / "d/parts/2.parquet", OTHERS)
    Repository(root).commit()
    (root / "d/parts/1.parquet").unlink()


def move_a_file(root: Path) -> None:
    """Move a file from one manifest to another."""
    (root / "a/records.parquet").rename(root / "d/parts/2.parquet")


def delete_a_parent(root: Path) -> None:
    """Delete a dataset that another was made from."""
    (root / "b/dataset.yaml").unlink()


def rename_a_parent(root: Path) -> None:
    """Give a dataset that another was made from another name."""
    write_text(root / "b/dataset.yaml", "name: renamed\n")


def add_a_register(root: Path) -> None:
    """Add a register above all datasets."""
    write_text(root / "grants.yaml", "grants: []\n")


def add_its_own_register(root: Path) -> None:
    """Add a register beside one dataset."""
    write_text(root / "a/grants.yaml", "grants: []\n")


def add_waivers(root: Path) -> None:
    """Add waivers beside one dataset."""
    write_text(root / "a/waivers.yaml", "waivers: []\n")


def change_corrections(root: Path) -> None:
    """Delete corrections that stood above all datasets."""
    write_text(root / "corrections.yaml", "corrections: []\n")
    Repository(root).commit()
    (root / "corrections.yaml").unlink()


def configure(root: Path) -> None:
    """Add a configuration."""
    write_text(root / "compliance.toml", "fail_on = 'never'\n")


def configure_no_more(root: Path) -> None:
    """Take the table out of a configuration."""
    write_text(root / "pyproject.toml", "[tool.compliance]\n")
    Repository(root).commit()
    write_text(root / "pyproject.toml", "[tool.other]\n")


def break_a_card(root: Path) -> None:
    """Have a card that cannot be read, and has not changed."""
    write_text(root / "a/dataset.yaml", "name: [\n")
    Repository(root).commit()


def ignore_a_manifest(root: Path) -> None:
    """Have a manifest that git does not look at."""
    write_text(root / "a/.gitignore", "*.parquet\n")
    Repository(root).git("rm", "--cached", "--quiet", "a/records.parquet")
    Repository(root).commit()


def ignore_a_register(root: Path) -> None:
    """Have a register that git does not look at."""
    write_text(root / "a/grants.yaml", "grants: []\n")
    write_text(root / "a/.gitignore", "grants.yaml\n")
    Repository(root).commit()


def change_the_paper_behind_a_grant(root: Path) -> None:
    """Change a file that a register names."""
    write_text(root / "a/grants.yaml", "grants:\n  - {id: g, document: {path: papers/plan é.pdf}}\n")
    write_text(root / "a/papers/plan é.pdf", "One.\n")
    Repository(root).commit()
    write_text(root / "a/papers/plan é.pdf", "Two.\n")


def change_what_a_waiver_is_about(root: Path) -> None:
    """Change a manifest whose file a waiver for all mentions."""
    write_text(root / "waivers.yaml", "# of records.parquet, see dataset.yaml\nwaivers: []\n")
    Repository(root).commit()
    change_a_manifest(root)
    change_a_card(root)


def keep_by_dvc(root: Path) -> None:
    """Let DVC keep a manifest, whose DVC file has not changed."""
    write_dvc(root / "a/records.parquet")
    ignore_a_manifest(root)


def change_what_dvc_keeps(root: Path) -> None:
    """Let DVC keep a manifest, and change it."""
    keep_by_dvc(root)
    write_manifest(root / "a/records.parquet", OTHERS)
    write_dvc(root / "a/records.parquet")


def change_what_dvc_keeps_elsewhere(root: Path) -> None:
    """Change the DVC file of a manifest that is not here."""
    change_what_dvc_keeps(root)
    (root / "a/records.parquet").unlink()


def leave_pointers(root: Path) -> None:
    """Put a pointer in the place of a manifest, and commit it."""
    leave_pointer(root / "a/records.parquet")
    Repository(root).commit()


def link_elsewhere(root: Path) -> None:
    """Change what a link in a manifest leads to."""
    write_manifest(root / "store/2.parquet", ROWS)
    (root / "d/parts/2.parquet").symlink_to(root / "store/2.parquet")
    Repository(root).commit()
    write_manifest(root / "store/2.parquet", OTHERS)


def add_a_remote_manifest(root: Path) -> None:
    """Have a manifest behind a URL."""
    write_text(root / "a/dataset.yaml", "name: a\nmanifest: s3://bucket/a.parquet\n")
    Repository(root).commit()


def stage_only(root: Path) -> None:
    """Stage a change that is not committed."""
    change_a_manifest(root)
    Repository(root).git("add", "a")


def change_inside_a_submodule(root: Path) -> None:
    """Change a file of a manifest in a submodule."""
    inner = repository(root.parent / f"{root.name}-inner")
    write_manifest(inner.root / "1.parquet", ROWS)
    inner.commit()
    allowed = ("-c", "protocol.file.allow=always")
    Repository(root).git(*allowed, "submodule", "--quiet", "add", str(inner.root), "d/parts/inner")
    write_text(root / "d/dataset.yaml", "name: d\nmanifest: parts\n")
    Repository(root).commit()
    write_manifest(root / "d/parts/inner/1.parquet", OTHERS)


CHANGES: tuple[tuple[Callable[[Path], None], str], ...] = (
    (change_nothing, ""),
    (change_words, ""),
    (change_a_manifest, "a"),
    (change_a_card, "a"),
    (change_a_parent, "bc"),
    (change_a_child, "bc"),
    (add_a_file, "d"),
    (delete_a_file, "d"),
    (move_a_file, "ad"),
    (delete_a_parent, "c"),
    (rename_a_parent, "bc"),
    (add_a_register, "abcd"),
    (add_its_own_register, "a"),
    (add_waivers, "a"),
    (change_corrections, "abcd"),
    (configure, "abcd"),
    (configure_no_more, "abcd"),
    (break_a_card, "a"),
    (ignore_a_manifest, "a"),
    (ignore_a_register, "a"),
    (change_the_paper_behind_a_grant, "a"),
    (change_what_a_waiver_is_about, "a"),
    (keep_by_dvc, ""),
    (change_what_dvc_keeps, "a"),
    (change_what_dvc_keeps_elsewhere, "a"),
    (leave_pointers, ""),
    (link_elsewhere, "d"),
    (add_a_remote_manifest, "a"),
    (stage_only, "a"),
    (change_inside_a_submodule, "d"),
)


@pytest.mark.parametrize(("change", "expected"), CHANGES, ids=lambda value: getattr(value, "__name__", value))
def test_what_a_change_concerns(change: Callable[[Path], None], expected: str, repo: Repository) -> None:
    """Datasets are looked at if a change concerns them or what their verdicts rest on, and no others."""
    change(repo.root)

    assert "".join(scope(repo)) == expected


def test_a_commit_is_compared_as_a_whole(repo: Repository) -> None:
    """What was committed since counts like what was not; the day of the commit does not matter."""
    change_a_manifest(repo.root)
    repo.commit()
    change_words(repo.root)

    assert scope(repo, "HEAD") == []
    assert scope(repo, "HEAD~1") == ["a"]


def test_a_shared_register(repo: Repository) -> None:
    """Datasets that share a register are looked at together: rules add up over all of them."""
    add_a_register(repo.root)
    add_its_own_register(repo.root)
    repo.commit()
    change_a_manifest(repo.root)
    own = scope(repo)
    change_a_child(repo.root)

    assert own == ["a"]
    assert scope(repo) == ["a", "b", "c", "d"]


def test_a_register_for_all(repo: Repository) -> None:
    """A register that was given concerns every dataset when it changes, and ties them together."""
    folder = repo.root / "registers"
    write_text(folder / "one.yaml", "grants: []\n")
    repo.commit()
    unchanged = scope(repo, grants=folder)
    change_a_manifest(repo.root)
    one = scope(repo, grants=folder)
    (folder / "one.yaml").unlink()

    assert (unchanged, one) == ([], ["a", "b", "c", "d"])
    assert scope(repo, grants=folder) == ["a", "b", "c", "d"]


def test_rules(repo: Repository) -> None:
    """A change of a team's own laws concerns every dataset."""
    write_text(repo.root / "laws/pack.yaml", "name: p\n")

    assert scope(repo, laws=(repo.root / "laws",)) == ["a", "b", "c", "d"]
    assert scope(repo) == []


def test_a_folder_of_the_repository(repo: Repository) -> None:
    """A run in a folder looks at its datasets; what holds for them may lie above."""
    change_a_manifest(repo.root)
    change_a_child(repo.root)
    here, elsewhere = scope(repo, folder="a"), scope(repo, folder="d")
    change_corrections(repo.root)

    assert (here, elsewhere) == (["a"], [])
    assert scope(repo, folder="d") == ["d"]


def test_names_of_the_rest(repo: Repository) -> None:
    """The names of datasets that are left out are known: records may name them as their source."""
    change_a_manifest(repo.root)
    base = repo.root
    found = touched_scope(find_targets((base,)), changes_since(base, "HEAD"), DatasetReader(base))

    assert found.beside == ("b", "c", "d")


def test_two_datasets_of_one_name(repo: Repository) -> None:
    """Two datasets of one name are both looked at, so that the run refuses them as any run does."""
    write_text(repo.root / "d/dataset.yaml", "name: a\n")
    repo.commit()

    assert scope(repo) == ["a", "d"]


def test_manifests_without_a_card(repo: Repository) -> None:
    """A bare manifest is looked at when it differs."""
    base = repo.root
    target = Target(None, (base / "d/parts/1.parquet",))
    reader = DatasetReader(base)
    before = touched_scope((target,), changes_since(base, "HEAD"), reader)
    write_manifest(base / "d/parts/1.parquet", OTHERS)

    assert before.targets == ()
    assert before.beside == ("d/parts/1.parquet",)
    assert touched_scope((target,), changes_since(base, "HEAD"), reader).targets == (target,)


def test_named(repo: Repository) -> None:
    """A scope can be had by the names of its datasets, without git."""
    found = named_scope(find_targets((repo.root,)), {"a", "c"}, DatasetReader(repo.root))

    assert [_folder(target) for target in found.targets] == ["a", "c"]
    assert found.beside == ("b", "d")


def test_cards_are_not_read_twice(
    repo: Repository, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a cache, a card is parsed again when its content is new, and only then."""
    cache = tmp_path_factory.mktemp("cache")
    reader = DatasetReader(repo.root, cache=cache)
    targets = find_targets((repo.root,))
    first = named_scope(targets, {"a"}, reader)

    def refuse(*_: object) -> None:
        raise AssertionError("a card was parsed again")

    monkeypatch.setattr("compliance.inputs.card_outlines.read_card", refuse)
    assert named_scope(targets, {"a"}, reader) == first
    change_a_card(repo.root)
    with pytest.raises(AssertionError, match="parsed again"):
        named_scope(targets, {"a"}, reader)
