"""`compliance waive`: a stub that covers what was found, filled in as far as it was told."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Compliance, write_purposes, write_rule

RULES = ("--rules", "laws")
SAID = (
    *("--reason", "risk_accepted", "--explanation", 'We: "know"'),
    *("--owner", "data@example.org", "--approver", "counsel@example.org"),
)


@pytest.fixture
def found(compliance: Compliance, tmp_path: Path) -> Compliance:
    """Return the command beside a dataset with two violating records and an unproven one."""
    write_rule(tmp_path / "laws")
    write_purposes(tmp_path / "posts", "rag", "eval", None, "research")
    return compliance


def test_what_it_writes_is_accepted_once_it_is_filled_in(found: Compliance) -> None:
    """With everything said, the next check passes by the waiver, which covers all that the rule found."""
    written = found("waive", "test/research", "posts", *RULES, *SAID)
    checked = found("check", "posts", *RULES, "-o", "json=-")
    (use,) = json.loads(checked.out)["datasets"][0]["waivers"]

    assert written.out == "waivers.yaml:2: 3 records of test/research in posts.\n"
    assert checked.code == 0
    assert (use["state"], use["records"], use["row_budget"]) == ("holds", 3, 3)
    assert use["explanation"] == 'We: "know"'


def test_what_is_missing_is_asked_for(found: Compliance) -> None:
    """No run accepts a stub: each empty line is named."""
    written = found("waive", "test/research", "posts", *RULES)
    checked = found("check", "posts", *RULES)

    assert "fill in reason, explanation, owner, approver" in written.out
    assert checked.code == 2
    assert [line.split(": ")[1][:15] for line in checked.err.splitlines()] == [
        f"waivers.yaml:{line}:" for line in (7, 8, 9)
    ] + ["waivers.yaml:10"]


def test_one_group_by_its_fingerprint(found: Compliance) -> None:
    """A waiver of one kind of record leaves the others alone."""
    report = json.loads(found("check", "posts", *RULES, "-o", "json=-").out)
    groups = report["datasets"][0]["findings"][0]["groups"]
    (rag,) = (group for group in groups if group["facts"]["record.purpose"] == "rag")
    found("waive", rag["fingerprint"][:12], "posts", *RULES, *SAID)
    (line,) = json.loads(found("check", "posts", *RULES, "-o", "json=-").out)["datasets"][0]["rules"]

    assert (line["counts"]["waived"], line["counts"]["violation"]) == (1, 1)


def test_from_a_report(found: Compliance) -> None:
    """The finding may come from a report that CI left."""
    found("check", "posts", *RULES, "-o", "json=report.json")
    printed = found("waive", "test/research@posts", "--report", "report.json", "--print")

    assert printed.code == 0
    assert printed.out.startswith("waivers:\n  - id: ")
    assert not Path("waivers.yaml").exists()


def test_a_document_is_named_with_its_digest(found: Compliance) -> None:
    """The paper is pinned as it is; one elsewhere is refused."""
    Path("papers").mkdir()
    Path("papers/opinion.txt").write_text("We may.", encoding="utf-8")
    found("waive", "test/research", "posts", *RULES, *SAID, "--document", "papers/opinion.txt")
    elsewhere = found("waive", "test/research", "posts", *RULES, *SAID, "--document", "/etc/hostname")

    assert found("check", "posts", *RULES).code == 0
    assert elsewhere.code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("no/rule",), "name a rule that has findings, such as test/research"),
        (("test/research@pages",), "nothing that counts is found by 'test/research@pages'"),
        (("test/research", "--reason", "because"), "there is no reason 'because'"),
        (("test/research", "--expires", "soon"), "--expires soon is not a day"),
        (("test/research", "--document", "nowhere.pdf"), "the document nowhere.pdf is not there"),
    ],
)
def test_what_makes_no_waiver(found: Compliance, words: tuple[str, ...], said: str) -> None:
    """The command says why, and writes nothing."""
    outcome = found("waive", words[0], "posts", *RULES, *words[1:])

    assert outcome.code == 2
    assert said in outcome.err
    assert not Path("waivers.yaml").exists()


def test_a_rule_of_two_datasets(found: Compliance, tmp_path: Path) -> None:
    """A waiver is of one dataset: the command asks which."""
    write_purposes(tmp_path / "pages", "rag", name="pages")
    outcome = found("waive", "test/research", "posts", "pages", *RULES)

    assert outcome.code == 2
    assert "test/research@posts or test/research@pages" in outcome.err
