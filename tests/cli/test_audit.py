"""`compliance audit`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Compliance, write_purposes, write_rule

AUDIT = ("audit", "data", "--rules", "pack", "--as-of", "2026-08-22")


@pytest.fixture(autouse=True)
def _dataset(tmp_path: Path) -> None:
    write_rule(tmp_path / "pack")
    write_purposes(tmp_path / "data", "research", "eval")


def test_default_files(compliance: Compliance) -> None:
    """By default the page and the document for programs lie below reports/, under the dataset's name."""
    done = compliance(*AUDIT)

    assert done.code == 1
    assert json.loads(Path("reports/posts/report.json").read_text(encoding="utf-8"))["exit_code"] == 1
    assert Path("reports/posts/report.html").is_file()
    assert "reports/posts/report.html" in done.out


def test_chosen_files(compliance: Compliance) -> None:
    """With `--output` those files are written and no others."""
    compliance(*AUDIT, "--output", "html=page.html")

    assert Path("page.html").is_file()
    assert not Path("reports").exists()


@pytest.mark.parametrize("name", ["../../escape", "a/b", "..", "müll ☃", "con"])
def test_hostile_names(compliance: Compliance, name: str) -> None:
    """Whatever a dataset is called, its report lies in one folder below reports/."""
    write_purposes(Path("data"), "research", name=json.dumps(name))
    compliance(*AUDIT)

    assert [path.name for path in Path("reports").glob("*/*.json")] == ["report.json"]
    assert list(Path().rglob("report.json")) == list(Path("reports").glob("*/report.json"))


def test_several_datasets(compliance: Compliance) -> None:
    """Several datasets share one report."""
    write_purposes(Path("more"), "research", name="more")
    compliance("audit", "data", "more", "--rules", "pack", "--as-of", "2026-08-22")
    shown = json.loads(Path("reports/audit/report.json").read_text(encoding="utf-8"))

    assert [dataset["name"] for dataset in shown["datasets"]] == ["posts", "more"]


def test_standard_output(compliance: Compliance) -> None:
    """`-` is standard output, as it is for `check`."""
    done = compliance(*AUDIT, "--output", "json=-")

    assert not Path("-").exists()
    assert json.loads(done.out)["exit_code"] == 1


def test_quiet(compliance: Compliance) -> None:
    """`--quiet` writes the files and prints nothing."""
    done = compliance(*AUDIT, "--quiet")

    assert (done.code, done.out, done.err) == (1, "", "")
    assert Path("reports/posts/report.html").is_file()


def test_same_verdict_as_check(compliance: Compliance) -> None:
    """`audit` and `check` judge alike."""
    compliance(*AUDIT, "--output", "json=audit.json")
    compliance("check", *AUDIT[1:], "--output", "json=check.json")
    audit, check = (
        json.loads(Path(f"{name}.json").read_text(encoding="utf-8")) for name in ("audit", "check")
    )

    assert audit["datasets"] == check["datasets"]
    assert audit["command"] != check["command"]
