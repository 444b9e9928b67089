"""Datasets: a target of the command line, read into card, register and manifest."""

from pathlib import Path

import pytest

from compliance.errors import ConfigurationError, UsageError
from compliance.inputs.datasets import DatasetReader
from compliance.inputs.discovery import Target, find_targets
from tests.factories import read_dataset, write_manifest, write_text

ROWS = [{"id": "1", "url": "u"}]


def test_a_bare_manifest_is_named_after_its_path(tmp_path: Path) -> None:
    """Without a card, a dataset has the path of its file or folder for a name, and no register."""
    file = read_dataset(write_manifest(tmp_path / "posts.parquet", ROWS))
    write_manifest(tmp_path / "a" / "folder" / "part.parquet", ROWS)
    folder = read_dataset(tmp_path / "a" / "folder", base=tmp_path)

    assert (file.name, file.card_path, file.register, file.inputs) == ("posts.parquet", None, None, ())
    assert (folder.name, [part.path for part in folder.files]) == ("a/folder", ["a/folder/part.parquet"])


def test_a_card_says_where_its_manifest_is(tmp_path: Path) -> None:
    """The manifest is the card's pattern, or the Parquet files beside and below the card."""
    write_manifest(tmp_path / "d" / "parts" / "a.parquet", ROWS)
    write_manifest(tmp_path / "d" / "b.parquet", ROWS)
    card = write_text(tmp_path / "d" / "dataset.yaml", "name: posts\n")
    assert [file.path for file in read_dataset(None, card, tmp_path).files] == [
        "d/b.parquet",
        "d/parts/a.parquet",
    ]

    write_text(card, "name: posts\nmanifest: parts/*.parquet\n")
    dataset = read_dataset(None, card, tmp_path)

    assert [file.path for file in dataset.files] == ["d/parts/a.parquet"]
    assert (dataset.name, dataset.card_path) == ("posts", "d/dataset.yaml")


def test_a_manifest_on_the_command_line_wins(tmp_path: Path) -> None:
    """A path given with a card replaces the card's own manifest."""
    card = write_text(tmp_path / "dataset.yaml", "name: posts\nmanifest: parts/*.parquet\n")
    path = write_manifest(tmp_path / "other.parquet", ROWS)
    dataset = read_dataset(path, card)

    assert [file.path for file in dataset.files] == ["other.parquet"]
    assert dataset.name == "posts"


def test_paths_are_shown_from_the_base(tmp_path: Path) -> None:
    """Reports name files relative to the base, and files elsewhere as they were given."""
    reader = DatasetReader(tmp_path / "project")

    assert reader.show(tmp_path / "project" / "a" / "b.parquet") == "a/b.parquet"
    assert reader.show(tmp_path / "project" / "a" / ".." / "b.parquet") == "b.parquet"
    assert reader.show(tmp_path / "other.parquet") == (tmp_path / "other.parquet").as_posix()


def test_the_register_of_a_dataset(tmp_path: Path) -> None:
    """The nearest register goes with a dataset, one named on the command line with every dataset."""
    write_text(tmp_path / "grants.yaml", "grants: [{id: near, type: contract, platform: x}]")
    named = write_text(tmp_path / "named.yaml", "grants: [{id: named, type: contract, platform: x}]")
    path = write_manifest(tmp_path / "d" / "m.parquet", ROWS)
    near = DatasetReader(tmp_path).read(Target(None, (path,)))
    given = DatasetReader(tmp_path, named).read(Target(None, (path,)))

    assert near.register is not None
    assert given.register is not None
    assert (near.register_path, near.register.grants[0].id) == ("grants.yaml", "near")
    assert (given.register_path, given.register.grants[0].id) == ("named.yaml", "named")
    assert [recorded.path for recorded in near.inputs] == ["grants.yaml"]


def test_a_register_above_the_base(tmp_path: Path) -> None:
    """A register further up in the project is read, and shown as the way to it from the base."""
    write_text(tmp_path / "grants.yaml", "grants: [{id: above, type: contract, platform: x}]")
    path = write_manifest(tmp_path / "a" / "b" / "m.parquet", ROWS)
    found = DatasetReader(tmp_path / "a" / "b", project=tmp_path).read(Target(None, (path,)))

    assert found.register_path == "../../grants.yaml"
    assert [recorded.path for recorded in found.inputs] == ["../../grants.yaml"]
    assert DatasetReader(tmp_path / "a" / "b").read(Target(None, (path,))).register is None


def test_every_broken_card_at_once(tmp_path: Path) -> None:
    """Problems of all cards come together, and those of a shared register once."""
    for name in ("a", "b"):
        write_text(tmp_path / name / "dataset.yaml", "nam: d\n")
        write_manifest(tmp_path / name / "m.parquet", ROWS)
    with pytest.raises(ConfigurationError) as caught:
        DatasetReader(tmp_path).read_all(find_targets((tmp_path,)))
    assert {problem.path for problem in caught.value.problems} == {"a/dataset.yaml", "b/dataset.yaml"}

    for name in ("a", "b"):
        write_text(tmp_path / name / "dataset.yaml", f"name: {name}\n")
    write_text(tmp_path / "grants.yaml", "grants: [{}]")
    with pytest.raises(ConfigurationError) as caught:
        DatasetReader(tmp_path).read_all(find_targets((tmp_path,)))
    problems = caught.value.problems
    assert {problem.path for problem in problems} == {"grants.yaml"}
    assert len(problems) == len(set(problems))


def test_columns_that_are_bound(tmp_path: Path) -> None:
    """A dataset knows the canonical columns that its files or its card give, in canonical order."""
    write_manifest(tmp_path / "m.parquet", [{"License": "MIT", "url": "u", "key": "1", "extra": 1}])
    card = write_text(tmp_path / "dataset.yaml", "name: d\ncolumns: {id: key}\ndefaults: {platform: x}\n")

    assert read_dataset(None, card).columns_bound == ("id", "url", "platform", "license")


def test_two_datasets_of_one_name(tmp_path: Path) -> None:
    """A report tells datasets apart by their names, so two of one name are an error that names both cards."""
    for name in ("a", "b"):
        write_text(tmp_path / name / "dataset.yaml", "name: same\n")
        write_manifest(tmp_path / name / "m.parquet", ROWS)

    with pytest.raises(UsageError, match=r"'same': a/dataset\.yaml and b/dataset\.yaml"):
        DatasetReader(tmp_path).read_all(find_targets((tmp_path,)))


def test_a_card_leads_nowhere_else(tmp_path: Path) -> None:
    """A link beside a card may stay in the project; one that leaves it is not followed, and named."""
    secret = write_manifest(tmp_path / "elsewhere" / "m.parquet", [{"id": "1", "platform": "x"}])
    shared = write_manifest(tmp_path / "project" / "store" / "m.parquet", [{"id": "1", "platform": "x"}])
    folder = tmp_path / "project" / "posts"
    write_text(folder / "dataset.yaml", "name: posts\n")
    (folder / "out.parquet").symlink_to(secret)
    (folder / "within.parquet").symlink_to(shared)
    reader = DatasetReader(tmp_path / "project")
    found = reader.read(Target(folder / "dataset.yaml"))

    assert [file.path for file in found.files] == ["store/m.parquet"]
    assert [line.problem for line in found.unread] == ["it is a link that leads out of the project"]
    assert len(reader.read(Target(None, (folder / "out.parquet",))).files) == 1


def test_datasets_share_a_register(tmp_path: Path) -> None:
    """A register is read once however many datasets go with it, and each has what is nearest to it."""
    write_text(tmp_path / "grants.yaml", "grants: [{id: g1, type: contract, platform: x}]\n")
    write_text(tmp_path / "c" / "grants.yaml", "grants: [{id: g2, type: contract, platform: x}]\n")
    for name in ("a", "b", "c"):
        write_text(tmp_path / name / "dataset.yaml", f"name: {name}\n")
        write_manifest(tmp_path / name / "m.parquet", ROWS)
    first, second, third = DatasetReader(tmp_path).read_all(find_targets((tmp_path,)))

    assert first.register is second.register
    assert [read.register_path for read in (first, second, third)] == [
        "grants.yaml",
        "grants.yaml",
        "c/grants.yaml",
    ]
    assert third.register is not None
    assert [grant.id for grant in third.register.grants] == ["g2"]
