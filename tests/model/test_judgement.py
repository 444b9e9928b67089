"""The nouns of a judgement."""

from dataclasses import replace

import pytest

from compliance.model.judgement import JudgedFinding
from compliance.model.platform import Weakness
from compliance.model.report import Counts
from compliance.model.rule import Severity
from compliance.model.verdict import Verdict
from tests.judge.situation import rule

FOUND = JudgedFinding(
    "test/rule", rule("TRUE").rule, 0, Verdict.VIOLATION, (), 1, Counts(violation=1), (), 0, ()
)


@pytest.mark.parametrize(
    ("severity", "capped"),
    [
        (Severity.CRITICAL, Severity.MEDIUM),
        (Severity.HIGH, Severity.MEDIUM),
        (Severity.MEDIUM, Severity.MEDIUM),
        (Severity.LOW, Severity.LOW),
    ],
)
def test_weak_evidence_caps_severity(severity: Severity, capped: Severity) -> None:
    """On weak evidence a finding is medium at most, and never more than its rule."""
    firm = replace(FOUND, rule=FOUND.rule.model_copy(update={"severity": severity}))
    weak = [replace(firm, weaknesses=(weakness,)) for weakness in Weakness]

    assert firm.severity is severity
    assert [each.severity for each in weak] == [capped] * len(Weakness)
