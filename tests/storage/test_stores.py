"""Stores that list what they hold: S3, and whatever fsspec knows."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyarrow import fs

from compliance.errors import UsageError
from compliance.inputs.datasets import DatasetReader
from compliance.inputs.discovery import Target
from compliance.inputs.manifests.files import find_files
from compliance.storage import Url, read_place
from tests.factories import plan_for, profile, read_dataset, write_manifest
from tests.storage.conftest import Upload
from tests.storage.servers import S3Server
from tests.storage.wide import ROWS, remote_dataset, write_wide

PLAN = plan_for("record.purpose = 'research'")
NAMES = (
    "platform=x/day=2023-04-01/a.parquet",
    "platform=stack%20exchange/b c.parquet",
    "platform=__HIVE_DEFAULT_PARTITION__/c.PQ",
    "_temporary/d.parquet",
    "e/f/g.parquet",
    "top.parquet",
    "notes.txt",
)
MARK = "s3://bucket/"


@pytest.fixture
def lake(upload: Upload, tmp_path: Path) -> str:
    """Return the URL of a folder with a small file under each name."""
    row = write_manifest(tmp_path / "row.parquet", [{"id": "1", "url": "https://x.com/a"}])
    for name in NAMES:
        upload(row, f"lake/{name}")
    return "s3://bucket/lake"


def keys(url: str) -> list[str]:
    """Return the keys of the files that a URL means, below the lake."""
    places = [found.path for found in find_files(read_place(url))]
    return [place.key.removeprefix("lake/") for place in places if isinstance(place, Url)]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("", [NAMES[4], NAMES[2], NAMES[1], NAMES[0], NAMES[5]]),
        ("/", [NAMES[4], NAMES[2], NAMES[1], NAMES[0], NAMES[5]]),
        ("/top.parquet", [NAMES[5]]),
        ("/*", [NAMES[6], NAMES[5]]),
        ("/*.parquet", [NAMES[5]]),
        ("/platform=*/*", [NAMES[2], NAMES[1]]),
        ("/platform=?/**/*.parquet", [NAMES[0]]),
        ("/**/*.parquet", [NAMES[4], NAMES[1], NAMES[0], NAMES[5]]),
        ("/[et]*/**/?.parquet", [NAMES[4]]),
        ("/none*", []),
    ],
)
def test_folders_and_patterns(pattern: str, expected: list[str], lake: str) -> None:
    """A folder and a pattern mean the files they would mean on this machine."""
    assert sorted(keys(lake + pattern)) == sorted(expected)


def test_the_order_is_that_of_local_files(lake: str, tmp_path: Path) -> None:
    """Pointers and reports follow the order of the files, so it is the same everywhere."""
    for name in NAMES:
        write_manifest(tmp_path / "lake" / name, [{"id": "1"}])
    local = [found.path for found in find_files(tmp_path / "lake")]

    assert keys(lake) == [
        path.relative_to(tmp_path / "lake").as_posix() for path in local if isinstance(path, Path)
    ]


def test_partitions(lake: str) -> None:
    """Folders `name=value` of a remote manifest give columns, as they do here."""
    found = {str(file.path): file.partitions for file in find_files(read_place(lake))}

    assert found[f"{lake}/{NAMES[0]}"] == (("platform", "x"), ("day", "2023-04-01"))
    assert found[f"{lake}/{NAMES[1]}"] == (("platform", "stack exchange"),)
    assert found[f"{lake}/{NAMES[2]}"] == (("platform", None),)
    assert found[f"{lake}/{NAMES[5]}"] == ()


@pytest.mark.parametrize("url", ["s3://bucket/none.parquet", "s3://nowhere/a.parquet", "s3://nowhere"])
def test_nothing_there(url: str, s3: S3Server) -> None:
    """A key or a bucket that does not exist is a usage error that names it."""
    with pytest.raises(UsageError, match=f"there is no manifest at {url}"):
        find_files(read_place(url))

    assert s3.requests


def test_only_the_needed_columns_are_read(s3: S3Server, upload: Upload, tmp_path: Path) -> None:
    """From S3 too, the broad column that nothing needs is not read."""
    path = write_wide(tmp_path / "m.parquet")
    dataset = remote_dataset(upload(path, "m.parquet"))

    found = profile(dataset, PLAN)

    assert found.table.equals(profile(read_dataset(path), PLAN).table)
    assert 0 < s3.sent < 0.15 * path.stat().st_size


def test_many_files(upload: Upload, tmp_path: Path) -> None:
    """Files that are scanned together give the groups, pointers and partitions of local ones."""
    folder = tmp_path / "lake"
    for number, platform in enumerate(("x", "reddit", "x")):
        row = {"id": str(number), "url": "u", "purpose": ("research", "eval", None)[number]}
        write_manifest(folder / f"platform={platform}" / f"{number}.parquet", [row] * (number + 1))
    plan = plan_for("record.purpose = 'research' AND record.platform = 'x'")

    here = profile(read_dataset(folder), plan)
    there = profile(remote_dataset(upload(folder, "lake")), plan)

    assert there.table.equals(here.table)
    assert [line.rows_examined for line in there.coverage] == [2, 1, 3]


def test_one_of_many_files_that_is_gone(upload: Upload, tmp_path: Path) -> None:
    """Of files that are scanned together, the one that went away is left out and named."""
    wide = write_wide(tmp_path / "m.parquet")
    for name in ("a", "b", "c"):
        upload(wide, f"lake/{name}.parquet")
    dataset = remote_dataset("s3://bucket/lake")
    store, _ = fs.FileSystem.from_uri("s3://bucket")
    store.delete_file("bucket/lake/b.parquet")

    found = profile(dataset, PLAN)

    assert [line.problem for line in found.coverage] == [None, "it does not exist", None]
    assert sum(line.rows_examined for line in found.coverage) == 2 * ROWS


def test_local_and_remote_files_together(upload: Upload, tmp_path: Path) -> None:
    """One dataset may lie in both places."""
    path = write_wide(tmp_path / "m.parquet")
    both = DatasetReader(tmp_path).read(Target(None, (path, read_place(upload(path, "m.parquet")))))

    found = profile(both, PLAN)

    assert [line.path for line in found.coverage] == ["m.parquet", "s3://bucket/m.parquet"]
    assert sum(found.table["measure.records"].to_pylist()) == 2 * ROWS


def test_a_store_that_fails_at_first(s3: S3Server, upload: Upload, tmp_path: Path) -> None:
    """Errors of the store that pass are not noticed."""
    url = upload(write_wide(tmp_path / "m.parquet"), "m.parquet")
    s3.failing += [503, 500]

    assert remote_dataset(url).files[0].rows == ROWS
    assert s3.failing == []


@pytest.mark.parametrize("key", ["m.parquet", "*.parquet", ""])
def test_a_store_that_denies(key: str, s3: S3Server, upload: Upload, tmp_path: Path) -> None:
    """Whatever was asked for counts as unread, with what to check and without the credentials."""
    upload(write_wide(tmp_path / "m.parquet"), "m.parquet")
    s3.is_closed = True

    (unread,) = remote_dataset(f"s3://bucket/{key}").unread

    assert (unread.path, unread.problem) == (f"s3://bucket/{key}", "it cannot be opened: access denied")
    assert "for-tests" not in f"{unread}"


def test_the_digest(upload: Upload, tmp_path: Path) -> None:
    """The digest of an object is the same in every run, and another one for other content."""
    first = remote_dataset(upload(write_wide(tmp_path / "m.parquet"), "m.parquet")).files[0].input
    again = remote_dataset(f"{MARK}m.parquet").files[0].input
    other = write_manifest(tmp_path / "o.parquet", [{"id": "1", "url": "u"}])
    changed = remote_dataset(upload(other, "m.parquet")).files[0].input

    assert first == again
    assert first.digest_of == "footer"
    assert first.bytes == (tmp_path / "m.parquet").stat().st_size
    assert first.sha256 != changed.sha256


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[str]:
    """Return the URL of a folder with two files in a filesystem that only fsspec knows."""
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'compliance[test]'")
    store = fsspec.filesystem("memory")
    content = write_wide(tmp_path / "m.parquet").read_bytes()
    store.pipe({"/lake/platform=x/a.parquet": content, "/lake/platform=y/b.parquet": content})
    yield "memory://lake"
    store.rm("/lake", recursive=True)


def test_any_filesystem_of_fsspec(memory: str, tmp_path: Path) -> None:
    """Folders, patterns and files of a filesystem that Arrow does not know are read all the same."""
    local = profile(read_dataset(tmp_path / "m.parquet"), PLAN).table

    assert [file.path for file in remote_dataset(memory).files] == [
        f"{memory}/platform=x/a.parquet",
        f"{memory}/platform=y/b.parquet",
    ]
    (file,) = remote_dataset(f"{memory}/*/b.parquet").files
    assert file.rows == ROWS
    assert profile(remote_dataset(f"{memory}/platform=x/a.parquet"), PLAN).table.equals(local)
    with pytest.raises(UsageError, match="there is no manifest at memory://lake/none"):
        remote_dataset(f"{memory}/none")


def test_an_unknown_scheme() -> None:
    """A scheme that nobody knows is a usage error."""
    pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'compliance[test]'")
    with pytest.raises(UsageError, match="there is no filesystem for carrierpigeon://a/b"):
        find_files(read_place("carrierpigeon://a/b"))


def test_a_missing_package() -> None:
    """Without the package that a scheme needs, the error says what to install."""
    code = (
        "import sys; sys.modules['fsspec'] = None; sys.modules['fsspec.core'] = None\n"
        "from compliance.errors import UsageError\n"
        "from compliance.storage import kind_of, read_place\n"
        "try: kind_of(read_place('hf://datasets/a/b/c.parquet'))\n"
        "except UsageError as error: print(error, error.remedy)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "hf:// needs a package that is not installed pip install 'compliance[remote]'\n"
