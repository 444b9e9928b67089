"""From the conditions of a rule to formulas: what is null when, and what can be told apart."""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce

from sqlglot import exp

from compliance.expressions.trees import full_name
from compliance.linting.logic import (
    FALSE,
    NULL,
    TRUE,
    Among,
    And,
    Choice,
    Constant,
    Formula,
    IsNull,
    Not,
    Value,
    conjunction,
    disjunction,
)
from compliance.model.rule import Clock

_IS_NULL = frozenset({None})
_TRUTHS = (
    *(exp.And, exp.Or, exp.Not, exp.Is, exp.In, exp.Between, exp.Like, exp.ILike, exp.Boolean),
    *(exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.NullSafeEQ, exp.NullSafeNEQ),
)
_MAY_BE_NULL = (
    *(exp.TryCast, exp.SplitPart, exp.RegexpExtract, exp.ArraySize, exp.ArrayToString, exp.StrToTime),
    *(exp.Div, exp.Mod, exp.Anonymous),
)
"""Functions that can give null for arguments that are not."""
Reading = Callable[[exp.Expr], Formula]
_NEVER_NULL = frozenset({"run.as_of", "dataset.name"})
_NEVER_NULL_PARTS = (
    *(exp.Literal, exp.Boolean, exp.Interval, exp.DataType, exp.Var, exp.Tuple, exp.Array, exp.Concat),
)
_COUNTED = frozenset({"measure.records", "measure.items"})


class Translator:
    """Turns conditions of one rule into formulas over its names."""

    def __init__(self, clock: Clock) -> None:
        """Take the clock, which says when `clock.day` is null."""
        self.clock = clock

    def truth(self, node: exp.Expr) -> Formula:  # noqa: PLR0911 - a line for each kind of node
        """Return when an expression is true, false and null."""
        match node:
            case exp.Paren():
                return self.truth(node.this)
            case exp.Boolean():
                return Constant(bool(node.this))
            case exp.Null():
                return NULL
            case exp.And():
                return And(self.truth(node.this), self.truth(node.expression))
            case exp.Or():
                return disjunction((self.truth(node.this), self.truth(node.expression)))
            case exp.Not():
                return Not(self.truth(node.this))
            case exp.Case() | exp.Coalesce() | exp.If():
                return self._chosen(node)
            case _:
                return self._compared(node)

    def _compared(self, node: exp.Expr) -> Formula:  # noqa: PLR0911 - likewise
        match node:
            case exp.Is():
                return self._identity(node)
            case exp.NullSafeEQ() | exp.NullSafeNEQ():
                same = self._same(node.this, node.expression)
                return Not(same) if isinstance(node, exp.NullSafeNEQ) else same
            case exp.EQ() | exp.NEQ() if _literal(node.expression) is not None:
                equal = self._member(node.this, [node.expression])
                return self._unless_null((node.this,), Not(equal) if isinstance(node, exp.NEQ) else equal)
            case exp.EQ() | exp.NEQ() if _literal(node.this) is not None:
                return self._compared(type(node)(this=node.expression.copy(), expression=node.this.copy()))
            case exp.In() if all(_literal(value) is not None for value in node.expressions):
                return self._unless_null((node.this,), self._member(node.this, node.expressions))
            case exp.In():
                pairs = (exp.EQ(this=node.this.copy(), expression=each.copy()) for each in node.expressions)
                return disjunction(self.truth(pair) for pair in pairs)
            case exp.Between():
                low, high = node.args["low"], node.args["high"]
                lower = exp.GTE(this=node.this.copy(), expression=low.copy())
                return And(
                    self.truth(lower), self.truth(exp.LTE(this=node.this.copy(), expression=high.copy()))
                )
            case exp.Column():
                return self._unless_null((node,), Among(full_name(node), frozenset({True})))
            case _:
                return self._unless_null(_arguments(node), _opaque(node))

    def _identity(self, node: exp.Is) -> Formula:
        match node.expression:
            case exp.Null():
                return self.null(node.this)
            case exp.Boolean():
                inner = self.truth(node.this)
                return Choice(inner if node.expression.this else Not(inner), TRUE, FALSE)
            case _:
                return _opaque(node)

    def _same(self, left: exp.Expr, right: exp.Expr) -> Formula:
        """Return `left IS NOT DISTINCT FROM right`, which is never null."""
        if _literal(right) is not None:
            return conjunction((Not(self.null(left)), self._member(left, [right])))
        both, either = self.null(left), self.null(right)
        differ = Choice(disjunction((both, either)), FALSE, _opaque(exp.EQ(this=left, expression=right)))
        return Choice(conjunction((both, either)), TRUE, differ)

    def _unless_null(self, arguments: Iterable[exp.Expr], formula: Formula) -> Formula:
        return Choice(disjunction(self.null(argument) for argument in arguments), NULL, formula)

    def null(self, node: exp.Expr) -> Formula:  # noqa: PLR0911 - likewise
        """Return whether an expression is null."""
        match node:
            case exp.Column():
                return self._no_value(full_name(node))
            case exp.Null():
                return TRUE
            case exp.AggFunc():
                names = {full_name(column) for column in node.find_all(exp.Column)}
                return (
                    FALSE
                    if isinstance(node, exp.Count) or names <= _COUNTED
                    else _opaque(exp.Is(this=node.copy(), expression=exp.Null()))
                )
            case _ if isinstance(node, _NEVER_NULL_PARTS):
                return FALSE
            case exp.Paren():
                return self.null(node.this)
            case exp.Case() | exp.Coalesce() | exp.If() | exp.Nullif():
                return self._null_choice(node)
            case exp.Greatest() | exp.Least():
                return conjunction(self.null(argument) for argument in _arguments(node))
            case _ if isinstance(node, _TRUTHS):
                return IsNull(self.truth(node))
            case _:
                inner = disjunction(self.null(argument) for argument in _arguments(node))
                fails = _opaque(exp.Is(this=node.copy(), expression=exp.Null()))
                return disjunction((inner, fails)) if isinstance(node, _MAY_BE_NULL) else inner

    def _null_choice(self, node: exp.Expr) -> Formula:
        match node:
            case exp.Coalesce():
                return conjunction(self.null(argument) for argument in _arguments(node))
            case exp.Nullif():
                same = self._member(node.this, [node.expression])
                return disjunction((self.null(node.this), same))
            case _:
                return self._branches(node, self.null)

    def _chosen(self, node: exp.Expr) -> Formula:
        if isinstance(node, exp.Coalesce):
            *first, last = (self.truth(argument) for argument in _arguments(node))
            return reduce(lambda rest, formula: Choice(IsNull(formula), rest, formula), reversed(first), last)
        return self._branches(node, self.truth)

    def _branches(self, node: exp.Expr, read: Reading) -> Formula:
        """Return what the branches of a CASE come to when each is read so."""
        pairs = node.args.get("ifs") or [node]
        default = node.args.get("default") or node.args.get("false")
        result = read(default if default is not None else exp.Null())
        operand = node.this if isinstance(node, exp.Case) else None
        for branch in reversed(pairs):
            when = (
                branch.this if operand is None else exp.EQ(this=operand.copy(), expression=branch.this.copy())
            )
            result = Choice(self.truth(when), read(branch.args["true"]), result)
        return result

    def _member(  # noqa: PLR0911 - likewise
        self, node: exp.Expr, literals: Sequence[exp.Expr]
    ) -> Formula:
        """Return whether an expression that is not null has one of these values."""
        values = frozenset(_literal(literal) for literal in literals)
        match node:
            case _ if None in values:
                return _opaque(exp.In(this=node.copy(), expressions=[item.copy() for item in literals]))
            case exp.Paren():
                return self._member(node.this, literals)
            case exp.Column():
                return Among(full_name(node), values)
            case exp.Literal() | exp.Boolean():
                return Constant(_literal(node) in values)
            case exp.Nullif():
                return Choice(
                    self._member(node.this, [node.expression]), FALSE, self._member(node.this, literals)
                )
            case exp.Coalesce():
                *first, last = _arguments(node)
                result = self._member(last, literals)
                for argument in reversed(first):
                    result = Choice(self.null(argument), result, self._member(argument, literals))
                return result
            case exp.Case() | exp.If():
                return self._branches(node, lambda branch: self._member(branch, literals))
            case exp.Null():
                return FALSE
            case _:
                return _opaque(exp.In(this=node.copy(), expressions=[item.copy() for item in literals]))

    def _no_value(self, name: str) -> Formula:
        if name == "clock.day":
            return Among("record.collected_at", _IS_NULL) if self.clock is Clock.COLLECTED_AT else FALSE
        return FALSE if name in _NEVER_NULL else Among(name, _IS_NULL)


def literals(tree: exp.Expr) -> Iterable[tuple[str, Value]]:
    """Yield the names that are compared with a text, a number or a truth value, and with which."""
    for node in tree.find_all(exp.EQ, exp.NEQ, exp.In, exp.NullSafeEQ, exp.NullSafeNEQ, exp.Nullif, exp.Case):
        names = [full_name(column) for column in node.find_all(exp.Column)]
        for literal in node.find_all(exp.Literal, exp.Boolean):
            yield from ((name, _literal(literal)) for name in names)


def _arguments(node: exp.Expr) -> list[exp.Expr]:
    return [child for child in node.iter_expressions() if not isinstance(child, exp.DataType | exp.Var)]


def _opaque(node: exp.Expr) -> Formula:
    return Among(f"({node.sql(dialect='duckdb')})", frozenset({True}))


def _literal(node: exp.Expr) -> Value:
    """Return the value of a literal; None for anything else."""
    match node:
        case exp.Boolean():
            return bool(node.this)
        case exp.Literal():
            return str(node.this) if node.is_string else str(float(node.this))
        case _:
            return None
