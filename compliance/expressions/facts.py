"""Which facts a set of conditions asks of the profile, and at which grain.

A condition about a nearly unique column, or one that compares two dates of a record, is
turned into a question: the scan answers it per record with true, false or null, and only
the answer enters the profile; such conditions joined by AND, OR and NOT are one question.
Everything else is kept as a value, or as a day.
"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache

from sqlglot import exp

from compliance.expressions.expression import Expression, ExpressionError
from compliance.expressions.fact_plan import FactPlan, Question
from compliance.expressions.trees import express, full_name, offset_of, write_sql
from compliance.model.columns import COLUMNS, Grain
from compliance.model.names import NAMES

_PREDICATES = (
    *(exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.NullSafeEQ, exp.NullSafeNEQ),
    *(exp.Is, exp.In, exp.Between, exp.Like, exp.ILike, exp.RegexpLike, exp.StartsWith, exp.EndsWith),
    *(exp.Contains, exp.ArrayContains),
)
_IN_SCAN = frozenset(
    {"platform.detected", "platform.host_kind", "id_time.created_at"}
    | {name for name in NAMES if name.startswith("signal.")}
)
_ALWAYS_DAYS = frozenset({"record.collected_at", "record.used_at"})


def plan_facts(expressions: Iterable[Expression]) -> tuple[FactPlan, tuple[Expression, ...]]:
    """Return the facts the expressions need, and the expressions over those facts.

    Raises ExpressionError when a nearly unique column is used outside a
    condition over columns of the record alone.
    """
    planned = [_plan_one(expression) for expression in expressions]
    return FactPlan().merged(*(facts for facts, _ in planned)), tuple(over_facts for _, over_facts in planned)


@lru_cache(maxsize=64)  # asked for the faults of a condition first, then for its rule
def _plan_one(expression: Expression) -> tuple[FactPlan, Expression]:
    questions: dict[str, Question] = {}

    def ask(node: exp.Expr) -> exp.Expr:
        if isinstance(node, (exp.Not, exp.Paren)) or not _is_asked_at_once(node):
            return node
        question = _question(node)
        questions[question.name] = question
        return exp.column(question.name.partition(".")[2], table="scan")

    tree = expression.tree.transform(ask)
    rewritten = express(expression.text, tree) if questions else expression
    values: list[str] = []
    days: list[str] = []
    for column in tree.find_all(exp.Column):
        name = full_name(column)
        grain = _grain(name)
        if grain is Grain.ROW:
            raise ExpressionError(
                f"{name} is nearly unique per record: compare it with other columns of the record, "
                f"for example `{name} IS NOT NULL`",
                offset_of(column),
            )
        if _is_of_record(name):
            (days if grain is Grain.DAY else values).append(name)
    return FactPlan(tuple(values), tuple(days), tuple(questions.values())), rewritten


def _is_asked_at_once(node: exp.Expr) -> bool:
    """Tell whether the scan answers the node: a question, or questions joined by AND, OR and NOT."""
    if isinstance(node, (exp.And, exp.Or)):
        return _is_asked_at_once(node.left) and _is_asked_at_once(node.right)
    if isinstance(node, (exp.Not, exp.Paren)):
        return _is_asked_at_once(node.this)
    return isinstance(node, _PREDICATES) and _is_question(node)


def _is_question(predicate: exp.Expr) -> bool:
    names = [full_name(column) for column in predicate.find_all(exp.Column)]
    if predicate.find(exp.AggFunc) or not all(_is_of_record(name) for name in names):
        return False
    fine = [name for name in names if _grain(name) is not Grain.VALUE]
    return len(fine) > 1 or any(name not in _ALWAYS_DAYS for name in fine)


def _is_of_record(name: str) -> bool:
    return name.startswith("record.") or name in _IN_SCAN


def _question(predicate: exp.Expr) -> Question:
    tree = predicate.copy()
    sql = write_sql(tree)
    digest = hashlib.sha256(sql.encode()).hexdigest()[:12]
    text = tree.sql(dialect="duckdb", comments=False)
    return Question(f"scan.{digest}", express(text, tree))


def _grain(name: str) -> Grain:
    if name == "id_time.created_at":
        return Grain.ROW
    namespace, _, column = name.partition(".")
    return COLUMNS[column].grain if namespace == "record" else Grain.VALUE
