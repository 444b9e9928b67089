"""The condition language of rules and cards: a small, safe part of SQL.

Reading a condition needs a parser that is slow to load; a condition once read does not.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from compliance.expressions.checked_rule import CheckedRule, Grouping, OverFacts
from compliance.expressions.expression import Expression, ExpressionError
from compliance.expressions.fact_plan import FactPlan, Question
from compliance.expressions.selector import CheckedCorrection, CheckedWaiver, Selector

if TYPE_CHECKING:
    from compliance.expressions.checking import check_rule, check_selector
    from compliance.expressions.facts import plan_facts
    from compliance.expressions.language import check_mapping, parse_mapping, parse_rule

__all__ = [
    "CheckedCorrection",
    "CheckedRule",
    "CheckedWaiver",
    "Expression",
    "ExpressionError",
    "FactPlan",
    "Grouping",
    "OverFacts",
    "Question",
    "Selector",
    "check_mapping",
    "check_rule",
    "check_selector",
    "parse_mapping",
    "parse_rule",
    "plan_facts",
]

_READING = {
    "check_mapping": "language",
    "check_rule": "checking",
    "check_selector": "checking",
    "parse_mapping": "language",
    "parse_rule": "language",
    "plan_facts": "facts",
}
"""What loads the parser, and the module it is in."""


def __getattr__(name: str) -> object:
    """Return a function that reads conditions, and load the parser only now."""
    if name not in _READING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_READING[name]}"), name)
