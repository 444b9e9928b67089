"""`compliance baseline`: written once, updated downwards, and told in one sentence."""

import json
from pathlib import Path

from tests.cli.conftest import Compliance, write_purposes, write_rule
from tests.factories import damage_pages

RULES = ("--rules", "laws")


def test_what_was_there_passes_and_growth_fails(compliance: Compliance, tmp_path: Path) -> None:
    """After `create` the same records pass; one more of them fails, and says how many were accepted."""
    write_rule(tmp_path / "laws")
    write_purposes(tmp_path / "posts", "rag", "rag", "research")
    created = compliance("baseline", "create", "posts", *RULES)
    passed = compliance("check", "posts", *RULES)
    truth = compliance("check", "posts", *RULES, "--no-baseline")
    write_purposes(tmp_path / "posts", "rag", "rag", "rag")
    grown = compliance("check", "posts", *RULES, "-o", "json=-")
    groups = json.loads(grown.out)["datasets"][0]["findings"][0]["groups"]

    assert (created.code, created.out) == (
        0,
        (
            "baseline.json: 1 group of findings, 2 verdicts. "
            "Commit it; new findings fail, and so does growth.\n"
        ),
    )
    assert (passed.code, truth.code, grown.code) == (0, 1, 1)
    assert [(group["records"], group["accepted"]) for group in groups] == [(3, 2)]


def test_update_takes_out_what_is_mended(compliance: Compliance, tmp_path: Path) -> None:
    """New findings are left out and counted, unless they are asked for."""
    write_rule(tmp_path / "laws")
    write_purposes(tmp_path / "posts", "rag", "rag")
    compliance("baseline", "create", "posts", *RULES)
    write_purposes(tmp_path / "posts", "rag", "eval")
    shrunk = compliance("baseline", "update", "posts", *RULES)
    failed = compliance("check", "posts", *RULES)
    taken = compliance("baseline", "update", "posts", *RULES, "--accept-new")

    assert shrunk.out == (
        "baseline.json: 1 group of findings, 1 verdict; 0 gone, 1 smaller, "
        "1 new or grown left out (--accept-new takes them in).\n"
    )
    assert failed.code == 1
    assert "1 new or grown taken in" in taken.out
    assert compliance("check", "posts", *RULES).code == 0


def test_create_overwrites_nothing(compliance: Compliance, tmp_path: Path) -> None:
    """A second one would silently accept what is new."""
    write_rule(tmp_path / "laws")
    write_purposes(tmp_path / "posts", "rag")
    compliance("baseline", "create", "posts", *RULES)
    again = compliance("baseline", "create", "posts", *RULES)

    assert again.code == 2
    assert "baseline.json is there already" in again.err


def test_update_without_a_baseline(compliance: Compliance) -> None:
    """It says how to begin."""
    outcome = compliance("baseline", "update")

    assert outcome.code == 2
    assert "compliance baseline create" in outcome.err


def test_an_unreadable_file_changes_nothing(compliance: Compliance, tmp_path: Path) -> None:
    """What cannot be read is not gone: the baseline stays, and the run is incomplete."""
    write_rule(tmp_path / "laws")
    folder = write_purposes(tmp_path / "posts", "rag")
    compliance("baseline", "create", "posts", *RULES)
    before = (tmp_path / "baseline.json").read_bytes()
    for manifest in folder.rglob("*.parquet"):
        damage_pages(manifest)
    outcome = compliance("baseline", "update", "posts", *RULES)

    assert outcome.code == 4
    assert (tmp_path / "baseline.json").read_bytes() == before
