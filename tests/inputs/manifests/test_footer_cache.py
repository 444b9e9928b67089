"""Footers that are kept: found by digest, or not there."""

import hashlib
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from compliance.inputs.manifests.footer import read_footer
from compliance.inputs.manifests.footer_cache import FooterCache
from compliance.quoting import literal
from tests.factories import write_dvc, write_manifest

ROWS = [{"id": "1", "url": "u"}]


@pytest.fixture
def footers(tmp_path: Path) -> FooterCache:
    """Return an empty cache."""
    return FooterCache(tmp_path / "cache")


def test_types_are_those_of_the_file(footers: FooterCache, tmp_path: Path) -> None:
    """An engine reads the same types from what is kept as from the file, old and odd ones too."""
    path = tmp_path / "m.parquet"
    signals = pa.list_(pa.struct([("scheme", pa.string()), ("raw", pa.string())]))
    times = pa.array([0], pa.timestamp("ns"))
    columns = {"id": ["1"], "times": times, "signals": pa.array([[]], signals)}
    parquet.write_table(pa.table(columns), path, use_deprecated_int96_timestamps=True)
    kept = footers.recall(read_footer(path, "m.parquet", footers).input.sha256)

    assert kept is not None
    described = [
        duckdb.sql(f"DESCRIBE FROM read_parquet({literal(str(file))})").fetchall()
        for file in (path, kept.path)
    ]
    assert described[0] == described[1]
    assert kept.size == path.stat().st_size


@pytest.mark.parametrize("place", [0, 10, 20, 60, -20, -1])
def test_a_damaged_entry(place: int, footers: FooterCache, tmp_path: Path) -> None:
    """A flipped bit makes the entry one that is not there, and it is kept anew."""
    path = write_manifest(tmp_path / "m.parquet", ROWS)
    sha256 = read_footer(path, "m.parquet", footers).input.sha256
    kept = footers.recall(sha256)
    assert kept is not None
    content = bytearray(kept.content)
    content[place] ^= 1
    kept.path.write_bytes(content)

    assert footers.recall(sha256) is None
    read_footer(path, "m.parquet", footers)
    assert footers.recall(sha256) == kept


def test_an_entry_under_another_digest(footers: FooterCache, tmp_path: Path) -> None:
    """An entry that was copied to the place of another is not taken for that one."""
    path = write_manifest(tmp_path / "m.parquet", ROWS)
    sha256 = read_footer(path, "m.parquet", footers).input.sha256
    kept = footers.recall(sha256)
    assert kept is not None
    other = "0" * 64
    copy = kept.path.parents[1] / "00" / f"{other}.parquet"
    copy.parent.mkdir()
    copy.write_bytes(kept.content)

    assert footers.recall(other) is None


def test_no_folder(tmp_path: Path) -> None:
    """Without a folder nothing is kept and nothing found."""
    path = write_manifest(tmp_path / "m.parquet", ROWS)
    sha256 = read_footer(path, "m.parquet", FooterCache(None)).input.sha256

    assert FooterCache(None).recall(sha256) is None


def test_the_md5_of_a_file(footers: FooterCache, tmp_path: Path) -> None:
    """The MD5 in a DVC file leads to the content that was seen beside it."""
    path = write_manifest(tmp_path / "m.parquet", ROWS)
    write_dvc(path)
    content = path.read_bytes()
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    recorded = read_footer(path, "m.parquet", footers).input

    assert footers.recall_md5(md5, recorded.bytes) == recorded.sha256
    assert footers.recall_md5(md5, recorded.bytes + 1) is None


def test_a_wrong_md5_is_not_kept(footers: FooterCache, tmp_path: Path) -> None:
    """A DVC file that names other content of the same size teaches nothing."""
    path = write_manifest(tmp_path / "m.parquet", ROWS)
    dvc = write_dvc(path)
    md5 = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
    dvc.write_text(dvc.read_text(encoding="utf-8").replace(md5, "ab" * 16), encoding="utf-8")
    recorded = read_footer(path, "m.parquet", footers).input

    assert footers.recall_md5("ab" * 16, recorded.bytes) is None
    assert footers.recall_md5(md5, recorded.bytes) is None
