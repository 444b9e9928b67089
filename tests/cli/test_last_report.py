"""A check of what has not changed: the report of the run before, and never a stale one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Compliance, write_purposes, write_rule
from tests.factories import write_manifest, write_text

CHECK = ("check", "d", "--rules", "rules", "--quiet", "--output", "json=report.json")
DAY = ("--as-of", "2026-01-01")


@pytest.fixture
def cached(compliance: Compliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Compliance:
    """Return the command with a cache, after a first check of one dataset."""
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", "cache")
    write_rule(tmp_path / "rules")
    write_purposes(tmp_path / "d", "research", "pretrain")
    compliance(*CHECK, *DAY)
    return compliance


def entries(folder: Path) -> list[Path]:
    """Return the reports that are kept."""
    return sorted((folder / "cache/reports").glob("*/*.json"))


def refuse(*_: object, **__: object) -> None:
    """Stand for work that must not be needed."""
    raise AssertionError("a report was made again")


def test_nothing_is_done_again(cached: Compliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While nothing has changed the report is neither judged nor assembled, and is the same byte for byte."""
    expected = (tmp_path / "report.json").read_bytes()
    (tmp_path / "report.json").unlink()
    monkeypatch.setattr("compliance.cli.making.run", refuse)
    outcome = cached(*CHECK, *DAY)

    assert (outcome.code, outcome.err) == (1, "")
    assert (tmp_path / "report.json").read_bytes() == expected


def more_records(folder: Path) -> None:
    """Add a record."""
    write_manifest(folder / "d/records.parquet", [{"id": "1", "platform": "x", "purpose": "eval"}])


def another_card(folder: Path) -> None:
    """Change the card."""
    write_text(folder / "d/dataset.yaml", "{name: posts, defaults: {purpose: research}}\n")


def a_register(folder: Path) -> None:
    """Add a register, which was not there."""
    write_text(folder / "d/grants.yaml", "grants: []\n")


def another_rule(folder: Path) -> None:
    """Change what a rule requires."""
    write_rule(folder / "rules", requires="record.purpose = 'pretrain'")


def a_second_file(folder: Path) -> None:
    """Add a file to the manifest."""
    write_manifest(folder / "d/more.parquet", [{"id": "9", "platform": "x", "purpose": "eval"}])


CHANGES = (more_records, another_card, a_register, another_rule, a_second_file)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change(change: Callable[[Path], None], cached: Compliance, tmp_path: Path) -> None:
    """Whatever a report follows from, once it changes the report is that of a run without a cache."""
    before = (tmp_path / "report.json").read_bytes()
    change(tmp_path)
    cached(*CHECK, *DAY)
    after = (tmp_path / "report.json").read_bytes()
    cached(*CHECK, *DAY, "--no-cache")

    assert after != before
    assert after == (tmp_path / "report.json").read_bytes()


OTHERS = (
    ("--as-of", "2020-01-01"),
    (*DAY, "--fail-on", "violation=critical"),
    (*DAY, "--contract", "unique-ids"),
    (*DAY, "--grants", "other.yaml"),
)


@pytest.mark.parametrize("options", OTHERS, ids=lambda options: options[-2])
def test_another_question(options: tuple[str, ...], cached: Compliance, tmp_path: Path) -> None:
    """Another day, gate, contract or register is another report, and takes the place of the last."""
    before = (tmp_path / "report.json").read_bytes()
    write_text(tmp_path / "other.yaml", "grants: []\n")
    cached(*CHECK, *options)
    after = (tmp_path / "report.json").read_bytes()
    cached(*CHECK, *options, "--no-cache")

    assert after != before
    assert after == (tmp_path / "report.json").read_bytes()


def test_a_second_target_has_its_own(cached: Compliance, tmp_path: Path) -> None:
    """Each target keeps one report, however often it changes."""
    more_records(tmp_path)
    cached(*CHECK, *DAY)
    write_purposes(tmp_path / "e", "research", name="others")
    cached("check", "e", *CHECK[2:], *DAY)

    assert len(entries(tmp_path)) == 2


def test_secrets_are_not_kept(cached: Compliance, tmp_path: Path) -> None:
    """What a report withholds is not in the cache either: the password in an address, for example."""
    url = "https://somebody:hunter2@example.org/1.png"
    row = {"id": "1", "platform": "x", "purpose": "eval", "url": url}
    write_manifest(tmp_path / "d/records.parquet", [row])
    cached(*CHECK, *DAY)
    [kept] = entries(tmp_path)

    assert b"example.org/1.png" in kept.read_bytes()
    assert b"hunter2" not in kept.read_bytes()


@pytest.mark.parametrize("level", ["urls", "ids", "all"])
def test_each_redaction_has_its_own(
    level: str, cached: Compliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports for readers elsewhere are kept beside the full one, and are those of a run without a cache."""
    full = (tmp_path / "report.json").read_bytes()
    cached(*CHECK, *DAY, "--redact", level)
    cached(*CHECK, *DAY, "--redact", level, "--no-cache")
    expected = (tmp_path / "report.json").read_bytes()
    monkeypatch.setattr("compliance.cli.making.run", refuse)
    cached(*CHECK, *DAY, "--redact", level)
    again = (tmp_path / "report.json").read_bytes()
    cached(*CHECK, *DAY)

    assert again == expected != full
    assert (tmp_path / "report.json").read_bytes() == full


def test_an_incomplete_report_is_not_kept(cached: Compliance, tmp_path: Path) -> None:
    """What could not be read may be readable next time, without any other change."""
    write_text(tmp_path / "d/more.parquet", "not Parquet")
    [kept] = entries(tmp_path)
    before = kept.read_bytes()
    outcome = cached(*CHECK, *DAY, "--fail-on", "never")

    assert outcome.code == 4
    assert kept.read_bytes() == before


def test_a_damaged_entry(cached: Compliance, tmp_path: Path) -> None:
    """A report that was changed on disk is made again."""
    expected = (tmp_path / "report.json").read_bytes()
    [kept] = entries(tmp_path)
    kept.write_bytes(kept.read_bytes().replace(b'"violation"', b'"compliant"'))
    cached(*CHECK, *DAY)

    assert (tmp_path / "report.json").read_bytes() == expected
