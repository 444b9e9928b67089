"""What footers say, kept by the digest of the content: the same as reading them anew, or not there."""

from pathlib import Path

import pytest

from compliance.errors import ManifestError
from compliance.inputs.manifests import FooterCache, known_facts
from compliance.inputs.manifests.footer import Footer, read_footer
from tests.factories import write_manifest

ROWS = [{"id": "1", "url": "u"}]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a small manifest."""
    return write_manifest(tmp_path / "m.parquet", ROWS)


def read(path: Path) -> Footer:
    """Return the footer as one run after the other reads it."""
    footers = FooterCache(path.parent / "cache", known_facts(path.parent / "cache", [path.parent]))
    footer = read_footer(path, path.name, footers)
    footers.facts.keep()
    return footer


def refuse(*_: object) -> None:
    """Stand for a parser that must not be needed."""
    raise AssertionError("a footer was parsed")


def without_parsing(monkeypatch: pytest.MonkeyPatch, path: Path) -> Footer:
    """Return the footer, read without parsing it."""
    with monkeypatch.context() as patch:
        patch.setattr("compliance.inputs.manifests.footer._parsed", refuse)
        return read(path)


def test_a_file_that_was_seen(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The footer of a file with the same content is known, under another name too."""
    seen = read(path)
    moved = path.rename(path.with_name("n.parquet"))
    found = without_parsing(monkeypatch, moved)

    assert found.input.path == "n.parquet"
    assert (found.rows, found.row_groups, found.columns) == (seen.rows, seen.row_groups, seen.columns)
    assert (found.schema, found.input.sha256) == (seen.schema, seen.input.sha256)


def test_a_file_that_has_changed(path: Path) -> None:
    """The footer of other content is read."""
    read(path)
    write_manifest(path, [*ROWS, {"id": "2", "url": "v"}])

    assert read(path).rows == 2


def test_only_the_last_is_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no file of the manifest has any more is forgotten."""
    content = path.read_bytes()
    read(path)
    write_manifest(path, [{"id": "2", "url": "v"}])
    read(path)
    path.write_bytes(content)
    with pytest.raises(AssertionError, match="parsed"):
        without_parsing(monkeypatch, path)


def test_another_library(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of pyarrow has read is read again."""
    read(path)
    monkeypatch.setattr("compliance.inputs.manifests.footer_facts.version", lambda _: "another")
    with pytest.raises(AssertionError, match="parsed"):
        without_parsing(monkeypatch, path)


@pytest.mark.parametrize("place", [0, 70, -2])
def test_a_damaged_entry(place: int, path: Path) -> None:
    """One wrong byte, and the footer is read and kept anew."""
    expected = read(path)
    [kept] = (path.parent / "cache").rglob("*.json")
    whole = kept.read_bytes()
    broken = bytearray(whole)
    broken[place] ^= 1
    kept.write_bytes(broken)

    assert read(path) == expected
    assert kept.read_bytes() == whole


def test_a_file_that_cannot_be_read(path: Path) -> None:
    """Of a damaged footer nothing is kept."""
    content = bytearray(path.read_bytes())
    length = int.from_bytes(content[-8:-4], "little")
    content[-8 - length : -8] = b"\xff" * length
    path.write_bytes(content)
    with pytest.raises(ManifestError, match="damaged"):
        read(path)

    assert list((path.parent / "cache").rglob("*")) == []


def test_no_cache(path: Path) -> None:
    """Without a folder nothing is known and nothing kept."""
    facts = known_facts(None, [path])
    footer = read_footer(path, path.name, FooterCache(None, facts))
    facts.keep()

    assert footer.rows == 1
    assert sorted(path.parent.iterdir()) == [path]
