"""The sample datasets: built as committed, and judged as their README says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import compute, parquet

from compliance.inputs.grants import read_register
from compliance.laws import read_laws

ROOT = Path(__file__).parents[2]
DATASETS = ROOT / "datasets"
DISPUTE = DATASETS / "dispute"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder into which the sample datasets have just been built."""
    folder = tmp_path_factory.mktemp("datasets")
    subprocess.run(
        [sys.executable, str(DATASETS / "build.py"), "--into", str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )
    return folder


def _files(folder: Path) -> list[Path]:
    paths = (path for kind in ("dispute", "clean", "broken") for path in (folder / kind).rglob("*"))
    return sorted(path.relative_to(folder) for path in paths if path.is_file() and path.suffix != ".md")


def _manifest(folder: Path = DISPUTE / "manifest") -> pa.Table:
    return pa.concat_tables(parquet.read_table(path) for path in sorted(folder.glob("*.parquet")))


def test_committed_files_are_what_is_built(built: Path) -> None:
    """Building writes exactly the files that are committed, no more and no fewer."""
    assert _files(built) == _files(DATASETS)


def test_bytes_are_reproducible(built: Path) -> None:
    """Every committed file is byte for byte what the builder writes with the same pyarrow."""
    writer = parquet.read_metadata(DISPUTE / "manifest" / "part-0.parquet").created_by
    if pa.__version__ not in writer:
        pytest.skip(f"the committed files are by {writer}, this is pyarrow {pa.__version__}")

    for name in _files(built):
        assert (built / name).read_bytes() == (DATASETS / name).read_bytes(), name


@pytest.mark.parametrize("name", ["dispute/manifest", "clean"])
def test_records_are_reproducible(built: Path, name: str) -> None:
    """The builder writes the committed records whatever the version of pyarrow."""
    assert _manifest(built / name).equals(_manifest(DATASETS / name))


def test_committed_size() -> None:
    """The samples stay small enough to be committed: three megabytes."""
    assert sum((DATASETS / name).stat().st_size for name in _files(DATASETS)) <= 3_000_000


def test_dispute_is_large_and_wide() -> None:
    """The dispute has over 50,000 records of at least eight known platforms and five years."""
    table = _manifest()
    years = set(compute.year(table["collected_at"]).drop_null().to_pylist())

    assert table.num_rows >= 50_000
    assert len(table["platform"].drop_null().unique()) >= 8
    assert set(range(2021, 2026)) <= years


def test_ids_are_unique() -> None:
    """No two records of the dispute have the same id."""
    ids = _manifest()["id"]

    assert len(ids.unique()) == len(ids)


def test_ids_of_posts_carry_their_time() -> None:
    """The id in every address of a post on X holds the millisecond of `published_at`."""
    table = _manifest().select(["url", "published_at"]).to_pylist()
    posts = [
        (found, row["published_at"])
        for row in table
        if (found := re.search(r"/status/(\d+)$", row["url"] or ""))
    ]

    assert len(posts) > 20_000
    for found, published in posts:
        assert (int(found[1]) >> 22) + 1288834974657 == round(published.timestamp() * 1000)


def test_grants_of_the_dispute() -> None:
    """Records name only grants of the register, and one that was lost on purpose."""
    register, _ = read_register(DISPUTE / "grants.yaml", "grants.yaml")
    held = {grant.id for grant in register.grants}
    named = set(_manifest()["grant_id"].drop_null().unique().to_pylist())

    assert named - held == {"x-legacy"}
    assert held <= named


def test_dispute_fails(check) -> None:
    """The dispute fails the gate, and every shipped rule has something to say about it."""
    checked = check(DISPUTE)

    silent = [rule for rule, count in checked.counts.items() if not count["violation"] + count["unproven"]]

    assert checked.code == 1
    assert "FAILED" in checked.printed
    assert set(checked.counts) == {rule.id for rule in read_laws().packs.rules}
    assert silent == []


def test_dispute_is_mostly_in_order(check) -> None:
    """Most rules have compliant records too, and most of the records they apply to comply."""
    counts = check(DISPUTE).counts.values()
    faults = sum(count["violation"] + count["unproven"] for count in counts)

    assert sum(count["compliant"] > 0 for count in counts) >= len(counts) * 3 / 4
    assert faults < sum(count["compliant"] for count in counts) / 5


@pytest.mark.parametrize("as_of", ["2026-08-22", "2031-01-01"])
def test_clean_passes(check, as_of: str) -> None:
    """The clean dataset passes today and later, and leaves nothing unproven."""
    checked = check(DATASETS / "clean", as_of=as_of)
    counts = checked.counts.values()

    assert checked.code == 0
    assert sum(count["violation"] + count["unproven"] for count in counts) == 0
    assert sum(count["compliant"] for count in counts) > 5_000
