"""The report in Markdown."""

from dataclasses import replace

import pytest

from compliance.model.gate import Gate
from compliance.model.report import Notice
from compliance.reporting.catalog import FORMATS
from compliance.reporting.conclusion import headline
from compliance.reporting.overview import Room, overview
from tests.reporting.published import GOLDENS, published
from tests.reporting.sample_accepted import excused_report
from tests.reporting.sample_report import clean_report, dispute_report, huge_report, sample_report

_WIDE = Room(1_000_000, 100, 10, 3)
_SECTIONS = (
    "### Findings",
    "### Unread files, contracts, waivers and corrections",
    "### What fails the run",
    "### Accepted",
    "### Datasets",
    "### Notes",
    "### How to reproduce it",
)


@pytest.mark.parametrize(("name", "golden"), [("summary", "report.summary.md"), ("markdown", "report.md")])
def test_the_golden_report(name: str, golden: str) -> None:
    """The sample is written as it always was."""
    current = FORMATS[name].render(excused_report())

    assert published(GOLDENS / golden, current) == current


@pytest.mark.parametrize(("name", "limit"), [("summary", 1_048_576), ("markdown", 65_536)])
def test_it_is_shown_whole(name: str, limit: int) -> None:
    """However large the report, GitHub takes what is written."""
    assert len(FORMATS[name].render(huge_report(10_000)).encode()) < limit


def test_everything_is_there() -> None:
    """With room for all, every section is there, in order, after the verdict."""
    text = overview(excused_report(), _WIDE)

    assert text.startswith(f"## compliance: {headline(excused_report())}\n")
    assert tuple(line for line in text.splitlines() if line.startswith("### ")) == _SECTIONS
    assert "Left out" not in text


def test_the_last_sections_go_first() -> None:
    """With less and less room, sections are left out from the end, and the text names them."""
    whole = len(overview(excused_report(), _WIDE).encode())
    for size in range(whole, 500, -500):
        text = overview(excused_report(), replace(_WIDE, size=size))
        shown = tuple(line for line in text.splitlines() if line.startswith("### "))
        missing = [section.removeprefix("### ").lower() for section in _SECTIONS[len(shown) :]]

        assert len(text.encode()) <= size or not shown
        assert shown == _SECTIONS[: len(shown)]
        assert (f"Left out for want of room: {', '.join(missing)}." in text) == bool(missing)


def test_what_each_table_leaves_out() -> None:
    """A long table is cut, and says how many lines are missing."""
    text = overview(dispute_report(), Room(1_000_000, 3, 2, 1))

    assert "\n\nand 10 more findings\n" in text
    assert "\n\nand 3 more groups\n" in text
    assert text.count("<details>") == text.count("</details>") == 2


def test_findings_that_pass() -> None:
    """A finding below the gate is in the table and not among what fails the run."""
    text = overview(replace(dispute_report(), gate=Gate(None, None)), _WIDE)

    assert "| passes |" in text
    assert "**fails**" not in text
    assert "### What fails the run" not in text


def test_accepted_findings() -> None:
    """They have a table of their own, with who answers for them."""
    text = overview(excused_report(), _WIDE)

    assert "\n300 records waived, 40 in the baseline.\n" in text
    assert "| `social/onward-sharing` | `dispute` | violation | 40 | in the baseline" in text
    assert "waived by dropped-soon until 2023-07-09, remediation planned, accepted by A. Counsel |" in text


def test_a_report_without_findings() -> None:
    """It has the verdict, the datasets and the receipt."""
    text = overview(clean_report(), _WIDE)

    assert [line for line in text.splitlines() if line.startswith("### ")] == [
        "### Datasets",
        "### How to reproduce it",
    ]


def test_nobody_is_called() -> None:
    """A name in a report is no mention, wherever it stands."""
    report = replace(sample_report(), notices=(Notice("mirror", "ask @team about #12 <b>"),))
    text = overview(report, _WIDE)

    assert r"* mirror: ask @&#8203;team about #&#8203;12 \<b\>" in text
