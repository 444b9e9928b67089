"""Audit samples from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Compliance, write_purposes, write_rule

CHECK = ("check", "d", "--rules", "rules", "--as-of", "2026-01-01", "--quiet", "-o", "json=report.json")


@pytest.fixture
def project(tmp_path: Path, compliance: Compliance) -> Compliance:
    """Return the command beside a rule and a dataset of which half complies."""
    write_rule(tmp_path / "rules")
    write_purposes(tmp_path / "d", *["research", "eval"] * 30, None)
    return compliance


def drawn(path: Path = Path("report.json")) -> dict[str, list[int]]:
    """Return the rows of the sample in a report, by verdict."""
    sample = json.loads(path.read_text(encoding="utf-8"))["datasets"][0]["sample"]
    rows = [row["row"] for row in sample["rows"]]
    return {stratum["verdict"]: [rows[place] for place in stratum["rows"]] for stratum in sample["strata"]}


def test_a_sample(project: Compliance, tmp_path: Path) -> None:
    """Of each verdict so many records are drawn, passes as well, or all; the page has the worksheet."""
    outcome = project(*CHECK, "--sample", "10", "-o", "html=report.html", "-o", "text=-")
    sample = drawn()

    assert outcome.code == 1
    assert {verdict: len(rows) for verdict, rows in sample.items()} == {
        "violation": 10,
        "unproven": 1,
        "compliant": 10,
    }
    assert sample["violation"] != sorted(sample["violation"])
    assert all(row % 2 for row in sample["violation"])
    assert "--sample 10" in json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["command"]


def test_no_sample(project: Compliance, tmp_path: Path) -> None:
    """Nobody gets a sample who did not ask, nor a report without one who did: not from the last run."""
    project(*CHECK)
    before = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    project(*CHECK, "--sample", "3")

    assert before["datasets"][0]["sample"] is None
    assert len(drawn()["violation"]) == 3


def test_the_same_sample_again(project: Compliance, tmp_path: Path) -> None:
    """Equal inputs give equal bytes, whatever the cache knows; another seed draws others."""
    once = ("--sample", "5")
    project(*CHECK, *once)
    first = (tmp_path / "report.json").read_bytes()
    project(*CHECK, *once, "-o", "json=second.json")
    project(*CHECK, *once, "--no-cache", "-o", "json=third.json")
    project(*CHECK, *once, "--seed", "chosen later", "-o", "json=other.json")

    assert (tmp_path / "second.json").read_bytes() == first
    assert (tmp_path / "third.json").read_bytes() == first
    assert drawn(tmp_path / "other.json") != drawn(tmp_path / "third.json")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--sample", "0"), "--sample"),
        (("--sample", "1001"), "--sample"),
        (("--sample", "some"), "--sample"),
        (("--seed", "x"), "--seed without --sample draws nothing"),
    ],
)
def test_what_cannot_be_drawn(project: Compliance, options: tuple[str, ...], said: str) -> None:
    """A sample has 1 to 1,000 records of each verdict, and a seed needs one."""
    outcome = project(*CHECK, *options)

    assert outcome.code == 2
    assert said in " ".join(outcome.err.split())


def test_with_redaction(project: Compliance) -> None:
    """What a sample says of records is withheld like everything else; where they are is not."""
    project(*CHECK, "--sample", "4", "--redact", "all")
    document = json.loads(Path("report.json").read_text(encoding="utf-8"))
    sample = document["datasets"][0]["sample"]

    assert len(drawn()["violation"]) == 4
    assert [row["cells"] for row in sample["rows"]] == [[]] * 9


def test_verify_draws_again(project: Compliance) -> None:
    """A report whose sample comes out again holds; one in which rows were exchanged does not."""
    project(*CHECK, "--sample", "5", "--seed", "ours it is")
    whole = project("verify", "report.json")
    document = json.loads(Path("report.json").read_text(encoding="utf-8"))
    document["datasets"][0]["sample"]["rows"][0]["row"] += 2
    Path("report.json").write_text(json.dumps(document), encoding="utf-8")
    changed = project("verify", "report.json")

    assert whole.code == 0
    assert changed.code == 1
    assert "everything else in the report" in changed.out
