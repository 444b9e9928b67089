"""The verdict in one sentence."""

from dataclasses import replace

import pytest

from compliance.model.exit_code import ExitCode
from compliance.model.gate import Gate
from compliance.model.platform import Weakness
from compliance.model.report import Counts, Report
from compliance.model.rule import Severity
from compliance.model.verdict import Verdict
from compliance.reporting.conclusion import headline, verdict_sentence
from tests.reporting.sample_excuses import accepted_report, excused_report, waiver_use
from tests.reporting.sample_report import clean_report, dispute_report, sample_report


def test_a_failure_counts_rules_and_names_the_most_affected() -> None:
    """A failure says how many rules are violated, in what, and where most records are."""
    assert verdict_sentence(dispute_report()) == (
        "FAILED: 9 of 14 rules are violated and 3 more are unproven in dispute 1.2, 52,000 records examined; "
        "the most affected is social/paid-api-grant with 41,220 violating records."
    )


def test_weak_and_firm_records_are_counted_together() -> None:
    """The most affected rule is the one with most violating records, on whatever evidence."""
    report = dispute_report()
    firm, *_ = (found for found in report.findings if found.rule == "social/paid-api-grant")
    weak = replace(firm, records=780, severity=Severity.MEDIUM, weaknesses=(Weakness.SECONDARY,))

    assert "social/paid-api-grant with 42,000 violating records" in verdict_sentence(
        replace(report, findings=(*report.findings, weak))
    )


def test_unread_rows_belong_to_the_verdict() -> None:
    """Whatever the outcome, the verdict says how much was not read."""
    assert "; 1,500 rows stayed unread and 1 file could not be opened;" in verdict_sentence(sample_report())


def test_a_pass_says_what_held() -> None:
    """A pass names its scope, for it is nothing without it."""
    assert verdict_sentence(clean_report()) == (
        "COMPLIANT: 3,000 of 3,000 records in clean 1.0 hold under all 14 rules of 4 packs as of 2023-06-30."
    )


def test_a_pass_says_what_was_accepted() -> None:
    """A pass that waivers made names them, and when the first of them lapses."""
    report = accepted_report(waiver_use(), waiver_use(id="b", days=40, records=100))

    assert verdict_sentence(report).endswith(
        " records in clean 1.0 hold or are accepted under all 14 rules of 4 packs"
        " as of 2023-06-30; 1,300 records waived; 2 waivers, the next lapses on 2023-08-09."
    )


def test_what_is_accepted_does_not_decide() -> None:
    """Accepted findings count in no violated rule and are never the most affected."""
    whole = excused_report()
    accepted = tuple(found for found in whole.findings if found.is_excused)
    huge = replace(accepted[0], records=50_000)
    found = (dispute_report().findings[0], huge)
    sentence = verdict_sentence(replace(whole, findings=found))

    assert "1 of 14 rules is violated" in sentence
    assert "the most affected is social/paid-api-grant with 41,220 violating records" in sentence
    assert sentence.endswith("; 50,000 records waived.")


def test_rules_that_applied_nowhere_did_not_hold() -> None:
    """A pass does not claim the rules that had nothing to judge."""
    report = clean_report()
    dataset = report.datasets[0]
    idle = tuple((rule, Counts(not_applicable=3_000)) for rule, _ in dataset.counts[3:])
    partly = replace(report, datasets=(replace(dataset, counts=dataset.counts[:3] + idle),))

    assert "hold under the 3 of 14 rules that apply, in 1 pack, as of" in verdict_sentence(partly)


def test_a_pass_with_findings_says_so() -> None:
    """Findings below the gate are in the verdict of a pass."""
    below = tuple(finding for finding in dispute_report().findings if finding.severity is Severity.LOW)
    report = replace(
        dispute_report(), exit_code=ExitCode.COMPLIANT, gate=Gate(Severity.HIGH, None), findings=below
    )

    assert verdict_sentence(report).startswith(
        "COMPLIANT: 1 of 14 rules is violated in dispute 1.2, 52,000 records examined, "
        "below the gate (violations from high, unproven never)"
    )


def test_unproven_alone_can_fail() -> None:
    """A run that fails for lack of proof does not claim a violation."""
    unproven = tuple(found for found in dispute_report().findings if found.verdict is Verdict.UNPROVEN)

    assert verdict_sentence(replace(dispute_report(), findings=unproven)) == (
        "FAILED: 0 of 14 rules are violated and 3 more are unproven in dispute 1.2, 52,000 records examined."
    )


@pytest.mark.parametrize("code", ExitCode)
def test_every_outcome_has_a_sentence(code: ExitCode) -> None:
    """Every exit code has its own headline, with data or without."""
    headlines = {headline(replace(sample_report(), exit_code=each)) for each in ExitCode}
    empty: Report = replace(sample_report(), exit_code=code, datasets=(), findings=())

    assert len(headlines) == len(ExitCode)
    assert verdict_sentence(empty).endswith(".")


def test_nothing_examined_is_no_pass() -> None:
    """A run that examined nothing says that this is not a pass."""
    report = replace(clean_report(), exit_code=ExitCode.NOTHING_EXAMINED)

    assert "not a pass" in verdict_sentence(report)
