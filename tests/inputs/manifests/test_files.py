"""Which files a manifest path means."""

from pathlib import Path

import pytest

from compliance.errors import UsageError
from compliance.inputs.manifests.files import find_files, is_glob
from tests.factories import write_text


def touch(folder: Path, *names: str) -> Path:
    """Make empty files below the folder and return it."""
    for name in names:
        write_text(folder / name, "")
    return folder


def names(pattern: Path, root: Path) -> list[str]:
    """Return the files of a manifest, relative to the root."""
    return [found.path.relative_to(root).as_posix() for found in find_files(pattern)]


def test_one_file(tmp_path: Path) -> None:
    """A file is itself, whatever its name, also a hidden one."""
    touch(tmp_path, "manifest.bin", "_m.parquet", ".m.parquet")

    for name in ("manifest.bin", "_m.parquet", ".m.parquet"):
        assert names(tmp_path / name, tmp_path) == [name]


def test_a_folder(tmp_path: Path) -> None:
    """A folder is every Parquet file at any depth, in the order of their paths."""
    touch(tmp_path, "b.parquet", "a/2.PARQUET", "a/1.pq", "a/b/3.parq", "readme.md", "c.parquet.crc", "d.csv")

    assert names(tmp_path, tmp_path) == ["a/1.pq", "a/2.PARQUET", "a/b/3.parq", "b.parquet"]


def test_hidden_files(tmp_path: Path) -> None:
    """Markers and drafts of writers begin with a dot or an underscore, as do their folders."""
    touch(
        tmp_path / "m",
        "a.parquet",
        "_metadata.parquet",
        ".tmp.parquet",
        "_temporary/0/b.parquet",
        ".git/c.parquet",
    )

    assert names(tmp_path / "m", tmp_path) == ["m/a.parquet"]
    assert names(tmp_path / "m" / "*.parquet", tmp_path) == ["m/a.parquet"]
    assert names(tmp_path / "m" / "**" / "*.parquet", tmp_path) == ["m/a.parquet"]


def test_a_hidden_folder_above_does_not_matter(tmp_path: Path) -> None:
    """Only what lies below the manifest's own path can be hidden."""
    touch(tmp_path, ".cache/_x/m/a.parquet")

    assert names(tmp_path / ".cache" / "_x" / "m", tmp_path) == [".cache/_x/m/a.parquet"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.parquet", ["a.parquet", "b.parquet"]),
        ("[ab].parquet", ["a.parquet", "b.parquet"]),
        ("?.parquet", ["a.parquet", "b.parquet"]),
        ("d*/*.parquet", ["d1/c.parquet", "d2/c.parquet"]),
        ("**/c.parquet", ["d1/c.parquet", "d2/c.parquet"]),
        ("d1/*", ["d1/c.parquet", "d1/notes.txt"]),
        ("none*.parquet", []),
    ],
)
def test_globs(pattern: str, expected: list[str], tmp_path: Path) -> None:
    """A pattern is the files that match it, in the order of their paths, folders left out."""
    touch(tmp_path, "a.parquet", "b.parquet", "d1/c.parquet", "d2/c.parquet", "d1/notes.txt", "e.parquet.d/x")

    assert names(tmp_path / pattern, tmp_path) == expected


def test_hive_partitions(tmp_path: Path) -> None:
    """Folders `name=value` give columns, outermost first; decoded, the null word null, nothing empty."""
    touch(
        tmp_path / "m",
        "platform=x/day=2023-04-01/a.parquet",
        "platform=stack%20exchange%2Fen/day=__HIVE_DEFAULT_PARTITION__/b.parquet",
        "plain/platform=a=b/c.parquet",
        "platform=/d.parquet",
        "caf%C3%A9=\N{SNOWMAN}/e.parquet",
    )
    found = {part.path.stem: part.partitions for part in find_files(tmp_path / "m")}

    assert found["a"] == (("platform", "x"), ("day", "2023-04-01"))
    assert found["b"] == (("platform", "stack exchange/en"), ("day", None))
    assert found["c"] == (("platform", "a=b"),)
    assert found["d"] == (("platform", ""),)
    assert found["e"][0][1] == "\N{SNOWMAN}"


def test_partitions_of_a_glob(tmp_path: Path) -> None:
    """A pattern over partition folders keeps their columns."""
    touch(tmp_path, "m/platform=x/a.parquet", "m/platform=y/a.parquet")

    assert [found.partitions for found in find_files(tmp_path / "m" / "*" / "*.parquet")] == [
        (("platform", "x"),),
        (("platform", "y"),),
    ]
    assert [found.partitions for found in find_files(tmp_path / "m" / "platform=*" / "*.parquet")] == [
        (("platform", "x"),),
        (("platform", "y"),),
    ]


def test_folders_above_the_manifest_are_no_partitions(tmp_path: Path) -> None:
    """What lies above the given path is not part of the manifest."""
    touch(tmp_path, "run=7/m/platform=x/a.parquet")

    (found,) = find_files(tmp_path / "run=7" / "m")

    assert found.partitions == (("platform", "x"),)


def test_nothing_there(tmp_path: Path) -> None:
    """A path that does not exist is an error."""
    with pytest.raises(UsageError, match=r"there is no manifest at .*none") as caught:
        find_files(tmp_path / "none.parquet")
    assert caught.value.remedy == "check the path"


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder without Parquet files holds no files; the run will say that nothing was examined."""
    assert find_files(touch(tmp_path, "readme.md")) == ()


@pytest.mark.parametrize(
    ("path", "pattern"), [("a/*.parquet", True), ("a?", True), ("[a]", True), ("a/b", False)]
)
def test_patterns(path: str, *, pattern: bool) -> None:
    """A path with a star, a question mark or a bracket is a pattern."""
    assert is_glob(Path(path)) is pattern


def test_a_file_with_brackets_in_its_name(tmp_path: Path) -> None:
    """A name that looks like a pattern and exists is that file."""
    touch(tmp_path, "m[1].parquet")

    assert names(tmp_path / "m[1].parquet", tmp_path) == ["m[1].parquet"]
