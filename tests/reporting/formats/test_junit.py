"""The report as test results."""

from dataclasses import replace

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase

from compliance.model.exit_code import ExitCode
from compliance.model.gate import Gate
from compliance.model.report import Report
from compliance.reporting.catalog import FORMATS
from tests.reporting.published import GOLDENS, published
from tests.reporting.sample_accepted import excused_report
from tests.reporting.sample_report import clean_report, huge_report

_GITLAB_TAKES = 30_000_000


def cases_of(report: Report, **options: str) -> dict[tuple[str, str], TestCase]:
    """Return every test by dataset and name, as an independent reader finds them."""
    suites = JUnitXml.fromstring(FORMATS["junit"].render(report, options).encode())
    return {(str(test.classname), str(test.name)): test for suite in suites for test in suite}


def ending(test: TestCase) -> type:
    """Return how a test ended; passing is a result of its own."""
    return type(test.result[0]) if test.result else TestCase


def test_the_golden_report() -> None:
    """The sample is written as it always was."""
    current = FORMATS["junit"].render(excused_report())

    assert published(GOLDENS / "report.junit.xml", current) == current


def test_a_test_for_each_rule_in_each_dataset() -> None:
    """Tests have names of their own, and their counts are those of the suites."""
    report = excused_report()
    suites = JUnitXml.fromstring(FORMATS["junit"].render(report).encode())
    tests = cases_of(report)
    endings = [ending(test) for test in tests.values()]

    assert {(dataset.name, rule.id) for dataset in report.datasets for rule in report.rules} <= set(tests)
    assert (suites.tests, suites.failures) == (len(tests), endings.count(Failure))
    assert (suites.errors, suites.skipped) == (endings.count(Error), endings.count(Skipped))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (("dispute", "social/paid-api-grant"), Failure),
        (("dispute", "provenance/collected-at-known"), TestCase),
        (("dispute", "licenses/commercial-use"), Skipped),
        (("dispute", "social/no-logged-in-scraping"), Failure),
        (("dispute", "contract/declared-rows"), Failure),
        (("clean", "social/paid-api-grant"), TestCase),
        (("mirror", "read datasets/mirror/truncated.parquet"), Error),
    ],
)
def test_how_tests_end(name: tuple[str, str], wanted: type) -> None:
    """What fails the gate fails, what is below it passes, and what does not apply is skipped."""
    assert ending(cases_of(excused_report())[name]) is wanted


def test_only_accepted_findings() -> None:
    """A test of which all findings are accepted is skipped, and says by whom and until when."""
    report = excused_report()
    accepted = tuple(found for found in report.findings if found.is_excused)
    test = cases_of(replace(report, findings=accepted))["dispute", "social/no-logged-in-scraping"]

    assert ending(test) is Skipped
    assert "until 2023-07-09" in str(test.result[0].message)
    assert test.result[0].text == test.result[0].message


def test_below_the_gate() -> None:
    """With a gate that little fails, findings are output of tests that pass."""
    tests = cases_of(replace(excused_report(), gate=Gate(None, None)))
    test = tests["dispute", "social/paid-api-grant"]

    assert not any(ending(test) is Failure for test in tests.values())
    assert "41,220 x records break the rule" in str(test.system_out)
    assert "(below the gate)" in str(test.system_out)


def test_what_a_failure_says() -> None:
    """A failure has the finding, its largest groups, and how to fix it."""
    (failure,) = cases_of(excused_report())["dispute", "social/paid-api-grant"].result

    assert failure.type == "critical"
    assert "13,740 with record.acquisition_method = scrape_logged_in" in str(failure.text)
    assert "How to fix: Record the plan" in str(failure.text)


def test_waivers_are_mentioned() -> None:
    """A suite says which of its waivers have expired, or will soon."""
    suites = JUnitXml.fromstring(FORMATS["junit"].render(excused_report()).encode())
    (dispute,) = (suite for suite in suites if suite.name == "dispute")

    assert "Waiver too-late lapsed on 2023-06-01: 41,220 records are findings again" in str(
        dispute._elem.findtext("system-out")
    )


def test_a_run_that_examined_nothing() -> None:
    """It is an error in every dataset: skipped tests alone would look like a pass."""
    tests = cases_of(replace(clean_report(), exit_code=ExitCode.NOTHING_EXAMINED))

    assert ending(tests["clean", "some rule applies to some record"]) is Error


def test_characters_that_xml_cannot_hold() -> None:
    """They are spelled, so that the file is read."""
    report = clean_report()
    hostile = replace(report.datasets[0], name="a\ufffe\uffff\x00\x1b<]]>")
    (test, *_) = cases_of(replace(report, datasets=(hostile,))).values()

    assert test.classname == r"a\ufffe\uffff\x00\x1b<]]>"


def test_a_folder_of_a_repository() -> None:
    """The file of a test is the card, from the root of the repository on."""
    test = cases_of(excused_report(), prefix="team")["dispute", "social/paid-api-grant"]

    assert test._elem.get("file") == "team/datasets/dispute/dataset.yaml"


def test_many_findings() -> None:
    """However many findings there are, GitLab takes the file."""
    text = FORMATS["junit"].render(huge_report(3_000))

    assert len(text.encode()) < _GITLAB_TAKES
    assert "and 2,990 more findings" in text
