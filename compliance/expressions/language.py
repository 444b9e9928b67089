"""The allow-list: what a condition may be made of, and how a faulty one is answered."""

import difflib
import re
from collections.abc import Collection

from sqlglot import exp
from sqlglot.errors import SqlglotError

from compliance.expressions.dialect import Conditions
from compliance.expressions.expression import Expression, ExpressionError
from compliance.expressions.trees import express, full_name, offset_of
from compliance.model.names import NAMES

_SYNTAX: tuple[type[exp.Expr], ...] = (
    *(exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null, exp.Paren, exp.Tuple, exp.Var),
    *(exp.And, exp.Or, exp.Not, exp.Is, exp.In, exp.Between, exp.Case, exp.If),
    *(exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.NullSafeEQ, exp.NullSafeNEQ),
    *(exp.Like, exp.ILike, exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.Neg, exp.DPipe),
    *(exp.Cast, exp.TryCast, exp.DataType, exp.Interval, exp.Array),
)
_FUNCTIONS: tuple[type[exp.Expr], ...] = (
    *(exp.Coalesce, exp.Nullif, exp.Greatest, exp.Least, exp.Abs),
    *(exp.Lower, exp.Upper, exp.Trim, exp.Length, exp.Substring, exp.SplitPart, exp.Replace, exp.Concat),
    *(exp.StartsWith, exp.EndsWith, exp.Contains, exp.RegexpLike, exp.RegexpExtract, exp.RegexpReplace),
    *(exp.ArrayContains, exp.ArraySize, exp.ArrayToString),
    *(exp.DateTrunc, exp.TimestampTrunc, exp.DateDiff, exp.Year, exp.Month, exp.Day, exp.StrToTime),
    *(exp.UnixToTime, exp.Extract),
)
_AGGREGATES: tuple[type[exp.Expr], ...] = (exp.Sum, exp.Count, exp.Min, exp.Max, exp.Distinct)
_LISTS: tuple[type[exp.Expr], ...] = (exp.Transform, exp.Lambda, exp.Dot, exp.Bracket, exp.ArrayDistinct)
_NAMED_FUNCTIONS = frozenset({"list_contains", "epoch_ms", "to_timestamp", "try_strptime", "strptime"})


DAY = "clock.day"
"""The key of a group rule that makes each day a group."""
ADJACENT_DAY = "adjacent_day"
"""The function of group rules that looks at the days before and after."""

_CLASS_NAME = re.compile(r"<class '[\w.]*?(\w+)'>")


def parse_rule(text: str, *, aggregates: bool = False) -> Expression:
    """Return the condition of a rule.

    With *aggregates*, SUM, COUNT, MIN and MAX are allowed too, and
    adjacent_day(…) of a sum or a count. Raises ExpressionError with the place
    and the nearest thing that is allowed.
    """
    tree = _parse(text)
    named = {ADJACENT_DAY} if aggregates else set()
    allowed = (*_SYNTAX, *_FUNCTIONS, *(_AGGREGATES if aggregates else ()))
    _check_syntax(tree, text, allowed, _NAMED_FUNCTIONS | named)
    for node in adjacent_days(tree):
        if [type(part) for part in node.expressions] not in ([exp.Sum], [exp.Count]):
            raise ExpressionError(f"{ADJACENT_DAY} takes one SUM or COUNT", _place(node))
    for column in tree.find_all(exp.Column):
        _check_name(column)
        if not aggregates and full_name(column).startswith("measure."):
            raise ExpressionError(f"{full_name(column)} is known only in a group rule", offset_of(column))
    return express(text, tree)


def adjacent_days(tree: exp.Expr) -> list[exp.Anonymous]:
    """Return the parts of a condition that look at the days before and after."""
    return [node for node in tree.find_all(exp.Anonymous) if node.name.lower() == ADJACENT_DAY]


def parse_mapping(text: str, columns: Collection[str]) -> Expression:
    """Return an expression over the *columns* of a file, as a card may give.

    Names are compared without case and take the file's spelling. Raises
    ExpressionError.
    """
    tree = _parse(text)
    _check_syntax(tree, text, (*_SYNTAX, *_FUNCTIONS, *_LISTS))
    spelling = {column.lower(): column for column in columns}

    def respell(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Column):
            return node
        first, *fields = (part.name for part in node.parts)
        if first.lower() not in spelling:
            raise ExpressionError(
                f"the file has no column {first!r}{_nearest(first, columns)}", offset_of(node)
            )
        column: exp.Expr = exp.column(exp.to_identifier(spelling[first.lower()], quoted=True))
        for field in fields:
            column = exp.Dot(this=column, expression=exp.to_identifier(field, quoted=True))
        return column

    return express(text, tree.transform(respell))


def check_mapping(text: str) -> None:
    """Raise ExpressionError for a forbidden part in an expression of a card.

    Text that is no expression may still be the name of a column.
    """
    try:
        tree = _parse(text)
    except ExpressionError:
        return
    _check_syntax(tree, text, (*_SYNTAX, *_FUNCTIONS, *_LISTS))


def _parse(text: str) -> exp.Expr:
    try:
        trees = Conditions().parse(text)
    except SqlglotError as error:
        details = getattr(error, "errors", None) or [{}]
        where = _line_offset(text, details[0].get("line", 1), details[0].get("col", 1))
        reason = _CLASS_NAME.sub(r"\1", str(details[0].get("description") or "cannot be read").rstrip("."))
        raise ExpressionError(f"not a condition: {reason}", where) from error
    if len(trees) != 1 or trees[0] is None or isinstance(trees[0], exp.Alias):
        raise ExpressionError("expected exactly one condition")
    return trees[0]


def _check_syntax(
    tree: exp.Expr,
    text: str,
    allowed: tuple[type[exp.Expr], ...],
    named: Collection[str] = _NAMED_FUNCTIONS,
) -> None:
    for node in tree.walk():
        if isinstance(node, exp.Anonymous):
            if node.name.lower() not in named:
                raise ExpressionError(f"the function {node.name} is not allowed here", text.find(node.name))
        elif type(node) not in allowed:
            word = node.sql_name() if isinstance(node, exp.Func) else node.key.upper()
            raise ExpressionError(f"{word} is not allowed here", max(text.upper().find(word.upper()), 0))
        elif isinstance(node, exp.In) and not node.expressions:
            raise ExpressionError("IN takes a list of values here", _place(node))
        elif isinstance(node, exp.DataType) and node.this is exp.DType.USERDEFINED:
            raise ExpressionError(f"there is no type {node.args.get('kind')}", _place(node))


def _check_name(column: exp.Column) -> None:
    name = full_name(column)
    if name not in NAMES:
        raise ExpressionError(f"there is no {name!r}{_nearest(name, NAMES)}", offset_of(column))


def _nearest(word: str, words: Collection[str]) -> str:
    near = difflib.get_close_matches(word, list(words), n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else ""


def _place(node: exp.Expr) -> int:
    """Return the offset of the first name in a node, or 0."""
    column = node.find(exp.Column)
    return 0 if column is None else offset_of(column)


def _line_offset(text: str, line: int, column: int) -> int:
    before = text.splitlines(keepends=True)[: line - 1]
    return min(sum(map(len, before)) + max(column - 1, 0), len(text))
