"""What holds for every test."""

import pytest


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests away from the user's cache: each scans for itself, unless it names a folder."""
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", "off")
