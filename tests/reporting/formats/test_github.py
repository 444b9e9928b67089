"""The annotations of GitHub Actions."""

from collections import Counter
from dataclasses import replace

from compliance.model.gate import Gate
from compliance.model.report import Report
from compliance.reporting.catalog import FORMATS
from compliance.reporting.conclusion import verdict_sentence
from compliance.reporting.formats.github import MOST
from tests.reporting.published import GOLDENS, published
from tests.reporting.sample_accepted import excused_report
from tests.reporting.sample_report import clean_report, dispute_report, huge_report

_SHOWN = 10


def commands_of(report: Report, **options: str) -> list[str]:
    """Return the commands of the report, one a line."""
    return FORMATS["github"].render(report, options).splitlines()


def test_the_golden_report() -> None:
    """The sample is written as it always was."""
    current = FORMATS["github"].render(excused_report())

    assert published(GOLDENS / "report.github.txt", current) == current


def test_no_more_than_github_shows() -> None:
    """Of each kind there are at most ten, and one of them says how many there are beyond."""
    lines = commands_of(huge_report(1_000))
    kinds = Counter(line.split(" ")[0] for line in lines)

    assert max(kinds.values()) <= _SHOWN
    assert lines[MOST].endswith("::And 993 more issues; the job summary has them.")


def test_the_worst_come_first() -> None:
    """What is listed is no less severe than what is not."""
    first, *_ = commands_of(dispute_report())

    assert first.startswith(
        "::error file=datasets/dispute/dataset.yaml,line=9,title=social/paid-api-grant%3A "
    )
    assert "%0AHow to fix: Record the plan" in first


def test_below_the_gate() -> None:
    """What does not fail the run is a warning or a notice."""
    lines = commands_of(replace(dispute_report(), gate=Gate(None, None)))

    assert not any(line.startswith("::error") for line in lines)
    assert lines[0].startswith("::warning ")


def test_accepted_findings() -> None:
    """They are counted, and not annotated."""
    lines = commands_of(excused_report())

    assert "300 records waived, 40 in the baseline" in lines[-1]
    assert not any("aived by" in line for line in lines)


def test_nothing_found() -> None:
    """The verdict is said even so."""
    assert commands_of(clean_report()) == [f"::notice title=compliance::{verdict_sentence(clean_report())}"]


def test_what_would_be_another_command() -> None:
    """A message stays one line, and a path one property."""
    whole = dispute_report()
    card = "a,line=1::x%\x1b.yaml"
    found = replace(whole.findings[0], message="100 % of\n::error::x")
    report = replace(whole, findings=(found,), datasets=(replace(whole.datasets[0], card=card),))
    first, _ = commands_of(report)

    assert first.startswith("::error file=a%2Cline=1%3A%3Ax%25\\x1b.yaml,line=9,")
    assert "::100 %25 of ::error::x%0AHow to fix: " in first


def test_a_folder_of_a_repository() -> None:
    """Paths are those of the repository."""
    assert " file=team/datasets/dispute/dataset.yaml," in commands_of(dispute_report(), prefix="team")[0]
