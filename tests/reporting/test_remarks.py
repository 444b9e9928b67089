"""What a report says of all its waivers, corrections and baselines."""

from dataclasses import replace

from compliance.model.excuse import ExcuseKind
from compliance.model.verdict import Verdict
from compliance.model.waiver import WaiverState
from compliance.reporting.remarks import SOON, URGENT, Acceptances, excused, in_force, remarks
from tests.reporting.sample_excuses import (
    BASELINE,
    accepted_report,
    excuse,
    excused_report,
    waiver_use,
)
from tests.reporting.sample_findings import finding
from tests.reporting.sample_report import clean_report


def test_what_calls_for_somebody() -> None:
    """All but what holds and is used is said once, the most urgent first, and points at its line."""
    found = remarks(excused_report())
    states = [remark.state for remark in found]
    urgent = {remark.state for remark in found if remark.urgency == URGENT}

    assert [remark.urgency for remark in found] == sorted(remark.urgency for remark in found)
    assert urgent == {"pending", "expired", "over_budget", "document_changed", "rule_changed", "grown"}
    assert [remark.state for remark in found if remark.urgency == SOON] == ["lapses_soon"]
    assert "holds" not in states
    assert found[0].place == "datasets/dispute/waivers.yaml:59"


def test_the_version_of_the_rule() -> None:
    """A waiver whose rule has changed says to which version."""
    report = accepted_report(waiver_use(WaiverState.RULE_CHANGED))
    rules = tuple(replace(rule, version=7) for rule in report.rules)
    (remark,) = remarks(replace(report, rules=rules))

    assert "version 1 of social/read-cap, which is at version 7 now" in remark.text


def test_what_is_accepted() -> None:
    """Records are counted by who accepts them; those that two rules find are verdicts, not records."""
    whole = excused_report()
    twice = excuse(finding(4, "dispute", Verdict.UNPROVEN, 5), ExcuseKind.WAIVER, "holds")

    assert excused(clean_report()) == ""
    assert excused(whole) == "1,200 records waived, 40 in the baseline"
    assert excused(replace(whole, findings=(*whole.findings, twice))) == (
        "1,205 verdicts waived, 40 records in the baseline"
    )


def test_waivers_in_force() -> None:
    """Waivers that hold are counted, and the first to lapse is named."""
    one, two = waiver_use(days=40), waiver_use(days=50, id="second")

    assert in_force(accepted_report(waiver_use(WaiverState.EXPIRED))) == ""
    assert in_force(accepted_report(one)) == "1 waiver, which lapses on 2023-08-09"
    assert in_force(accepted_report(two, one)) == "2 waivers, the next lapses on 2023-08-09"


def test_who_accepted_a_finding() -> None:
    """A finding says which waiver or baseline accepts it, who approved that, and until when."""
    whole = excused_report()
    acceptances = Acceptances(whole)
    waived, known = (found for found in whole.findings if found.is_excused)

    assert acceptances.sentence(waived) == (
        "waived by holds until 2023-09-27, legal review, accepted by Ada Lovelace"
    )
    assert acceptances.sentence(known) == f"in the baseline {BASELINE.path}"
    assert acceptances.sentence(whole.findings[0]) == ""
    assert acceptances.sentence(excuse(waived, ExcuseKind.WAIVER, "lost")) == "waived by lost"
