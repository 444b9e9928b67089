"""What every test has in common: no cache but its own, and one Spark session for all that need one."""

import importlib.util
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings

from compliance.caching import VARIABLE
from compliance.profile.engines.spark_session import start

CI_VARIABLES = ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITLAB_CI", "CI_PROJECT_DIR")
"""By these the program knows a CI system, which its own tests may run on."""
MISSING = [
    *(["pyspark"] if importlib.util.find_spec("pyspark") is None else []),
    *(["java"] if shutil.which("java") is None else []),
]


def pytest_configure() -> None:
    """Switch off, before any test or fixture runs, what takes long or differs between machines."""
    patch = pytest.MonkeyPatch()
    patch.setenv(VARIABLE, "off")
    patch.setenv("COMPLIANCE_GX", "false")
    for variable in CI_VARIABLES:
        patch.delenv(variable, raising=False)
    # A machine with much to do is no fault of a test.
    settings.register_profile("patient", deadline=None)
    settings.load_profile("patient")


@pytest.fixture(scope="session")
def spark() -> Iterator[object]:
    """Return a session on two cores, as it takes long to start; without PySpark or Java, skip the test."""
    if MISSING:
        pytest.skip(f"Spark was not tried: {' and '.join(MISSING)} not installed")
    session = start("local[2]")
    yield session
    session.stop()
