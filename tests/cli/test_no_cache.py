"""Checking with and without what an earlier run kept."""

from pathlib import Path

import pytest

from compliance.caching import VARIABLE
from tests.cli.conftest import Compliance, write_purposes

CHECK = ("check", "posts", "--as-of", "2026-08-22", "-o", "json=-")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the cache folder of the command, empty at first."""
    write_purposes(tmp_path / "posts", "research", None)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_cache_changes_nothing_that_is_reported(compliance: Compliance, cache: Path) -> None:
    """The first run, which keeps what it made, the second, and one without a cache report the same."""
    first = compliance(*CHECK)
    kept = [path.relative_to(cache).parts[0] for path in cache.rglob("*.json")]
    second = compliance(*CHECK)
    without = compliance(*CHECK, "--no-cache")

    assert sorted(kept) == ["footers", "laws", "reports"]
    assert first == second == without


def test_no_cache_keeps_nothing(compliance: Compliance, cache: Path) -> None:
    """With `--no-cache` the folder is not even made."""
    compliance(*CHECK, "--no-cache")

    assert not cache.exists()
