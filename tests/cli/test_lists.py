"""Lists of rows from the command line."""

from pathlib import Path

import pytest
from pyarrow import parquet

from tests.cli.conftest import Compliance, write_purposes, write_rule

CHECK = ("check", "d", "--rules", "rules", "--as-of", "2026-01-01", "--quiet")
LISTS = (
    "-o",
    "evidence=out/evidence.parquet",
    "-o",
    "drop-list=drop.parquet",
    "-o",
    "keep-list=keep.parquet",
)


@pytest.fixture
def project(tmp_path: Path, compliance: Compliance) -> Compliance:
    """Return the command beside a rule and a dataset of four records, of which one complies."""
    write_rule(tmp_path / "rules")
    write_purposes(tmp_path / "d", "pretrain", "research", None, "eval")
    return compliance


def ids(path: Path) -> list[str]:
    """Return the ids of the records on a list."""
    return parquet.read_table(path)["id"].to_pylist()


def test_lists_beside_a_report(project: Compliance, tmp_path: Path) -> None:
    """Each list is written, and the report says where it is and what its digest is."""
    outcome = project(*CHECK, *LISTS, "-o", "text=-", "-o", "json=report.json", "-o", "html=report.html")
    evidence = parquet.read_table(tmp_path / "out/evidence.parquet").to_pylist()

    assert outcome.code == 1
    assert [(row["id"], row["verdict"]) for row in evidence] == [
        ("0", "violation"),
        ("2", "unproven"),
        ("3", "violation"),
    ]
    assert dict(evidence[0]["facts"])["record.purpose"] == "pretrain"
    assert ids(tmp_path / "drop.parquet") == ["0", "2", "3"]
    assert ids(tmp_path / "keep.parquet") == ["1"]
    assert "out/evidence.parquet: 3 rows, " in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert '"kind": "drop-list"' in (tmp_path / "report.json").read_text(encoding="utf-8")


def test_the_gate_decides_who_is_dropped(project: Compliance, tmp_path: Path) -> None:
    """What does not fail the run is kept."""
    project(*CHECK, *LISTS, "--fail-on", "violation=high,unproven=never")

    assert ids(tmp_path / "drop.parquet") == ["0", "3"]
    assert ids(tmp_path / "keep.parquet") == ["1", "2"]


def test_the_same_lists_again(project: Compliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a cache, and a report in it, the lists are written all the same."""
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", "cache")
    project(*CHECK)
    project(*CHECK, *LISTS)
    before = (tmp_path / "out/evidence.parquet").read_bytes()
    (tmp_path / "out/evidence.parquet").unlink()
    project(*CHECK, *LISTS)

    assert (tmp_path / "out/evidence.parquet").read_bytes() == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "evidence=-"), "evidence is no text for standard output"),
        (("-o", "evidence=e.parquet", "--redact", "urls"), "evidence names every record"),
        (("-o", "evidence"), "is not FORMAT=FILE"),
    ],
)
def test_what_cannot_be_asked(options: tuple[str, ...], said: str, project: Compliance) -> None:
    """A list on a terminal, or beside a report that withholds names, is refused before anything is read."""
    outcome = project(*CHECK, *options)

    assert outcome.code == 2
    assert said in outcome.err


def test_a_saved_report_has_no_rows(project: Compliance) -> None:
    """Without the data there is nothing to list."""
    project(*CHECK, "-o", "json=report.json")
    outcome = project("report", "render", "report.json", "-o", "evidence=e.parquet")

    assert outcome.code == 2
    assert "evidence=e.parquet is not FORMAT=FILE" in outcome.err
