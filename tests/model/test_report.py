"""The nouns of a report: the gate and the counts."""

import itertools

import pytest

from compliance.model.finding import Finding
from compliance.model.gate import Gate
from compliance.model.report import Counts
from compliance.model.rule import Severity
from compliance.model.verdict import Verdict


def _finding(severity: Severity, verdict: Verdict) -> Finding:
    return Finding("pack/rule", "d", verdict, severity, 1, "", (), 0)


@pytest.mark.parametrize(("severity", "threshold"), list(itertools.product(Severity, Severity)))
@pytest.mark.parametrize("verdict", [Verdict.VIOLATION, Verdict.UNPROVEN])
def test_the_gate_fails_from_its_severity_up(
    severity: Severity, threshold: Severity, verdict: Verdict
) -> None:
    """A finding fails the run when it is at least as severe as the threshold of its verdict."""
    heaviest_first = ["critical", "high", "medium", "low"]
    gate = Gate(violation=threshold, unproven=None)
    if verdict is Verdict.UNPROVEN:
        gate = Gate(violation=None, unproven=threshold)

    expected = heaviest_first.index(severity) <= heaviest_first.index(threshold)

    assert gate.is_failed_by(_finding(severity, verdict)) is expected


@pytest.mark.parametrize("verdict", [Verdict.VIOLATION, Verdict.UNPROVEN])
def test_an_open_gate_lets_everything_pass(verdict: Verdict) -> None:
    """A threshold of None never fails the run, whatever the severity."""
    gate = Gate(violation=None, unproven=None)

    assert not any(gate.is_failed_by(_finding(severity, verdict)) for severity in Severity)


def test_counts_add_up() -> None:
    """The total holds every verdict; the applicable part leaves out what the rule is not about."""
    counts = Counts(compliant=1, violation=2, unproven=3, not_applicable=4, waived=5)

    assert counts.total == 15
    assert counts.applicable == 11
