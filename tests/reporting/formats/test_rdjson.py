"""The report for reviewdog."""

import json

from compliance.model.report import Report
from compliance.reporting.catalog import FORMATS
from tests.reporting.published import GOLDENS, published
from tests.reporting.sample_accepted import excused_report
from tests.reporting.sample_report import clean_report


def diagnostics_of(report: Report, **options: str) -> list[dict[str, object]]:
    """Return the diagnostics of the report."""
    found = json.loads(FORMATS["rdjson"].render(report, options))
    assert set(found) == {"source", "diagnostics"}
    return list(found["diagnostics"])


def test_the_golden_report() -> None:
    """The sample is written as it always was."""
    current = FORMATS["rdjson"].render(excused_report())

    assert published(GOLDENS / "report.rdjson", current) == current


def test_what_reviewdog_reads() -> None:
    """Every diagnostic has a message, a place, a severity and a code, as its schema names them."""
    found = diagnostics_of(excused_report())

    for each in found:
        assert set(each) == {"message", "location", "severity", "code"}
        assert each["severity"] in {"ERROR", "WARNING", "INFO"}
    assert {each["severity"] for each in found} == {"ERROR", "WARNING", "INFO"}


def test_one_comment_for_a_finding() -> None:
    """Groups are not told apart: nobody wants fifty comments on one line."""
    codes = [each["code"] for each in diagnostics_of(excused_report())]

    assert codes.count({"value": "social/paid-api-grant"}) == 1


def test_a_folder_of_a_repository() -> None:
    """Paths are those of the repository."""
    assert diagnostics_of(excused_report(), prefix="team")[0]["location"] == {
        "path": "team/datasets/dispute/dataset.yaml",
        "range": {"start": {"line": 9}},
    }


def test_nothing_found() -> None:
    """A report without issues has no diagnostics."""
    assert diagnostics_of(clean_report()) == []
