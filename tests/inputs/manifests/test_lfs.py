"""git-LFS pointers: which content they name, and how it is fetched."""

from pathlib import Path

import pytest

from compliance.errors import ManifestError
from compliance.inputs.manifests.footer import read_footer
from compliance.inputs.manifests.footer_cache import FooterCache
from compliance.inputs.manifests.lfs import is_pointer, read_pointer
from tests.factories import leave_pointer, write_manifest

V1 = "version https://git-lfs.github.com/spec/v1\n"
OID = "oid sha256:" + "4d7a" * 16 + "\n"
SIZE = "size 12345\n"
ROWS = [{"id": "1", "url": "u"}, {"id": "2", "url": "v"}]


def write_bytes(path: Path, content: bytes) -> Path:
    """Write a file, in folders made for it, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "text",
    [
        V1 + OID + SIZE,
        (V1 + OID + SIZE).replace("\n", "\r\n"),
        (V1 + OID + SIZE).rstrip(),
        V1 + "ext-0-foo sha256:" + "ab" * 32 + "\n" + OID + SIZE,
        V1 + OID + SIZE + "x-later something new\n",
        "version https://git-lfs.github.com/spec/v2\n" + OID + SIZE,
        "version https://hawser.github.com/spec/v1\n" + OID + SIZE,
        "version http://git-media.io/v/2\n" + OID + SIZE,
    ],
)
def test_a_pointer(text: str, tmp_path: Path) -> None:
    """Digest and size are read, whatever the version of the format, its line ends and other lines."""
    path = write_bytes(tmp_path / "m.parquet", text.encode())
    content = read_pointer(path)

    assert is_pointer(text.encode())
    assert (content.sha256, content.size) == ("4d7a" * 16, 12345)


def test_how_it_is_fetched(tmp_path: Path) -> None:
    """The error names the command, with the path from the top of the repository."""
    (tmp_path / ".git").mkdir()
    path = write_bytes(tmp_path / "a b" / "m.parquet", (V1 + OID + SIZE).encode())
    with pytest.raises(ManifestError) as caught:
        read_footer(path, "m.parquet")

    assert caught.value.text == "it is a git-LFS pointer, not the file itself"
    assert caught.value.remedy == 'run `git lfs pull --include="a b/m.parquet"`'


def test_a_hostile_name(tmp_path: Path) -> None:
    """What a shell or a pattern would read in its own way does not reach the command."""
    path = write_bytes(tmp_path / '$(x)"`y`,[é]*.parquet', (V1 + OID + SIZE).encode())
    remedy = read_pointer(path).pointer.remedy

    assert remedy == 'run `git lfs pull --include="??x???y???é??.parquet"`'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (V1 + SIZE, "it has no SHA-256 and size"),
        (V1 + OID, "it has no SHA-256 and size"),
        (V1 + "oid md5:" + "ab" * 16 + "\n" + SIZE, "it has no SHA-256 and size"),
        (V1 + OID + "size -1\n", "it has no SHA-256 and size"),
        (V1 + OID + "size " + "9" * 40 + "\n", "it has no SHA-256 and size"),
        (V1 + OID + OID + SIZE, "it repeats a key"),
        (V1 + OID + SIZE + "x" * 1_000_000, "it is too long"),
        (V1 + OID + SIZE + "x \udcff\udcfe", "it is not text"),
    ],
    ids=range(8),
)
def test_a_damaged_pointer(content: str, reason: str, tmp_path: Path) -> None:
    """A pointer that names no content is an error that says so, and no crash."""
    path = write_bytes(tmp_path / "m.parquet", content.encode(errors="surrogateescape"))
    with pytest.raises(ManifestError) as caught:
        read_footer(path, "m.parquet")

    assert caught.value.text == f"it is a damaged git-LFS pointer ({reason}), not the file itself"
    assert "git lfs pull" in caught.value.remedy


@pytest.mark.parametrize("head", [b"PAR1version https://git-lfs.github.com/spec/v1\n", b"version 1\n", b""])
def test_no_pointer(head: bytes) -> None:
    """What begins otherwise is none, a Parquet file least of all."""
    assert not is_pointer(head)


def test_a_pointer_to_what_was_seen(tmp_path: Path) -> None:
    """Rows, columns and types are those of the content, and so are digest and size."""
    footers = FooterCache(tmp_path / "cache")
    path = write_manifest(tmp_path / "m.parquet", ROWS)
    seen = read_footer(path, "m.parquet", footers)
    moved = path.rename(tmp_path / "moved.parquet")
    found = read_footer(leave_pointer(moved), "m.parquet", footers)

    assert (found.rows, found.row_groups, found.columns) == (seen.rows, seen.row_groups, seen.columns)
    assert (found.schema, found.input) == (seen.schema, seen.input)
    assert found.pointer is not None
    assert seen.pointer is None


def test_a_pointer_with_another_size(tmp_path: Path) -> None:
    """A pointer that gives the content a size that it does not have is refused."""
    footers = FooterCache(tmp_path / "cache")
    path = write_manifest(tmp_path / "m.parquet", ROWS)
    read_footer(path, "m.parquet", footers)
    leave_pointer(path)
    path.write_text(path.read_text(encoding="utf-8").replace("size ", "size 9"), encoding="utf-8")

    with pytest.raises(ManifestError, match="the pointer says 9"):
        read_footer(path, "m.parquet", footers)
