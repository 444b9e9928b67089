"""`check --since`: the datasets that differ from a git ref, judged as in a run of all."""

import json
from pathlib import Path

import pytest

from compliance.reporting.catalog import NAMES, PDF
from tests.cli.conftest import Compliance, write_purposes, write_rule
from tests.factories import write_manifest, write_text
from tests.repository import NEEDS_GIT, Repository, repository

pytestmark = NEEDS_GIT
CHECK = ("check", "data", "--rules", "rules", "--as-of", "2026-01-01")
CAPPED = """\
title: Reads stay within a cap
severity: high
confidence: high
clock: collected_at
scope: group
group_by: [record.purpose]
applies: record.purpose IS NOT NULL
requires: SUM(measure.items) <= 3
message: "{count} records are too many."
how_to_fix: Read less.
rationale: Because.
references: [{title: A text, source: "https://example.org/"}]
cases:
  - {name: few, record: {purpose: research}, expect: compliant}
"""


@pytest.fixture
def repo(compliance: Compliance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return a repository with six datasets and rules, in the folder of the command."""
    assert compliance("--version").code == 0
    monkeypatch.setenv("COMPLIANCE_CACHE_DIR", str(tmp_path / ".git/cache"))
    write_rule(tmp_path / "rules")
    write_text(tmp_path / "rules/capped.yaml", CAPPED)
    lineage = "lineage.known"
    write_rule(tmp_path / "rules", requires=lineage, slug="known")
    for name in ("a", "b", "c", "d", "e", "f"):
        write_purposes(tmp_path / "data" / name, "research", "pretrain", name=name)
    write_text(tmp_path / "data/b/dataset.yaml", "name: b\nparents:\n  - {name: a}\n")
    rows = [{"id": "1", "platform": "x", "was_derived_from": ["f"], "purpose": "research"}]
    write_manifest(tmp_path / "data/c/records.parquet", rows)
    for name in ("d", "e"):
        write_text(tmp_path / f"data/shared/{name}.txt", "")
        (tmp_path / "data" / name).rename(tmp_path / "data/shared" / name)
    write_text(tmp_path / "data/shared/grants.yaml", "grants: []\n")
    made = repository(tmp_path)
    made.commit()
    return made


def verdicts(path: Path) -> dict[str, object]:
    """Return the counts of every rule in each dataset of a report."""
    report = json.loads(path.read_text(encoding="utf-8"))
    return {dataset["name"]: dataset["rules"] for dataset in report["datasets"]}


def more(folder: Path, count: int = 2) -> None:
    """Write a manifest with so many records for research."""
    rows = [{"id": str(number), "platform": "x", "purpose": "research"} for number in range(count)]
    write_manifest(folder / "records.parquet", rows)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [("a", "ab"), ("b", "ab"), ("c", "c"), ("shared/d", "de"), ("f", "f")],
)
def test_verdicts_are_those_of_a_full_run(
    changed: str, expected: str, compliance: Compliance, repo: Repository
) -> None:
    """Each dataset that is looked at has the counts of a run of all datasets, rule by rule."""
    folder = repo.root / "data" / changed
    more(folder) if changed != "c" else write_text(folder / "dataset.yaml", "name: c\nowner: o\n")
    compliance(*CHECK, "--quiet", "--output", "json=full.json", "--no-cache")
    outcome = compliance(*CHECK, "--since", "HEAD", "--output", "json=since.json")
    full, since = verdicts(repo.root / "full.json"), verdicts(repo.root / "since.json")

    assert "".join(sorted(since)) == expected
    assert since == {name: full[name] for name in since}
    assert "(--since HEAD)" in " ".join(outcome.out.split())


def test_the_report_says_its_scope(compliance: Compliance, repo: Repository) -> None:
    """Arguments and command record the ref, and the report can be verified without git."""
    more(repo.root / "data/c")
    repo.commit()
    compliance(*CHECK, "--since", "HEAD~1", "--quiet", "--output", "json=since.json")
    report = json.loads((repo.root / "since.json").read_text(encoding="utf-8"))
    repo.git("update-ref", "-d", "HEAD")
    verified = compliance("verify", "since.json")

    assert report["arguments"]["since"] == "HEAD~1"
    assert report["command"].endswith(" --since 'HEAD~1' --as-of 2026-01-01")
    assert verified.code == 0, verified.out


def test_nothing_touched(compliance: Compliance, repo: Repository) -> None:
    """When no dataset differs, one sentence says so, the run passes, and outputs are valid and empty."""
    write_text(repo.root / "README.md", "Words.\n")
    names = [name for name in NAMES if name != PDF]
    outputs = [word for name in names for word in ("--output", f"{name}=out/{name}")]
    outcome = compliance(*CHECK, "--since", "main", *outputs)
    report = json.loads((repo.root / "out/json").read_text(encoding="utf-8"))
    rendered = compliance("report", "render", "out/json", "--output", "text=-")

    assert outcome.code == 0
    assert outcome.out.startswith("UNTOUCHED: nothing that differs from main touches a dataset.\n")
    assert (report["outcome"], report["exit_code"], report["datasets"]) == ("compliant", 0, [])
    assert report["arguments"]["since"] == "main"
    assert all((repo.root / "out" / name).stat().st_size for name in names)
    assert rendered.out == outcome.out


def test_the_cache_is_not_mistaken(compliance: Compliance, repo: Repository) -> None:
    """A report that is kept is that of the same datasets, whatever changes come and go."""
    more(repo.root / "data/c")
    first = compliance(*CHECK, "--since", "HEAD")
    more(repo.root / "data/f", 5)
    second = compliance(*CHECK, "--since", "HEAD")
    repo.git("checkout", "--quiet", "data/f")
    third = compliance(*CHECK, "--since", "HEAD")

    assert "in c (--since HEAD)" in " ".join(first.out.split())
    assert "in 2 datasets (--since HEAD)" in " ".join(second.out.split())
    assert third == first


def test_audit(compliance: Compliance, repo: Repository) -> None:
    """`audit` knows the option, too."""
    more(repo.root / "data/c")
    outcome = compliance("audit", *CHECK[1:], "--since", "HEAD", "--output", "html=report.html")

    assert outcome.code == 1
    assert "--since HEAD" in (repo.root / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("ref", "said"), [("none", "git knows no commit 'none' here"), ("--all", "is no git ref")]
)
def test_no_such_ref(ref: str, said: str, compliance: Compliance, repo: Repository) -> None:
    """A ref that is none is an error of the command line, and nothing is judged."""
    outcome = compliance(*CHECK, f"--since={ref}")

    assert outcome.code == 2
    assert said in outcome.err
    assert repo.root.exists()
