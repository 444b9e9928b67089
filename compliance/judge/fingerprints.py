"""Fingerprints: what a finding is about, whatever its counts and days, so that it is known again."""

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.expressions import CheckedRule, FactPlan
from compliance.judge.shown_facts import fact_columns, text_of
from compliance.quoting import literal

_LENGTH = 32
"""Of 64 digits, which leaves nobody a chance to make two groups with one fingerprint."""


@dataclass(frozen=True)
class Fingerprints:
    """Writes SQL for the fingerprints of the groups of a judged table."""

    plan: FactPlan
    questions: Mapping[str, str]

    def sql(self, rule: CheckedRule, dataset: str, verdict: str, is_weak: str) -> str:
        """Return SQL for the fingerprint, given SQL for the texts of dataset and verdict, and for a truth.

        Days are left out: one in a table of the judge may stand for an interval,
        which changes with the law. A group rule's own keys are exact, and stay.
        """
        columns = fact_columns(rule, self.plan, self.questions)
        lasting = [(name, label) for name, label in columns if name not in self.plan.days]
        facts = (sql for name, label in lasting for sql in (literal(label), text_of(name)))
        strength = f"CASE WHEN {is_weak} THEN 'weak' ELSE 'firm' END"
        texts = ", ".join([literal(rule.id), dataset, verdict, strength, *facts])
        # JSON tells apart what mere joining would not, such as a separator within a value.
        return f"left(sha256(CAST(to_json([{texts}]) AS VARCHAR)), {_LENGTH})"
