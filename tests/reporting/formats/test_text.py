"""The report for a terminal."""

import re
from dataclasses import replace

import pytest

from compliance.model.exemplar import Exemplar
from compliance.model.report import Report
from compliance.reporting.conclusion import verdict_sentence
from compliance.reporting.formats.text import SCREEN, render_text
from tests.reporting.published import GOLDENS, published
from tests.reporting.sample_report import clean_report, dispute_report, huge_report, sample_report


@pytest.mark.parametrize("width", [80, 100])
def test_the_golden_report(width: int) -> None:
    """The failing sample is printed as it always was."""
    current = render_text(dispute_report(), width=width)

    assert published(GOLDENS / f"report-{width}.txt", current) == current


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("report", [dispute_report(), sample_report(), clean_report(), huge_report(10_000)])
def test_it_fits_a_screen(report: Report, width: int) -> None:
    """However many findings there are, the report is a screen, and no line is too long."""
    lines = render_text(report, width=width).splitlines()

    assert len(lines) <= SCREEN
    assert max(map(len, lines)) <= width


def test_the_verdict_is_first_and_last() -> None:
    """Whoever sees the top or the bottom of the output sees the verdict."""
    text = render_text(dispute_report(), width=400)
    lines = text.splitlines()

    assert lines[0] == lines[-1] == verdict_sentence(dispute_report())


def test_weak_evidence_is_said_and_the_cap_shown() -> None:
    """A finding on weak clauses says why, and shows its own severity beside that of its rule."""
    weak = tuple(found for found in dispute_report().findings if found.weaknesses)
    text = render_text(replace(dispute_report(), findings=weak), width=140)

    assert re.search(
        r"^medium +social/scraping-needs-permission .* violation, capped from high$", text, re.MULTILINE
    )
    assert "Rests on a clause whose start we do not know" in text


def test_what_else_was_in_force_is_one_line() -> None:
    """Clauses that did not decide take one line under the one that did."""
    found = replace(dispute_report(), findings=dispute_report().findings[1:2])
    lines = render_text(found).splitlines()
    (line,) = (line.strip() for line in lines if "also in force" in line)

    assert line == "also in force: Robots page: allowed from 2023-10-02 or earlier"


def test_every_finding_is_shown_or_counted() -> None:
    """Findings that do not fit are counted, with a way to see them."""
    text = render_text(huge_report(1_000))
    shown = len(re.findall(r"^(?:critical|high|medium|low) ", text, flags=re.MULTILINE))
    left = int(re.search(r"and (\d+) more findings", text.replace(",", ""))[1])

    assert shown + left == 1_000
    assert "--output html=" in text


def test_hostile_text_is_harmless() -> None:
    """No escape sequence, markup or secret of a manifest reaches the terminal."""
    only_hostile = tuple(found for found in sample_report().findings if found.dataset == "mirror")
    for color in (True, False):
        text = render_text(replace(sample_report(), findings=only_hostile), color=color)

        assert "\x1b[31mred" not in text
        assert "\u202e" not in text
        assert "hunter2" not in text
        assert "[bold]" in text


def test_color_is_only_color() -> None:
    """The coloured report is the plain one plus escape sequences."""
    colored = render_text(dispute_report(), color=True)

    assert colored != render_text(dispute_report())
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == render_text(dispute_report())


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Terminal settings of the user are the business of the command line, not of the report."""
    expected = render_text(dispute_report(), color=True)
    for name, value in (("NO_COLOR", "1"), ("COLUMNS", "40"), ("TERM", "dumb"), ("LINES", "5")):
        monkeypatch.setenv(name, value)

    assert render_text(dispute_report(), color=True) == expected


def test_a_row_without_id_or_url_is_still_found() -> None:
    """Where columns have other names, the first cell stands for the id."""
    found = replace(dispute_report().findings[0], exemplars=(Exemplar("a.parquet", 7, (("post", "p-7"),)),))

    text = render_text(replace(dispute_report(), findings=(found,)))

    assert re.search(r"row +a\.parquet:7  p-7$", text, flags=re.MULTILINE)
