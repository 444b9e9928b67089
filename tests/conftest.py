"""What every test has in common: no cache but its own."""

import pytest

from compliance.caching import VARIABLE


def pytest_configure() -> None:
    """Switch the cache off before any test, or fixture of a module, runs."""
    pytest.MonkeyPatch().setenv(VARIABLE, "off")
