"""Databases, and what they may use."""

import pytest

from compliance.database import EARLY_MIB, Resources, open_database


def limit(resources: Resources | None) -> str:
    """Return the memory that a database with these resources may use, as it says itself."""
    with open_database(resources=resources) as connection:
        [(text,)] = connection.execute("SELECT current_setting('memory_limit')").fetchall()
    return str(text)


def test_scans_go_to_disk_early() -> None:
    """Where nobody named a limit, work that may spill early has a low one, other work that of the machine."""
    assert limit(Resources(spills_early=True)) == f"{EARLY_MIB}.0 MiB"
    assert limit(Resources()) == limit(None) != f"{EARLY_MIB}.0 MiB"


def test_a_limit_that_was_named_counts() -> None:
    """Who names a limit gets it, however much it is."""
    assert limit(Resources(memory="2GiB", spills_early=True)) == "2.0 GiB"


def test_a_small_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine or container with less memory than that keeps to what it has."""
    monkeypatch.setattr("compliance.database.EARLY_MIB", 1_000_000_000)

    assert limit(Resources(spills_early=True)) == limit(None)
