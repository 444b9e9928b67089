"""What CI systems are shown."""

import json
import re
from pathlib import Path

import pytest
from junitparser import JUnitXml

from compliance.cli.ci import System, detect, fenced
from compliance.errors import UsageError
from tests.cli.conftest import Compliance, write_purposes, write_rule

CHECK = ("check", "bad", "--rules", "pack", "--as-of", "2026-08-22")
_FULL = 1024 * 1024


@pytest.fixture(autouse=True)
def _dataset(tmp_path: Path, compliance: Compliance) -> None:  # noqa: ARG001 - it changes the folder
    write_rule(tmp_path / "pack")
    write_purposes(tmp_path / "bad", "research", "eval", name="bad")


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run on GitHub Actions, and return the file of the job summary."""
    path = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run on GitLab CI, and return the folder of the project."""
    monkeypatch.setenv("GITLAB_CI", "true")
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    return tmp_path


def commands(text: str) -> list[str]:
    """Return the commands that GitHub would find in a log."""
    outside = re.sub(r"(?s)::stop-commands::(\w+)\n.*?\n::\1::\n", "", text)
    return [line for line in outside.splitlines() if line.startswith("::")]


@pytest.mark.parametrize(
    ("asked", "variables", "system"),
    [
        ("auto", {}, System.ELSEWHERE),
        ("auto", {"CI": "true"}, System.ELSEWHERE),
        ("auto", {"GITHUB_ACTIONS": "true", "CI": "true"}, System.GITHUB),
        ("auto", {"GITLAB_CI": "true"}, System.GITLAB),
        ("auto", {"GITLAB_CI": "false"}, System.ELSEWHERE),
        ("github", {}, System.GITHUB),
        ("none", {"GITHUB_ACTIONS": "true"}, System.ELSEWHERE),
    ],
)
def test_which_system_this_is(asked: str, variables: dict[str, str], system: System) -> None:
    """Its variables tell, unless the command line says otherwise."""
    assert detect(asked, variables) is system


def test_an_unknown_system() -> None:
    """The known ones are named."""
    with pytest.raises(UsageError) as caught:
        detect("jenkins", {})

    assert caught.value.remedy == "use auto, github, gitlab, none"


def test_outside_of_ci(compliance: Compliance) -> None:
    """Nothing is shown beside the report."""
    done = compliance(*CHECK)

    assert (done.code, done.err) == (1, "")
    assert "::" not in done.out


def test_on_github(compliance: Compliance, summary: Path) -> None:
    """Findings are annotated below the report, and the job summary has it; one line says so."""
    plain = compliance(*CHECK, "--ci", "none")
    done = compliance(*CHECK)
    error, notice = commands(done.out)

    assert done.code == plain.code == 1
    assert plain.out.strip() in done.out
    assert error.startswith("::error file=bad/dataset.yaml,line=1,title=test/research%3A Records are for")
    assert notice.startswith("::notice title=compliance::FAILED")
    assert summary.read_text(encoding="utf-8").startswith("\n## compliance: FAILED\n")
    assert done.err == (
        "GitHub Actions: annotations on standard output, report in the job summary; "
        "--ci none turns this off\n"
    )
    assert plain.err == ""


def test_audits_on_github(compliance: Compliance, summary: Path) -> None:
    """An audit is shown as a check is."""
    done = compliance("audit", *CHECK[1:])

    assert len(commands(done.out)) == 2
    assert summary.exists()


def test_summaries_of_other_steps_stay(compliance: Compliance, summary: Path) -> None:
    """The report is added to what is there."""
    summary.write_text("before\n", encoding="utf-8")
    compliance(*CHECK)
    compliance(*CHECK)
    text = summary.read_text(encoding="utf-8")

    assert text.startswith("before\n\n## compliance")
    assert text.count("## compliance: FAILED") == 2


@pytest.mark.parametrize("room", [100, 700, 5_000])
def test_a_summary_that_is_nearly_full(compliance: Compliance, summary: Path, room: int) -> None:
    """Never is there more than GitHub takes, and what does not fit is not begun."""
    summary.write_bytes(b"x" * (_FULL - room))
    done = compliance(*CHECK)
    added = summary.read_bytes()[_FULL - room :].decode()

    assert len(added) <= room
    assert added == "" or added.endswith("_Not legal advice._\n")
    assert ("no room for it in the job summary" in done.err) == (added == "")


def test_a_summary_that_cannot_be_written(
    compliance: Compliance, summary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an error, and the message says how to do without."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    done = compliance(*CHECK)

    assert done.code == 2
    assert "cannot be written" in done.err
    assert "--ci none" in done.err
    assert not summary.exists()


def test_asked_for_already(compliance: Compliance, summary: Path) -> None:
    """Nothing is shown twice, and standard output stays one document."""
    done = compliance(*CHECK, "-o", "json=-", "-o", "summary=own.md")

    assert json.loads(done.out)["outcome"] == "failed"
    assert not summary.exists()
    assert done.err == ""


def test_quiet_on_github(compliance: Compliance, summary: Path) -> None:
    """`--quiet` prints nothing; the summary is a file, and is written."""
    done = compliance(*CHECK, "--quiet")

    assert (done.out, done.err) == ("", "")
    assert summary.exists()


def test_paths_of_the_repository(
    compliance: Compliance, summary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder of a repository, paths are given from its root on; a prefix given by hand comes first."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir("bad")
    done = compliance(
        "check", ".", "--rules", "../pack", "-o", "sarif=a.sarif", "-o", "rdjson=a.rdjson?prefix=x"
    )
    (result, *_) = json.loads(Path("a.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    (diagnostic,) = json.loads(Path("a.rdjson").read_text(encoding="utf-8"))["diagnostics"]

    assert "::error file=bad/dataset.yaml," in done.out
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "bad/dataset.yaml"
    assert diagnostic["location"]["path"] == "x/dataset.yaml"
    assert summary.exists()


def test_on_gitlab(compliance: Compliance, project: Path) -> None:
    """Both files that a job can declare as reports are in the folder of the project; one line says so."""
    done = compliance(*CHECK)
    (issue,) = json.loads((project / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    tests = JUnitXml.fromfile(str(project / "gl-junit.xml"))

    assert done.code == 1
    assert issue["location"] == {"path": "bad/dataset.yaml", "lines": {"begin": 1}}
    assert tests.failures == 1
    assert done.err == (
        "GitLab CI: gl-code-quality-report.json and gl-junit.xml written; --ci none turns this off\n"
    )


def test_own_files_on_gitlab(compliance: Compliance, project: Path) -> None:
    """Who names a file of a format gets no second one."""
    done = compliance(*CHECK, "-o", "gitlab=own.json", "-o", "junit=own.xml")

    assert not (project / "gl-junit.xml").exists()
    assert not (project / "gl-code-quality-report.json").exists()
    assert (Path("own.json").exists(), Path("own.xml").exists(), done.err) == (True, True, "")


def test_a_fence() -> None:
    """What a report quotes is no command, also where it looks like the end of the fence."""
    text = "::error::x\n##[error]y\n::stop-commands::z\n"
    first, *inside, last = fenced(System.GITHUB, text).splitlines()
    word = first.removeprefix("::stop-commands::")

    assert "\n".join(inside) + "\n" == text
    assert last == f"::{word}::"
    assert word not in text
    assert fenced(System.GITLAB, text) == text
