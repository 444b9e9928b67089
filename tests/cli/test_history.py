"""A year of a repository: a baseline, good and bad commits, a waiver that lapses, growth, and a pointer."""

import hashlib
import json
from pathlib import Path

import pytest

from compliance.caching import VARIABLE
from tests.cli.conftest import Compliance, Outcome, write_purposes, write_rule
from tests.factories import write_text
from tests.repository import NEEDS_GIT, Repository, repository

pytestmark = NEEDS_GIT
SAID = (
    *("--reason", "remediation_planned", "--explanation", "Dropped from version 2 on."),
    *("--owner", "data@example.org", "--approver", "counsel@example.org", "--expires", "2024-09-01"),
)


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return a repository with one dataset, part of which the rule of the team finds."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, str(tmp_path.parent / f"{tmp_path.name}-cache"))
    write_rule(tmp_path / "laws")
    write_text(tmp_path / "compliance.toml", 'rules = ["laws"]\nas_of = "2024-06-30"\n')
    write_purposes(tmp_path / "old", "rag", "research", name="old")
    made = repository(tmp_path)
    made.commit()
    return made


def words(outcome: Outcome) -> str:
    """Return what was printed as one line."""
    return " ".join(outcome.out.split())


def test_a_year(team: Repository, compliance: Compliance) -> None:  # noqa: PLR0915 - a story has its length
    """Each commit turns the build red or green for the reason that its line says."""
    first = compliance("check")
    adopted = compliance("baseline", "create")
    team.commit()
    green = compliance("check")

    assert first.code == 1
    assert adopted.out.startswith("baseline.json: 1 group of findings, 1 verdict.")
    assert green.code == 0
    assert "1 record in the baseline" in words(green)

    write_purposes(team.root / "clean", "research", "research", name="clean")
    base = team.commit()
    clean = compliance("check", "--since", "HEAD~1")

    assert clean.code == 0
    assert words(clean).startswith(
        "COMPLIANT: 2 of 2 records in clean (--since HEAD~1) hold under the 1 rule of 1 pack"
    )

    write_purposes(team.root / "bad", "rag", "eval", "research", name="bad")
    team.commit()
    bad = compliance("check", "--since", base)
    told = compliance("diff", base, "HEAD")

    assert bad.code == 1
    assert words(bad).startswith("FAILED: 1 of 1 rule is violated in bad")
    assert "2 records are not for research" in words(bad)
    assert "bad" in words(told)

    compliance("waive", "test/research@bad", *SAID)
    team.commit()
    waived = compliance("check")
    truth = compliance("check", "--no-waivers", "--no-baseline")

    assert waived.code == 0
    assert "2 records waived" in words(waived)
    assert "lapses on 2024-09-01" in words(waived)
    assert truth.code == 1
    assert "waived" not in words(truth)
    assert "baseline" not in words(truth)

    warned = compliance("check", "--as-of", "2024-08-20")
    lapsed = compliance("check", "--as-of", "2024-09-01")

    assert warned.code == 0
    assert "lapses on 2024-09-01, in 12 days (within 14)" in words(warned)
    assert lapsed.code == 1
    assert "lapsed on 2024-09-01: 2 records are findings again" in words(lapsed)
    assert "waivers.yaml:2" in words(lapsed)

    write_purposes(team.root / "bad", "rag", "eval", "rag", "research", name="bad")
    write_purposes(team.root / "old", "rag", "rag", "research", name="old")
    team.commit()
    grown = compliance("check")

    assert grown.code == 1
    assert "covers at most 2 records, and there are 3" in words(grown)
    assert "1 accepted by the baseline, 2 now" in words(grown)

    (manifest,) = (team.root / "bad").rglob("*.parquet")
    content = manifest.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    before = compliance("check", "-o", "json=-")
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(content)}\n"
    manifest.write_text(pointer, encoding="utf-8")
    team.commit()
    pointed = compliance("check", "-o", "json=-")
    unknown = compliance("check", "--no-cache")

    assert (before.code, pointed.code) == (1, 1)
    assert counts(pointed) == counts(before)
    assert unknown.code == 1
    assert 'git lfs pull --include="bad/' in words(unknown)


def counts(outcome: Outcome) -> dict[str, object]:
    """Return the verdicts on each dataset of a report."""
    return {found["name"]: found["rules"] for found in json.loads(outcome.out)["datasets"]}
