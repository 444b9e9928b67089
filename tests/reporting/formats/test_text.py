"""The report for a terminal."""

import re
from dataclasses import replace

import pytest

from compliance.model.correction import CorrectionState
from compliance.model.exemplar import Exemplar
from compliance.model.report import Notice, Report
from compliance.reporting.conclusion import verdict_sentence
from compliance.reporting.excuses import correction_sentence, waiver_sentence
from compliance.reporting.formats.text import SCREEN, render_text
from tests.reporting.published import GOLDENS, published
from tests.reporting.sample_excuses import accepted_report, correction_use, excused_report, waiver_use
from tests.reporting.sample_report import clean_report, dispute_report, huge_report, sample_report


def flooded(report: Report) -> Report:
    """Return the report with a hundred times as many waivers, corrections, notices and unread files."""
    accepted = tuple(found for found in report.findings if found.is_excused)
    datasets = (
        replace(
            dataset,
            waivers=dataset.waivers * 100,
            corrections=dataset.corrections * 100,
            coverage=dataset.coverage * 100,
        )
        for dataset in report.datasets
    )
    return replace(
        report,
        findings=report.findings + accepted * 100,
        notices=report.notices * 100,
        datasets=tuple(datasets),
    )


COUNTED = (
    "and",
    "more",
    "accepted",
    "finding",
    "findings",
    "note",
    "notes",
    "remarks",
    "unread",
    "file",
    "files",
)
"""Words that only a report with little room needs."""


def is_whole(piece: str, words: set[str], width: int) -> bool:
    """Tell whether this is a word, or as much of a very long one as a line can hold."""
    return piece in words or "…" in piece or any(len(word) > width - 10 and piece in word for word in words)


REPORTS = [
    dispute_report(),
    sample_report(),
    clean_report(),
    huge_report(10_000),
    excused_report(),
    flooded(excused_report()),
]


@pytest.mark.parametrize("width", [80, 100])
def test_the_golden_report(width: int) -> None:
    """The failing sample is printed as it always was."""
    current = render_text(dispute_report(), width=width)

    assert published(GOLDENS / f"report-{width}.txt", current) == current


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("report", REPORTS)
def test_it_fits_a_screen(report: Report, width: int) -> None:
    """However many findings there are, the report is a screen, and no line is too long."""
    lines = render_text(report, width=width).splitlines()

    assert len(lines) <= SCREEN
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", [40, 50, 60, 79])
@pytest.mark.parametrize("report", REPORTS)
def test_it_can_be_read_in_a_narrow_terminal(report: Report, width: int) -> None:
    """No line is too long, no word is cut that would fit on a line, and it is still about a screen."""
    lines = render_text(report, width=width).splitlines()
    words = {*render_text(report, width=1_000).split(), *COUNTED}
    cut = [piece for piece in "\n".join(lines).split() if not is_whole(piece, words, width)]

    assert len(lines) <= 1.6 * SCREEN
    assert max(map(len, lines)) <= width
    assert [piece for piece in cut if not piece.replace(",", "").isdigit()] == []


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


def test_a_pass_is_one_sentence() -> None:
    """Where nothing is to be said besides, a pass is one sentence with its scope."""
    assert render_text(clean_report(), width=200) == f"{verdict_sentence(clean_report())}\n"
    assert render_text(accepted_report(waiver_use()), width=200).count("\n") == 1


def test_a_pass_says_what_calls_for_somebody() -> None:
    """Waivers that lapse, corrections and notices have a line each below the verdict of a pass."""
    soon = waiver_use(id="soon", days=6)
    report = accepted_report(waiver_use(), soon)
    (clean,) = report.datasets
    unused = correction_use(CorrectionState.UNUSED, 0)
    noted = replace(
        report,
        datasets=(replace(clean, corrections=(unused,)),),
        notices=(Notice("clean", "A column has no name.", "Name it."),),
    )

    assert render_text(noted, width=200).splitlines()[1:] == [
        f"waiver    datasets/dispute/waivers.yaml:12  {waiver_sentence(soon)}",
        f"corrected datasets/dispute/corrections.yaml:3  {correction_sentence(unused)}",
        "note      clean  A column has no name. Name it.",
    ]


def test_what_is_accepted_stands_below() -> None:
    """Accepted findings have a line each after all others, and none of them decides the verdict."""
    whole = excused_report()
    accepted = tuple(found for found in whole.findings if found.is_excused)
    report = replace(
        whole, datasets=whole.datasets[:1], findings=(dispute_report().findings[-1], *accepted), notices=()
    )
    lines = render_text(report, width=120).splitlines()
    low = next(place for place, line in enumerate(lines) if line.startswith("low "))
    waived = next(place for place, line in enumerate(lines) if line.startswith("waived"))

    assert low < waived
    assert lines[waived].endswith("social/read-cap  by holds until 2023-09-27")
    assert lines[waived + 1].startswith("baseline  violation  40")
    assert "is violated in dispute 1.2, 52,000 records examined" in lines[0]
    assert "the most affected is provenance/platform-agrees" in " ".join(lines[:2])


def test_groups_that_grew() -> None:
    """A finding says how much of it the baseline accepts, and how much there is now."""
    (grown,) = (found for found in excused_report().findings if any(group.accepted for group in found.groups))
    text = render_text(replace(excused_report(), findings=(grown,)))

    assert re.search(r"^  known   12 accepted by the baseline, [\d,]+ now$", text, re.MULTILINE)


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
