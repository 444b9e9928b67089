"""What a command means by its paths."""

from pathlib import Path

import pytest

import compliance
from compliance.errors import UsageError
from compliance.inputs.discovery import Target, find_register, find_targets, shipped_rules
from compliance.storage import read_place
from tests.factories import write_manifest, write_text

ROW = {"id": "1", "url": "u"}


def manifest(path: Path) -> Path:
    """Write a small manifest and return its path."""
    return write_manifest(path, [ROW])


def card(folder: Path) -> Path:
    """Write a card into the folder and return its path."""
    return write_text(folder / "dataset.yaml", "name: d\n")


def test_a_card(tmp_path: Path) -> None:
    """A YAML file is a card, whatever its name."""
    path = write_text(tmp_path / "mine.yml", "name: d\n")

    assert find_targets((path,)) == (Target(path),)


def test_a_bare_manifest(tmp_path: Path) -> None:
    """A Parquet file without a card is a manifest on its own."""
    path = manifest(tmp_path / "m.parquet")

    assert find_targets((path,)) == (Target(None, (path,)),)


def test_the_card_beside_a_bare_manifest(tmp_path: Path) -> None:
    """A manifest named on the command line keeps the card that lies beside it."""
    path = manifest(tmp_path / "m.parquet")

    assert find_targets((path,)) == (Target(None, (path,)),)
    assert find_targets((path, card(tmp_path))) == (Target(card(tmp_path), (path,)),)


def test_a_glob(tmp_path: Path) -> None:
    """A pattern is one manifest, with the card beside it."""
    manifest(tmp_path / "a.parquet")
    beside = card(tmp_path)

    assert find_targets((tmp_path / "*.parquet",)) == (Target(beside, (tmp_path / "*.parquet",)),)


def test_a_folder_with_a_card(tmp_path: Path) -> None:
    """A folder with a card is that dataset; cards below it are not looked for."""
    card(tmp_path / "below")

    assert find_targets((tmp_path,)) == (Target(tmp_path / "below" / "dataset.yaml"),)
    assert find_targets((tmp_path,)) != (Target(card(tmp_path)),)
    assert find_targets((tmp_path,)) == (Target(tmp_path / "dataset.yaml"),)


def test_a_folder_of_cards(tmp_path: Path) -> None:
    """A folder that holds cards further down is all those datasets, in the order of their paths."""
    paths = [card(tmp_path / name) for name in ("b", "a", "c/deep/er")]

    assert find_targets((tmp_path,)) == tuple(Target(path) for path in sorted(paths))


@pytest.mark.parametrize("name", [".hidden", "node_modules", "site-packages", "build", "dist"])
def test_folders_that_are_not_looked_into(name: str, tmp_path: Path) -> None:
    """Cards of other people's packages and of hidden folders are not ours to check."""
    card(tmp_path / "mine" / name)
    kept = card(tmp_path / "mine" / "data")

    assert find_targets((tmp_path / "mine",)) == (Target(kept),)


def test_linked_folders_are_not_looked_into(tmp_path: Path) -> None:
    """A link could lead anywhere, also back up."""
    kept = card(tmp_path / "mine" / "data")
    card(tmp_path / "other")
    (tmp_path / "mine" / "link").symlink_to(tmp_path / "other")
    (tmp_path / "mine" / "loop").symlink_to(tmp_path / "mine")

    assert find_targets((tmp_path / "mine",)) == (Target(kept),)


def test_a_folder_without_cards_is_a_manifest(tmp_path: Path) -> None:
    """A folder of Parquet files is one manifest."""
    manifest(tmp_path / "platform=x" / "m.parquet")

    assert find_targets((tmp_path,)) == (Target(None, (tmp_path,)),)


def test_no_path_is_everything_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without paths, every card at or below the current folder is meant, and there must be one."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"there is no dataset\.yaml here or below"):
        find_targets(())

    card(tmp_path / "a")
    assert find_targets(()) == (Target(Path("a/dataset.yaml")),)
    card(tmp_path)
    assert find_targets(()) == (Target(Path("dataset.yaml")),)


def test_one_path_twice(tmp_path: Path) -> None:
    """A dataset named twice is checked once."""
    path = card(tmp_path)

    assert find_targets((path, tmp_path, path)) == (Target(path),)


def test_one_card_for_every_path(tmp_path: Path) -> None:
    """With a card given, each path is a manifest of it; without paths, the card says where."""
    path = card(tmp_path)
    first, second = tmp_path / "a.parquet", tmp_path / "b"

    assert find_targets((first, second), path) == (Target(path, (first, second)),)
    assert find_targets((), path) == (Target(path),)


def test_a_path_that_does_not_exist(tmp_path: Path) -> None:
    """A misspelt path is an error that names it."""
    with pytest.raises(UsageError, match=r"there is no file or folder .*none\.parquet"):
        find_targets((tmp_path / "none.parquet",))


def test_the_nearest_register(tmp_path: Path) -> None:
    """The register beside a manifest wins over one above, and the search ends at the base."""
    write_text(tmp_path / "grants.yaml", "grants: []")
    base = tmp_path / "project"
    near = manifest(base / "data" / "posts" / "m.parquet")
    assert find_register(near, base) is None

    for folder in (base, base / "data", base / "data" / "posts"):
        register = write_text(folder / "grants.yaml", "grants: []")
        assert find_register(near, base) == register.resolve()
        assert find_register(near.parent, base) == register.resolve()


def test_the_nearest_register_in_a_project(tmp_path: Path) -> None:
    """Above the base, the search goes on to the root of the project and no further."""
    base, project = tmp_path / "above" / "project" / "base", tmp_path / "above" / "project"
    near = manifest(base / "data" / "m.parquet")
    beyond = write_text(tmp_path / "above" / "grants.yaml", "grants: []")
    beside = write_text(project / "other" / "grants.yaml", "grants: []")

    assert find_register(near, base, project) is None
    assert find_register(manifest(project / "other" / "m.parquet"), base, project) == beside.resolve()
    root = write_text(project / "grants.yaml", "grants: []")
    assert find_register(near, base, project) == root.resolve()
    assert find_register(near, base) is None
    assert beyond.is_file()


def test_a_register_for_a_manifest_elsewhere(tmp_path: Path) -> None:
    """A manifest outside the base still finds the register of the base, but none above itself."""
    base = tmp_path / "project"
    register = write_text(base / "grants.yaml", "grants: []")
    write_text(tmp_path / "grants.yaml", "grants: []")
    near = manifest(tmp_path / "elsewhere" / "m.parquet")

    assert find_register(near, base) == register.resolve()


def test_shipped_rules_in_a_checkout() -> None:
    """In a checkout the rules lie beside the package."""
    folder = shipped_rules()

    assert folder == Path(compliance.__file__).parent.parent / "rules"
    assert (folder / "reference" / "licenses.yaml").is_file()
    assert list(folder.glob("*/pack.yaml"))


def test_urls() -> None:
    """A URL is a manifest with all its slashes; several without a card are a dataset each."""
    first, second = read_place("s3://bucket/a.parquet"), read_place("https://host/b.parquet?c=d")

    assert find_targets((first, second)) == (Target(None, (first,)), Target(None, (second,)))
    assert find_targets((first, second), Path("card.yaml")) == (Target(Path("card.yaml"), (first, second)),)


def test_a_card_behind_a_url() -> None:
    """Cards are read from this machine only, and the error says so."""
    with pytest.raises(UsageError, match=r"the card s3://bucket/dataset\.yaml is not on this machine"):
        find_targets((read_place("s3://bucket/dataset.yaml"),))
