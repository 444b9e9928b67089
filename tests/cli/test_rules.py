"""`compliance rules`."""

from pathlib import Path

import pytest

from compliance.inputs.discovery import shipped_rules
from compliance.laws import read_laws
from tests.cli.conftest import Compliance, write_pack, write_rule
from tests.factories import write_text


def test_list(compliance: Compliance) -> None:
    """Every shipped rule is listed once, with its whole id."""
    done = compliance("rules", "list")
    first_words = [line.split()[0] for line in done.out.splitlines() if line.strip()]

    assert done.code == 0
    for rule in read_laws().packs.rules:
        assert first_words.count(rule.id) == 1


def test_list_of_own_rules(compliance: Compliance) -> None:
    """With `--rules` the rules of that folder stand among the shipped ones."""
    write_pack(Path("pack"))
    done = compliance("rules", "list", "--rules", "pack")

    assert "test/research" in done.out
    assert "social/training-ban" in done.out


def test_list_of_adjusted_rules(compliance: Compliance) -> None:
    """A rule that is switched off stands below the table with the reason, and a new severity too."""
    write_pack(Path("pack"))
    write_text(
        Path("pack/adjustments.yaml"), "severity: {test/research: low}\noff: {social/*: not our line}\n"
    )
    table, _, below = compliance("rules", "list", "--rules", "pack").out.partition("social/")

    assert "research" in table
    assert (
        "social/backdated-collection (high) is switched off by pack/adjustments.yaml: not our line" in below
    )
    assert "test/research is low by pack/adjustments.yaml, no longer high" in below


def test_only_the_cases_of_a_folder(compliance: Compliance) -> None:
    """A team tests its own packs, or one shipped pack by its folder; without a folder all are tested."""
    social = compliance("rules", "test", "--rules", str(shipped_rules() / "retention"))

    assert social.code == 0
    assert 0 < int(social.out.split()[0]) < 100


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
    assert "pack/one.yaml:6:" in done.err
    assert "pack/two.yaml:6:" in done.err
    assert done.out == ""
