"""`--contract` and the contract of a card, through the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Compliance, write_purposes, write_rule
from tests.factories import write_text

RUN = ("data", "--rules", "pack", "--as-of", "2026-08-22")
ALL = "unique-ids, row-digest,declared-rows"


@pytest.fixture(autouse=True)
def _dataset(tmp_path: Path) -> None:
    write_rule(tmp_path / "pack")
    write_purposes(tmp_path / "data", "research", "research")


def _promise(text: str) -> None:
    write_text(Path("data/dataset.yaml"), f"name: posts\ncontract: {text}\n")


def _checks(path: str) -> dict[str, str]:
    (dataset,) = json.loads(Path(path).read_text(encoding="utf-8"))["datasets"]
    return {result["check"]: result["verdict"] for result in dataset["contract"]}


def test_nothing_is_checked_unasked(compliance: Compliance) -> None:
    """Contract checks cost time, so that none runs by default."""
    done = compliance("check", *RUN, "-o", "json=a.json")

    assert done.code == 0
    assert _checks("a.json") == {}


@pytest.mark.parametrize("command", ["check", "audit"])
def test_the_option_asks(compliance: Compliance, command: str) -> None:
    """The checks that the option names run, in the order of reports, and the receipt says so."""
    done = compliance(command, *RUN, "--contract", ALL, "-o", "json=a.json")
    report = json.loads(Path("a.json").read_text(encoding="utf-8"))

    assert _checks("a.json") == {
        "declared-rows": "unproven",
        "unique-ids": "compliant",
        "row-digest": "unproven",
    }
    assert "--contract declared-rows,unique-ids,row-digest" in report["command"]
    assert "FAILED: 2 of 2 records in posts hold under the 1 rule of 1 pack" in done.out
    assert done.code == 1


def test_the_card_asks(compliance: Compliance) -> None:
    """What a card promises is checked in every run."""
    _promise("{rows: 2, unique_ids: true}")
    done = compliance("check", *RUN, "-o", "json=a.json")

    assert done.code == 0
    assert _checks("a.json") == {"declared-rows": "compliant", "unique-ids": "compliant"}


def test_the_digest_that_is_shown_is_the_one_to_state(compliance: Compliance) -> None:
    """The digest of one run, put into the card, is kept in the next."""
    compliance("check", *RUN, "--contract", "row-digest", "-o", "json=a.json")
    (dataset,) = json.loads(Path("a.json").read_text(encoding="utf-8"))["datasets"]
    _promise(f"{{row_digest: {dataset['contract'][0]['found']['sha256']}}}")

    assert compliance("check", *RUN).code == 0
    write_purposes(Path("data"), "research", "eval")
    _promise(f"{{row_digest: {dataset['contract'][0]['found']['sha256']}}}")
    assert compliance("check", *RUN, "-o", "json=b.json").code == 1
    assert _checks("b.json") == {"row-digest": "violation"}


@pytest.mark.parametrize(
    ("gate", "promise", "code"),
    [
        ("violation=high", "{rows: 3}", 1),
        ("violation=critical", "{rows: 3}", 0),
        ("unproven=high", "{rows: 3}", 1),
        ("violation=never,unproven=low", "{rows: 3}", 0),
        ("never", "{rows: 3}", 0),
    ],
)
def test_a_broken_promise_weighs_high(compliance: Compliance, gate: str, promise: str, code: int) -> None:
    """The gate treats a broken contract as a violation of severity high."""
    _promise(promise)

    assert compliance("check", *RUN, "--fail-on", gate).code == code


def test_what_is_unproven_fails_the_gate_for_unproven(compliance: Compliance) -> None:
    """Asked for a promise that nobody made, the run fails unless the gate lets pass what is unproven."""
    asked = ("check", *RUN, "--contract", "declared-rows")

    assert compliance(*asked).code == 1
    assert compliance(*asked, "--fail-on", "unproven=critical").code == 0


@pytest.mark.parametrize("word", ["unique", "", "unique-ids,,row-digest"])
def test_a_check_that_does_not_exist(compliance: Compliance, word: str) -> None:
    """A word that names no check is refused, with those that exist."""
    done = compliance("check", *RUN, "--contract", word)

    assert done.code == 2
    assert "declared-rows, unique-ids, row-digest" in done.err


@pytest.mark.parametrize(
    "promise", ["{rows: -1}", "{rows: many}", "{row_digest: 12ab}", "{unique: true}", "{unique_ids: perhaps}"]
)
def test_a_promise_that_cannot_be_kept(compliance: Compliance, promise: str) -> None:
    """A faulty contract is an error at its line of the card."""
    _promise(promise)
    done = compliance("check", *RUN)

    assert done.code == 2
    assert "data/dataset.yaml:2:" in done.err


def test_help_says_what_a_check_costs(compliance: Compliance) -> None:
    """Whoever reads the help knows what each check takes."""
    shown = " ".join(compliance("check", "--help").out.replace("│", " ").split())

    assert "`declared-rows` (free)" in shown
    assert "512 MB of memory, then disk" in shown
