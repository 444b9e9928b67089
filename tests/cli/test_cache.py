"""`compliance cache`, and reports that do not depend on it."""

from pathlib import Path
from shutil import rmtree

import pytest
from pyarrow import parquet

from tests.cli.conftest import Compliance, write_pack, write_purposes, write_rule
from tests.factories import write_manifest, write_text

CHECK = ("check", "d", "--rules", "rules", "--quiet", "--output", "json=report.json", "--as-of")


@pytest.fixture
def cached(compliance: Compliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Compliance:
    """Return the command with a cache, on a dataset of three files and a rule."""
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", "cache")
    write_rule(tmp_path / "rules")
    write_text(tmp_path / "d/dataset.yaml", "name: posts\nmanifest: m\n")
    for purpose in ("research", "pretrain", "eval"):
        write_purposes(tmp_path / "d/m" / purpose, purpose)
        (tmp_path / "d/m" / purpose / "dataset.yaml").unlink()
    return compliance


def scans(folder: Path) -> set[Path]:
    """Return the entries that parts of single files have: those with one record."""
    found = (folder / "cache").glob("profiles/*/*.parquet")
    return {path for path in found if parquet.read_metadata(path).num_rows == 1}


def test_info_of_an_empty_cache(cached: Compliance) -> None:
    """A cache that nobody has used yet holds nothing, and that is no error."""
    outcome = cached("cache", "info")

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "cache\n0 profiles and reports, 0 of 2,000,000,000 bytes\n"


def test_info_and_clear(cached: Compliance, tmp_path: Path) -> None:
    """One tells how much there is, the other removes it, and the next run fills it again."""
    cached(*CHECK, "2026-01-01")
    kept = [*(tmp_path / "cache").glob("*/*/*.parquet"), *(tmp_path / "cache").glob("*/*/*.json")]
    size = sum(path.stat().st_size for path in kept)

    shown = f"cache\n5 profiles and reports, {size:,} of 2,000,000,000 bytes\n"
    assert cached("cache", "info").out == shown
    assert cached("cache", "clear").out == "5 profiles and reports removed\n"
    assert "0 profiles and reports, 0 of" in cached("cache", "info").out
    cached(*CHECK, "2026-01-01")
    assert "5 profiles" in cached("cache", "info", "--cache", "cache").out


@pytest.mark.parametrize("command", ["info", "clear"])
def test_no_cache_at_all(command: str, compliance: Compliance) -> None:
    """Where the environment switches the cache off there is none to show or clear."""
    outcome = compliance("cache", command)

    assert outcome.code == 2
    assert "there is no cache" in outcome.err
    assert "--cache" in outcome.err


def test_the_size_is_capped(cached: Compliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run leaves no more behind than the limit allows, and its report does not change."""
    cached(*CHECK, "2026-01-01", "--no-cache")
    expected = (tmp_path / "report.json").read_bytes()
    monkeypatch.setenv("COMPLIANCE_CACHE_LIMIT", "8KB")
    for _ in range(2):
        cached(*CHECK, "2026-01-01")
        kept = (tmp_path / "cache").glob("[pr]*/*/*")

        assert 0 < sum(path.stat().st_size for path in kept) <= 8_000
        assert (tmp_path / "report.json").read_bytes() == expected


def report(cached: Compliance, folder: Path, *more: str) -> bytes:
    """Return the report of a run, byte for byte."""
    outcome = cached(*CHECK, *more)

    assert outcome.err == ""
    return (folder / "report.json").read_bytes()


def test_reports_are_equal(cached: Compliance, tmp_path: Path) -> None:
    """With a cold cache, a warm one, and none at all the report is the same, byte for byte."""
    runs = [report(cached, tmp_path, "2026-01-01", *more) for more in ((), (), ("--no-cache",))]

    assert runs[0] == runs[1] == runs[2]


def test_another_law_and_another_day(cached: Compliance, tmp_path: Path) -> None:
    """Another day, other grants and another rule on the same facts are judged from what is kept."""
    report(cached, tmp_path, "2026-01-01")
    before = scans(tmp_path)
    write_text(tmp_path / "grants.yaml", "grants: []\n")
    report(cached, tmp_path, "2020-01-01")
    write_rule(tmp_path / "rules", requires="record.purpose = 'eval'")
    again = report(cached, tmp_path, "2026-01-01")

    assert scans(tmp_path) == before
    assert again == report(cached, tmp_path, "2026-01-01", "--no-cache")


def test_a_new_fact(cached: Compliance, tmp_path: Path) -> None:
    """A rule that asks what no rule has asked before has every file scanned again."""
    report(cached, tmp_path, "2026-01-01")
    before = scans(tmp_path)
    write_pack(tmp_path / "rules", applies="record.id IS NOT NULL")
    report(cached, tmp_path, "2026-01-01")

    assert len(scans(tmp_path) - before) == 3


def test_damage_is_reported(cached: Compliance, tmp_path: Path) -> None:
    """A damaged entry is a warning on standard error; report and exit code are as ever."""
    expected = report(cached, tmp_path, "2026-01-01")
    rmtree(tmp_path / "cache/reports")
    for path in (tmp_path / "cache").rglob("*.parquet"):
        path.write_bytes(path.read_bytes()[:-1])
    outcome = cached(*CHECK, "2026-01-01")

    assert outcome.code == 1
    assert outcome.err.startswith("warning: the cache entry ")
    assert (tmp_path / "report.json").read_bytes() == expected


def test_a_cache_that_cannot_be_written(cached: Compliance, tmp_path: Path) -> None:
    """It is one warning for all datasets of a run."""
    for name in ("a", "b"):
        write_purposes(tmp_path / "more" / name, "research", name=name)
    write_text(tmp_path / "file", "no folder")
    outcome = cached("check", "more", "--rules", "rules", "--cache", "file/cache", "--quiet")

    assert outcome.code == 0
    assert outcome.err.count("warning:") == 1
    assert "cannot be written" in outcome.err


def test_a_cache_that_cannot_be_cleared(
    cached: Compliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says why, and what is left to do."""
    report(cached, tmp_path, "2026-01-01")

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", forbidden)
    outcome = cached("cache", "clear")
    monkeypatch.undo()

    assert outcome.code == 2
    assert "the cache at cache cannot be cleared: Permission denied" in outcome.err


def test_a_file_that_is_read_again_after_a_clear(cached: Compliance, tmp_path: Path) -> None:
    """Clearing loses nothing but time."""
    first = report(cached, tmp_path, "2026-01-01")
    cached("cache", "clear")
    write_manifest(tmp_path / "unrelated.parquet", [{"id": "1", "platform": "x"}])

    assert report(cached, tmp_path, "2026-01-01") == first
