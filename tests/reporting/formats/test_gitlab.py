"""The Code Quality report."""

import json
from collections import Counter

from compliance.model.report import Report
from compliance.reporting.catalog import FORMATS
from compliance.reporting.formats.gitlab import MOST
from tests.reporting.published import GOLDENS, published
from tests.reporting.sample_accepted import excused_report
from tests.reporting.sample_report import clean_report, huge_report

_SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def issues_of(report: Report, **options: str) -> list[dict[str, object]]:
    """Return the issues of the report."""
    found = json.loads(FORMATS["gitlab"].render(report, options))
    assert isinstance(found, list)
    return found


def test_the_golden_report() -> None:
    """The sample is written as it always was."""
    current = FORMATS["gitlab"].render(excused_report())

    assert published(GOLDENS / "report.gitlab.json", current) == current


def test_what_gitlab_reads() -> None:
    """Each issue has every key that GitLab reads, and a fingerprint of its own."""
    found = issues_of(excused_report())

    for issue in found:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in _SEVERITIES
        assert issue["location"]["lines"]["begin"] >= 1  # type: ignore[index]
    assert set(Counter(issue["fingerprint"] for issue in found).values()) == {1}


def test_severities() -> None:
    """The severity is that of the finding; what is accepted, or asks for nothing yet, is for information."""
    found = {(issue["check_name"], issue["severity"]) for issue in issues_of(excused_report())}

    assert {
        ("social/paid-api-grant", "blocker"),
        ("licenses/recognised", "critical"),
        ("social/scraping-needs-permission/weak-evidence", "major"),
        ("provenance/platform-agrees", "minor"),
        ("waivers/unused", "info"),
        ("social/onward-sharing", "info"),
    } <= found


def test_accepted_findings() -> None:
    """They say that they are accepted, and by what."""
    told = [str(issue["description"]) for issue in issues_of(excused_report()) if issue["severity"] == "info"]

    assert any(text.startswith("Waived by dropped-soon until 2023-07-09") for text in told)


def test_nothing_found() -> None:
    """A report without issues is an empty list."""
    assert issues_of(clean_report()) == []


def test_a_folder_of_a_repository() -> None:
    """Paths are those of the repository."""
    assert issues_of(excused_report(), prefix="team")[0]["location"] == {
        "path": "team/datasets/dispute/dataset.yaml",
        "lines": {"begin": 9},
    }


def test_many_issues() -> None:
    """Of very many issues the worst are listed, and the last one counts the others."""
    found = issues_of(huge_report(5_100))

    assert len(found) == MOST + 1
    assert str(found[-1]["description"]).startswith("And 102 more issues")
