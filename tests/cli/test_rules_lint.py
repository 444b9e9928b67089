"""`compliance rules lint`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Compliance, write_rule


def test_shipped_rules(compliance: Compliance) -> None:
    """The shipped rules have no fault, wherever the command runs."""
    done = compliance("rules", "lint", "--as-of", "2026-08-22")

    assert done.code == 0
    assert done.out.startswith("0 faults in ")


def test_a_faulty_pack(compliance: Compliance) -> None:
    """Each fault is a line with file, line, column and the name of the check; the exit code is 1."""
    write_rule(Path("pack"))
    done = compliance("rules", "lint", "--rules", "pack")
    *faults, summary = done.out.splitlines()

    assert done.code == 1
    assert all(line.startswith("pack/research.yaml:") for line in faults)
    assert (
        "pack/research.yaml:12:3: [missing-case] no case expects violation, which the rule can give" in faults
    )
    assert summary.startswith(f"{len(faults)} faults in 1 rule, ")


def test_a_new_rule(compliance: Compliance) -> None:
    """The rule that `rules new` writes has no fault."""
    compliance("rules", "new", "my-pack/my-rule", "--into", "mine")
    done = compliance("rules", "lint", "--rules", "mine")

    assert done.code == 0, done.out


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01"])
def test_a_wrong_day(compliance: Compliance, day: str) -> None:
    """What is no day is refused."""
    assert compliance("rules", "lint", "--as-of", day).code == 2
