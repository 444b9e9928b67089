"""Issues beside the findings."""

from dataclasses import replace
from datetime import date

import pytest

from compliance.model.exit_code import ExitCode
from compliance.model.waiver import WaiverState
from compliance.reporting.excuses import waiver_sentence
from compliance.reporting.issues import BESIDE, Issue, Level, issues
from compliance.reporting.issues.beside import beside
from tests.reporting.sample_accepted import WAIVERS, excused_report, waiver_use
from tests.reporting.sample_report import clean_report, dispute_report


def shown(issue: Issue) -> tuple[str, str, str, int]:
    """Return rule, level and place of an issue."""
    return issue.rule, issue.level.value, issue.place.path, issue.place.line


def test_everything_beside_the_findings() -> None:
    """Each has a rule, a level and a line of the file in which a reader can mend it."""
    report = excused_report()
    card, folder = "datasets/dispute/dataset.yaml", "datasets/dispute"

    assert [shown(issue) for issue in beside(report) if issue.dataset == "dispute"] == [
        ("contract/declared-rows", "error", card, 15),
        ("waivers/lapses-soon", "warning", WAIVERS, 3),
        ("waivers/expired", "warning", WAIVERS, 15),
        ("waivers/unused", "note", WAIVERS, 27),
        ("waivers/pending", "note", WAIVERS, 39),
        ("corrections/document-changed", "warning", f"{folder}/corrections.yaml", 3),
        ("corrections/unused", "note", f"{folder}/corrections.yaml", 9),
        ("baseline/grown", "warning", f"{folder}/baseline.json", 1),
    ]
    assert [issue.rule for issue in beside(report) if issue.dataset == "mirror"] == ["run/file-unread"] * 2


@pytest.mark.parametrize("state", WaiverState)
def test_a_waiver_in_every_state(state: WaiverState) -> None:
    """Every state has its rule, and records that are findings for it, or will be, make it a warning."""
    report = dispute_report()
    use = waiver_use("w", state, 3, 1, date(2023, 7, 1))
    (issue,) = beside(replace(report, datasets=(replace(report.datasets[0], waivers=(use,)),)))

    assert issue.rule in BESIDE
    assert issue.message == waiver_sentence(use, 1)
    assert issue.level is Level.WARNING


def test_a_waiver_that_is_no_news() -> None:
    """A waiver that holds for long is not mentioned."""
    report = dispute_report()
    use = waiver_use("w", WaiverState.HOLDS, 3, 1, date(2030, 1, 1))

    assert list(beside(replace(report, datasets=(replace(report.datasets[0], waivers=(use,)),)))) == []


def test_a_file_that_cannot_be_read() -> None:
    """Problem and remedy, which are parts of sentences elsewhere, are sentences here."""
    report = clean_report()
    file = replace(report.datasets[0].coverage[0], problem="it is truncated", remedy="copy it again")
    (issue,) = beside(replace(report, datasets=(replace(report.datasets[0], coverage=(file,)),)))

    assert issue.message == "datasets/clean/manifest.parquet: it is truncated."
    assert issue.remedy == "Copy it again."


def test_a_run_that_examined_nothing() -> None:
    """Each dataset says so, as an error: a list without issues would look like a pass."""
    report = replace(clean_report(), exit_code=ExitCode.NOTHING_EXAMINED)
    (issue,) = beside(report)

    assert (issue.rule, issue.level, issue.place.path) == (
        "run/nothing-examined",
        Level.ERROR,
        "datasets/clean/dataset.yaml",
    )
    assert list(beside(clean_report())) == []


def test_the_worst_first() -> None:
    """Errors come before warnings and notes, and the more severe of them first."""
    keys = [(issue.level.rank, -issue.severity.weight) for issue in issues(excused_report(), by_group=False)]

    assert keys == sorted(keys)
