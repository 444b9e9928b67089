"""Which facts a set of conditions asks of the profile, and at which grain.

A condition about a nearly unique column, or one that compares two dates of a record, is
turned into a question: the scan answers it per record with true, false or null, and only
the answer enters the profile. Everything else is kept as a value, or as a day.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlglot import exp

from compliance.expressions.expression import Expression, full_name, offset_of, write_sql
from compliance.expressions.language import ExpressionError
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


@dataclass(frozen=True)
class Question:
    """A yes-or-no question about one record, answered in the scan."""

    name: str
    expression: Expression

    @property
    def text(self) -> str:
        """The question as a reader of a report sees it."""
        return self.expression.text


@dataclass(frozen=True)
class FactPlan:
    """The facts that a profile must hold; part of what makes two profiles comparable."""

    values: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every fact column of the profile, in order."""
        return (*self.values, *self.days, *(question.name for question in self.questions))

    @property
    def mentioned(self) -> tuple[str, ...]:
        """Full names of everything the facts come from, questions resolved, in order."""
        asked = (name for question in self.questions for name in question.expression.names)
        return tuple(dict.fromkeys((*self.values, *self.days, *asked)))

    def merged(self, other: "FactPlan") -> "FactPlan":
        """Return the plan that serves both, its facts in alphabetical order."""
        questions = {question.name: question for question in (*self.questions, *other.questions)}
        return FactPlan(
            tuple(sorted({*self.values, *other.values})),
            tuple(sorted({*self.days, *other.days})),
            tuple(questions[name] for name in sorted(questions)),
        )


def plan_facts(expressions: Iterable[Expression]) -> tuple[FactPlan, tuple[Expression, ...]]:
    """Return the facts the expressions need, and the expressions over those facts.

    Raises ExpressionError when a nearly unique column is used outside a
    condition over columns of the record alone.
    """
    plan, rewritten = FactPlan(), []
    for expression in expressions:
        facts, over_facts = _plan_one(expression)
        plan = plan.merged(facts)
        rewritten.append(over_facts)
    return plan, tuple(rewritten)


def _plan_one(expression: Expression) -> tuple[FactPlan, Expression]:
    questions: dict[str, Question] = {}

    def ask(node: exp.Expr) -> exp.Expr:
        if not (isinstance(node, _PREDICATES) and _is_question(node)):
            return node
        question = _question(node)
        questions[question.name] = question
        return exp.column(question.name.partition(".")[2], table="scan")

    tree = expression.tree.transform(ask)
    rewritten = Expression(expression.text, tree)
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
    return Question(f"scan.{digest}", Expression(text, tree))


def _grain(name: str) -> Grain:
    if name == "id_time.created_at":
        return Grain.ROW
    namespace, _, column = name.partition(".")
    return COLUMNS[column].grain if namespace == "record" else Grain.VALUE
