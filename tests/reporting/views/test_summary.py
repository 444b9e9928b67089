"""The summary: what a reader hears who reads nothing else."""

from dataclasses import replace

from compliance.model.exit_code import ExitCode
from compliance.model.report import Report
from compliance.model.waiver import WaiverState
from compliance.reporting.views.summary import Summary, summary
from tests.reporting.sample_excuses import accepted_report, excused_report, waiver_use
from tests.reporting.sample_report import clean_report, dispute_report, sample_report

LINKS = {("dispute", dispute_report().findings[0].rule): "finding-1"}


def of(report: Report) -> Summary:
    """Return the summary of a report."""
    return summary(report, LINKS)


def test_a_report_that_fails() -> None:
    """It says how many records break a rule, what access would have cost, and what to do first."""
    found = of(dispute_report())

    assert found.checked[0].startswith("52,000 of 52,000 records in dispute 1.2, against 14 rules")
    assert found.found[0] == "41,220 records (79.3 %) break at least one rule."
    assert found.found[-1].startswith("Access that nobody bought would likely have cost USD 5,100 on X")
    assert [item.link for item in found.todo] == ["finding-1", "findings", "findings"]
    assert found.more == "All 13 findings, with how to fix each"


def test_the_gravest_rules_come_once() -> None:
    """Two findings of one rule are one thing to do."""
    titles = [item.title for item in of(dispute_report()).todo]

    assert len(titles) == len(set(titles)) == 3


def test_a_report_that_passes() -> None:
    """Where nothing is wrong it says so, and when to check again."""
    found = of(clean_report())

    assert found.found == ("Nothing.",)
    assert found.advice[0].startswith("Keep this report")
    assert (found.todo, found.more) == ((), "")


def test_what_is_accepted_and_what_lapsed() -> None:
    """Accepted records, waivers that do not hold and those that lapse soon are said before anything else."""
    found = of(excused_report()).found

    assert "Accepted, and not counted as findings: 1,200 records waived, 40 in the baseline." in found
    assert "5 waivers do not hold: 4,940 records that they were to cover are findings." in found
    assert "One waiver lapses soon: on 2023-07-05." in found


def test_many_waivers_lapse() -> None:
    """Of several that lapse soon the first is named; one that does not hold is said in the singular."""
    lapsing = accepted_report(waiver_use(days=9), waiver_use(days=7, id="b"))
    lapsed = accepted_report(waiver_use(WaiverState.EXPIRED, records=3))

    assert "2 waivers lapse within 30 days, the first on 2023-07-07." in of(lapsing).found
    assert "One waiver does not hold: 3 records that it was to cover are findings." in of(lapsed).found


def test_what_is_accepted_is_nothing_to_do() -> None:
    """A report whose findings are all accepted asks for nothing."""
    found = of(accepted_report(waiver_use()))

    assert (found.todo, found.more) == ((), "")
    assert found.advice[0].startswith("Keep this report")


def test_unread_rows_come_first() -> None:
    """Rows that could not be read are counted, and making them readable is the first advice."""
    found = of(sample_report())

    assert found.checked[1] == "1,500 rows could not be read and are not judged."
    assert found.advice[0].startswith("Make the unread files readable")


def test_nothing_examined() -> None:
    """A run in which no rule applied asks for rules or data, not for applause."""
    found = of(replace(clean_report(), exit_code=ExitCode.NOTHING_EXAMINED))

    assert "proves nothing" in found.advice[0]
