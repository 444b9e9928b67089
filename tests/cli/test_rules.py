"""`compliance rules`."""

from pathlib import Path

import pytest

from compliance.pipeline import read_laws
from tests.cli.conftest import Compliance, write_rule


def test_list(compliance: Compliance) -> None:
    """Every shipped rule is listed once, with its whole id."""
    done = compliance("rules", "list")
    first_words = [line.split()[0] for line in done.out.splitlines() if line.strip()]

    assert done.code == 0
    for rule in read_laws().packs.rules:
        assert first_words.count(rule.id) == 1


def test_list_of_own_rules(compliance: Compliance) -> None:
    """With `--rules` the rules of that folder are listed and no others."""
    write_rule(Path("pack"))
    done = compliance("rules", "list", "--rules", "pack")

    assert "test/research" in done.out
    assert "social/" not in done.out


def test_passing_cases(compliance: Compliance) -> None:
    """A pack whose cases pass gives 0 and says how many there are."""
    write_rule(Path("pack"))
    done = compliance("rules", "test", "--rules", "pack")

    assert (done.code, done.out) == (0, "1 of 1 cases passed\n")


def test_failing_cases(compliance: Compliance) -> None:
    """A pack with a wrong case gives 2, and shows rule, case, both verdicts and the file."""
    write_rule(Path("pack"), requires="record.purpose = 'eval'")
    done = compliance("rules", "test", "--rules", "pack")

    assert done.code == 2
    for words in ("test/research", "research", "expected compliant, got violation", "pack/research.yaml"):
        assert words in done.out
    assert "0 of 1 cases passed" in done.out


@pytest.mark.parametrize("command", [("rules", "list"), ("rules", "test"), ("explain", "test/research")])
def test_broken_rules(compliance: Compliance, command: tuple[str, ...]) -> None:
    """Every command on rules names the faults of all of them."""
    write_rule(Path("pack"), requires="record.nothing", slug="one")
    write_rule(Path("pack"), requires="nothing()", slug="two")
    done = compliance(*command, "--rules", "pack")

    assert done.code == 2
    assert "pack/one.yaml:5:" in done.err
    assert "pack/two.yaml:5:" in done.err
    assert done.out == ""
