"""What `compliance` leaves in Great Expectations beside its reports."""

import json
from pathlib import Path

import pytest

import tests.gx.conftest  # noqa: F401 - it loads GX in a way that a test worker survives
from tests.cli.conftest import Compliance, write_purposes, write_rule

AUDIT = ("audit", "data", "--rules", "pack", "--as-of", "2026-08-22")
RULE = "test/research"


@pytest.fixture(autouse=True)
def _dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMPLIANCE_GX")
    write_rule(tmp_path / "pack")
    write_purposes(tmp_path / "data", "research", "eval")


def unexpected(path: str) -> int:
    """Return how many records the validation result in a file has that break the rule."""
    [result] = json.loads(Path(path).read_text(encoding="utf-8"))["results"]
    assert result["expectation_config"]["kwargs"]["rule"] == RULE
    return int(result["result"]["unexpected_count"])


def test_an_audit_leaves_a_record(compliance: Compliance) -> None:
    """The validation result lies beside the report and says what it says, by a team's own rule too."""
    done = compliance(*AUDIT)

    assert done.code == 1
    assert done.err == ""
    assert "gx: reports/posts/report.validation.json" in done.out
    assert unexpected("reports/posts/report.validation.json") == 1


def test_several_datasets(compliance: Compliance) -> None:
    """Each dataset has a file, whatever it is called."""
    write_purposes(Path("more"), "research", name="a/b")
    write_purposes(Path("most"), "eval", "eval", name="A b")
    compliance("audit", "data", "more", "most", *AUDIT[2:], "--output", "json=out/all.json")
    found = {path.name: unexpected(str(path)) for path in Path("out").glob("*.validation.json")}

    assert found == {
        "all.posts.validation.json": 1,
        "all.a-b-2.validation.json": 0,
        "all.A-b-3.validation.json": 2,
    }


def test_a_site(compliance: Compliance) -> None:
    """`gx=FOLDER` builds Data Docs, and again in the same folder."""
    for _ in range(2):
        done = compliance(*AUDIT, "--output", "gx=site")

        assert "gx: site/index.html" in done.out
    assert "test/research" in next(Path("site").glob("validations/**/*.html")).read_text(encoding="utf-8")
    assert unexpected("reports/posts/report.validation.json") == 1


@pytest.mark.parametrize("place", ["full", "file"])
def test_a_folder_with_something_else(compliance: Compliance, place: str) -> None:
    """Data Docs replace nothing of others, and say so before the audit."""
    Path("full").mkdir()
    for path in ("full/index.html", "file"):
        Path(path).write_text("mine", encoding="utf-8")
    done = compliance(*AUDIT, "--output", f"gx={place}")

    assert done.code == 2
    assert f"{place} has something else in it" in done.err
    assert not Path("reports").exists()
    assert Path("full/index.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("options", [("--output", "json=-"), ("--no-gx",)])
def test_without_a_place_or_a_wish(compliance: Compliance, options: tuple[str, ...]) -> None:
    """A report that is printed has nothing beside it, and `--no-gx` does without."""
    done = compliance(*AUDIT, *options)

    assert done.code == 1
    assert list(Path().rglob("*validation.json")) == []


def test_without_gx(compliance: Compliance, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where GX is not installed, an audit says how to get it and goes on; Data Docs are refused."""
    monkeypatch.setattr("compliance.cli.recording.find_spec", lambda _: None)
    done, refused = compliance(*AUDIT), compliance(*AUDIT, "-o", "gx=site")

    assert done.code == 1
    assert "pip install 'compliance[gx]'" in done.err
    assert refused.code == 2
    assert "not installed" in refused.err


def test_a_report_of_before(compliance: Compliance) -> None:
    """`report render` builds Data Docs without the data."""
    compliance(*AUDIT, "--no-gx")
    done = compliance("report", "render", "reports/posts/report.json", "-o", "gx=site")

    assert done.code == 1
    assert Path("site/index.html").is_file()
    assert unexpected("site/validation.json") == 1


def test_check_has_no_data_docs(compliance: Compliance) -> None:
    """`check` is quick, so it leaves Great Expectations alone."""
    done = compliance("check", *AUDIT[1:], "-o", "gx=site")

    assert done.code == 2
    assert "gx=site is not FORMAT=FILE" in done.err


def test_pages_that_fail(compliance: Compliance, monkeypatch: pytest.MonkeyPatch) -> None:
    """What GX only logs while it builds pages is an error."""
    from compliance.gx.pages.site import OfflinePageView  # noqa: PLC0415 - it takes seconds

    monkeypatch.setattr(OfflinePageView, "_template", "no_such_page.j2")
    done = compliance(*AUDIT, "-o", "gx=site")

    assert done.code == 2
    assert "could not build all pages" in done.err
