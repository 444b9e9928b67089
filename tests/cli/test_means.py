"""What a run may use, and where it keeps what it made: options and variables."""

from pathlib import Path

import pytest

from compliance.cli.console import Terminal
from compliance.cli.means import MeansOptions
from compliance.database import open_database
from compliance.profile.engines.duckdb_engine import DuckDBEngine
from tests.cli.conftest import Compliance, write_purposes, write_rule


def test_resources_reach_the_engine() -> None:
    """Threads and memory of the options are those that DuckDB works with, when scanning and adding up."""
    means = MeansOptions(threads=3, memory="512MiB", no_cache=True).open(Terminal())
    assert isinstance(means.engine, DuckDBEngine)
    for resources in (means.engine.resources, means.resources):
        with open_database(resources=resources) as connection:
            names = ("threads", "memory_limit")
            settings = [connection.execute(f"SELECT current_setting('{name}')").fetchone() for name in names]

        assert settings == [(3,), ("512.0 MiB",)]


def test_without_options_the_engine_decides() -> None:
    """No number of ours stands between DuckDB and what the machine, or its container, has."""
    with (
        open_database() as connection,
        open_database(resources=MeansOptions().open(Terminal()).resources) as same,
    ):
        asked = "SELECT current_setting('threads'), current_setting('memory_limit')"

        assert same.execute(asked).fetchall() == connection.execute(asked).fetchall()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--memory-limit", "lots"], "--memory-limit lots is not a size"),
        (["--memory-limit", "10MB"], "--memory-limit 10MB is too little"),
        (["--threads", "0"], "--threads"),
        (["--threads", "1000000"], "--threads"),
        (["--threads", "two"], "--threads"),
        (["--cache", "c", "--no-cache"], "--cache and --no-cache exclude each other"),
        (["--engine", "abacus"], "there is no engine 'abacus'"),
    ],
)
def test_options_that_make_no_sense(
    options: list[str], said: str, compliance: Compliance, tmp_path: Path
) -> None:
    """They end the run with exit code 2 and one sentence, before anything is read."""
    write_purposes(tmp_path / "d", "research")
    outcome = compliance("check", "d", *options)

    assert outcome.code == 2
    assert said in outcome.err
    assert "Traceback" not in outcome.err


def entries(folder: Path) -> int:
    """Return how many entries are in a cache."""
    return len(list(folder.glob("profiles/*/*.parquet")))


@pytest.mark.parametrize(
    ("options", "variable", "expected"),
    [
        ([], "off", None),
        ([], "mine", "mine"),
        (["--cache", "other"], "mine", "other"),
        (["--cache", "other"], "off", "other"),
        (["--no-cache"], "mine", None),
    ],
)
def test_where_the_cache_is(  # noqa: PLR0913, PLR0917 - three parameters, three fixtures
    options: list[str],
    variable: str,
    expected: str | None,
    compliance: Compliance,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The option comes before the variable, and nothing is kept where either says so."""
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", variable)
    write_rule(tmp_path / "rules")
    write_purposes(tmp_path / "d", "research")
    outcome = compliance("check", "d", "--rules", "rules", *options)

    assert outcome.code == 0
    assert {name for name in ("mine", "other", "off") if entries(tmp_path / name)} == {expected} - {None}
