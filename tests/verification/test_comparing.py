"""Verdicts of a report held against those of today."""

from dataclasses import replace

from compliance.verification.check import State
from compliance.verification.comparing import compare_rest, compare_verdicts
from tests.reporting.sample_excuses import accepted_report, waiver_use

RULE = "social/read-cap in clean"


def test_what_a_waiver_accepted_and_does_no_more() -> None:
    """A verdict that was waived and counts now is another verdict, and both are told."""
    then = accepted_report(waiver_use())
    (found,) = then.findings
    (clean,) = then.datasets
    counts = [
        (rule, replace(count, violation=count.waived, waived=0) if count.waived else count)
        for rule, count in clean.counts
    ]
    now = replace(
        then,
        findings=(replace(found, excuse=None),),
        datasets=(replace(clean, counts=tuple(counts)),),
    )
    changed = [check for check in compare_verdicts(then, now) if check.state is not State.HOLDS]

    assert [check.what for check in changed] == [RULE]
    assert "1,200 waived" in changed[0].why
    assert "now 1,200 in violation" in changed[0].why


def test_another_waiver() -> None:
    """A finding that another waiver accepts today is otherwise found, and so is the list of waivers."""
    then = accepted_report(waiver_use())
    now = accepted_report(waiver_use(id="other"))
    changed = [check for check in compare_verdicts(then, now) if check.state is not State.HOLDS]

    assert [check.what for check in changed] == [RULE]
    assert compare_rest(then, now).state is State.CHANGED
