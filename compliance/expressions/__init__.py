"""The condition language of rules and cards: a small, safe part of SQL."""

from compliance.expressions.checked_rule import CheckedRule
from compliance.expressions.expression import Expression
from compliance.expressions.facts import FactPlan, Question, plan_facts
from compliance.expressions.language import ExpressionError, check_mapping, parse_mapping, parse_rule

__all__ = [
    "CheckedRule",
    "Expression",
    "ExpressionError",
    "FactPlan",
    "Question",
    "check_mapping",
    "parse_mapping",
    "parse_rule",
    "plan_facts",
]
