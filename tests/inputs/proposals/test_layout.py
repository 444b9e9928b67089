"""Which files below a folder are one dataset."""

import shutil
from pathlib import Path

import pytest

from compliance.inputs.manifests.files import find_files
from compliance.inputs.proposals.layout import Layout, find_layout
from tests.factories import write_manifest, write_text

POSTS = {"id": "1", "url": "https://a.org"}
IMAGES = {"id": "1", "url": "https://a.org", "caption": "a"}


def layout(folder: Path, **files: dict[str, str]) -> Layout:
    """Write files by their paths, `__` standing for a slash, and return what is found in the folder."""
    for name, row in files.items():
        write_manifest(folder / f"{name.replace('__', '/')}.parquet", [row])
    return find_layout(folder)


def found(layout: Layout, folder: Path) -> list[tuple[str, str | None, int]]:
    """Return folder, pattern and number of files of each dataset."""
    return [
        (each.folder.relative_to(folder).as_posix(), each.manifest, each.files) for each in layout.datasets
    ]


def test_one_kind_is_one_dataset(tmp_path: Path) -> None:
    """Files with the same columns are one dataset, in the folder that holds them all."""
    assert found(layout(tmp_path / "a", one=POSTS, two=POSTS), tmp_path) == [("a", None, 2)]
    assert found(layout(tmp_path / "b", train__x=POSTS, test__x=POSTS), tmp_path) == [("b", None, 2)]
    assert found(layout(tmp_path / "c", data__deep__x=POSTS), tmp_path) == [("c/data/deep", None, 1)]


def test_each_kind_in_a_folder_of_its_own(tmp_path: Path) -> None:
    """Folders whose files differ are a dataset each."""
    assert found(layout(tmp_path, posts__x=POSTS, images__x=IMAGES, images__y=IMAGES), tmp_path) == [
        ("images", None, 2),
        ("posts", None, 1),
    ]


def test_partitions(tmp_path: Path) -> None:
    """Folders that are partitions belong to the folder above."""
    files = {"posts/day=1/x": POSTS, "posts/day=2/x": POSTS, "images/x": IMAGES}

    assert found(layout(tmp_path, **files), tmp_path) == [("images", None, 1), ("posts", None, 2)]


def test_kinds_beside_each_other(tmp_path: Path) -> None:
    """Of several kinds in one folder, that which can be checked has the card; its pattern means it alone."""
    files = {"edges": {"a": "1", "b": "2"}, "part-1": POSTS, "part-2": POSTS, "readme": {"x": "y"}}
    result = layout(tmp_path, **files)

    assert found(result, tmp_path) == [(".", "part-*.parquet", 2)]
    assert [each.path.name for each in find_files(tmp_path / "part-*.parquet")] == [
        "part-1.parquet",
        "part-2.parquet",
    ]
    assert [path.name for path, _ in result.left_out] == ["edges.parquet", "readme.parquet"]


def test_files_above_others(tmp_path: Path) -> None:
    """A folder with files of its own and other ones below names its own."""
    assert found(layout(tmp_path, top=POSTS, below__x=IMAGES), tmp_path) == [
        (".", "top.parquet", 1),
        ("below", None, 1),
    ]


def test_no_pattern_takes_in_others(tmp_path: Path) -> None:
    """Where no pattern means one kind alone, the largest file is named, and the others are left out."""
    result = layout(tmp_path, a1=POSTS, a2=IMAGES, a3=POSTS)

    assert found(result, tmp_path)[0][1] in {"a1.parquet", "a2.parquet", "a3.parquet"}
    assert len(result.left_out) == 2


def test_cards_that_are_there(tmp_path: Path) -> None:
    """What a card speaks of already is left to it."""
    write_text(tmp_path / "old" / "dataset.yaml", "name: old\n")
    result = layout(tmp_path, old__deep__x=IMAGES, new__x=POSTS)

    assert found(result, tmp_path) == [("new", None, 1)]
    assert result.cards == (tmp_path / "old" / "dataset.yaml",)


@pytest.mark.parametrize("name", [".hidden", "_markers", "node_modules"])
def test_folders_that_are_not_looked_into(tmp_path: Path, name: str) -> None:
    """Hidden folders and those of other people's packages hold no datasets of ours."""
    assert layout(tmp_path, **{f"{name}/x": POSTS}) == Layout((), (), ())


def test_content_that_is_elsewhere(tmp_path: Path) -> None:
    """A file of which only DVC's name is here is left out with the command that fetches it."""
    pointer = write_text(tmp_path / "a.parquet.dvc", "outs: []\n")
    write_text(tmp_path / "model.bin.dvc", "outs: []\n")

    assert find_layout(tmp_path).left_out == (
        (pointer, f"its content is not here: run `dvc pull {pointer}`"),
    )
    assert find_layout(tmp_path).datasets == ()


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """What is no Parquet file is left out with the reason and what to do."""
    broken = Path(__file__).parents[3] / "datasets" / "broken"
    for name in ("empty", "truncated", "git-lfs-pointer", "corrupt-page"):
        shutil.copy(broken / f"{name}.parquet", tmp_path)
    result = find_layout(tmp_path)

    assert found(result, tmp_path) == [(".", "corrupt-page.parquet", 1)]
    assert {path.stem: ("git lfs pull" in why, "empty" in why) for path, why in result.left_out} == {
        "empty": (False, True),
        "git-lfs-pointer": (True, False),
        "truncated": (False, False),
    }
