"""The queries in the dialects of warehouses: only constructs that mean the same in each of them.

sqlglot builds its classes at run time, which is why the type checker is told to look away.
"""

import re
from collections.abc import Callable

import sqlglot
from sqlglot import exp

from compliance.warehouse.constants import constants_in, identifier
from compliance.warehouse.query import BATCH, Query
from compliance.warehouse.reading import REPLACED, NotPortableError

PLACEHOLDER = "{batch}"
"""What Great Expectations replaces by the table, or by a query for the batch."""

_SAME: tuple[type[exp.Expr], ...] = (
    *(
        exp.Select,
        exp.Subquery,
        exp.From,
        exp.Join,
        exp.Table,
        exp.TableAlias,
        exp.Alias,
        exp.Star,
        exp.Where,
    ),
    *(exp.With, exp.CTE),
    *(exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null, exp.Paren, exp.Var),
    *(exp.And, exp.Or, exp.Not, exp.Is, exp.In, exp.Between, exp.Case, exp.If, exp.Coalesce, exp.Nullif),
    *(exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Add, exp.Sub, exp.Mul, exp.Neg, exp.DPipe),
    *(exp.Lower, exp.Upper, exp.Trim, exp.Length, exp.Substring, exp.SplitPart, exp.StrPosition, exp.Chr),
    *(exp.Cast, exp.DataType, exp.DataTypeParam, exp.Interval, exp.DateDiff, exp.TimestampTrunc),
    *(exp.RegexpLike, exp.Like, exp.Anonymous),
)
_ONCE = frozenset({"duckdb", "postgres"})
"""Dialects in which one match of a pattern is replaced unless they are told otherwise."""
_MOMENTS = frozenset({exp.DType.TIMESTAMP, exp.DType.TIMESTAMPNTZ})
_PARAMETER = re.compile(r"(?<![:\w\\]):\w")
"""What SQLAlchemy, through which Great Expectations runs queries, takes for a parameter."""
_SHOWN = 80


def to_dialect(query: Query, dialect: str) -> str:
    """Return the query in a dialect, with `{batch}` for its table. Raises NotPortableError."""
    tree = sqlglot.parse_one(query.sql, read="duckdb")
    for rewrite in (_settle, _name):
        tree = tree.transform(rewrite)
    if dialect != "duckdb":
        _check(tree)
    steps = tree.transform(_spelling(dialect)).sql(dialect=dialect, pretty=True, comments=False)
    tables = "".join(f"{constants_in(table, dialect)}, " for table in query.tables)
    written = f"WITH {tables}{steps.removeprefix('WITH ')}"
    if _PARAMETER.search(written):
        raise NotPortableError("a text in it looks like a parameter of a query")
    return written.replace("{", "{{").replace("}", "}}").replace(BATCH, PLACEHOLDER)


def _check(tree: exp.Expr) -> None:
    for node in tree.walk():
        is_known = not isinstance(node, exp.Anonymous) or node.name.lower() == REPLACED
        if not isinstance(node, _SAME) or not is_known:
            shown = node.sql(dialect="duckdb", comments=False)[:_SHOWN]
            raise NotPortableError(f"not every dialect means the same by `{shown}`")


def _settle(node: exp.Expr) -> exp.Expr:
    """Return the node in words that every dialect has."""
    match node:
        case exp.NullSafeEQ() | exp.NullSafeNEQ():
            return _same(node) if isinstance(node, exp.NullSafeEQ) else exp.not_(exp.paren(_same(node)))
        case exp.Is() if isinstance(node.expression, exp.Boolean):
            claim = node.this if node.expression.this else exp.not_(exp.paren(node.this))
            return exp.func("COALESCE", claim, exp.false())
        case exp.Contains():
            place = exp.StrPosition(this=node.this, substr=node.expression)
            return exp.paren(exp.GT(this=place, expression=exp.Literal.number(0)))
        case exp.Least() | exp.Greatest() if len(node.expressions) == 1:
            return _bound(node)
        case exp.DateDiff() if node.text("unit").upper() == "DAY":
            # Some count whole days between moments, others midnights; between dates all agree.
            later, earlier = (exp.cast(node.args[side], "DATE") for side in ("this", "expression"))
            return exp.DateDiff(this=later, expression=earlier, unit=node.args["unit"])
    return node


def _same(node: exp.Binary) -> exp.Expr:
    """Return the claim that two values are equal or both missing, which is never null."""
    left, right = node.left, node.right
    is_missing = exp.or_(left.is_(exp.null()), right.is_(exp.null()))
    are_missing = exp.and_(left.is_(exp.null()), right.is_(exp.null()))
    return exp.Case().when(is_missing, are_missing).else_(exp.EQ(this=left.copy(), expression=right.copy()))


def _bound(node: exp.Least | exp.Greatest) -> exp.Expr:
    """Return the lesser or the greater of two values; where one is unknown, the other."""
    left, right = node.this, node.expressions[0]
    compare = exp.LT if isinstance(node, exp.Least) else exp.GT
    is_left = exp.or_(right.is_(exp.null()), compare(this=left.copy(), expression=right.copy()))
    return exp.Case().when(is_left, left.copy()).else_(right.copy())


def _name(node: exp.Expr) -> exp.Expr:
    return identifier(node.name) if isinstance(node, exp.Identifier) else node


def _spelling(dialect: str) -> Callable[[exp.Expr], exp.Expr]:
    """Return what writes constructs for which sqlglot has no form in the dialect, or another one."""
    forms = _FORMS.get(dialect, {})

    def spell(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Anonymous) and node.name.lower() == REPLACED:
            flag = [exp.Literal.string("g")] if dialect in _ONCE else []
            return _call("REGEXP_REPLACE", *node.expressions, *flag)
        if isinstance(node, exp.Chr):  # which sqlglot fills with spaces
            return _call("CHR", *node.expressions)
        form = forms.get(type(node))
        return node if form is None else form(node)

    return spell


def _call(function: str, *arguments: exp.Expr) -> exp.Expr:
    return exp.Anonymous(this=function, expressions=[*arguments])


def _days_without_unit(node: exp.Expr) -> exp.Expr:
    return _call("DATEDIFF", node.this, node.expression)


def _days_subtracted(node: exp.Expr) -> exp.Expr:
    return exp.paren(exp.Sub(this=node.this, expression=node.expression))


def _precise(node: exp.Expr) -> exp.Expr:
    """Return a moment to the microsecond, which Trino would round to milliseconds."""
    return exp.DataType.build("TIMESTAMP(6)", dialect="trino") if node.this in _MOMENTS else node


def _part_or_empty(node: exp.Expr) -> exp.Expr:
    """Return a part of a text, empty where the text has fewer parts."""
    return exp.func("COALESCE", _call("SPLIT_PART", *node.args.values()), exp.Literal.string(""))


def _offset_or_empty(node: exp.Expr) -> exp.Expr:
    text, delimiter = node.this.sql("bigquery"), node.args["delimiter"].sql("bigquery")
    offset = int(node.args["part_index"].name) - 1
    part = sqlglot.parse_one(f"SPLIT({text}, {delimiter})[SAFE_OFFSET({offset})]", read="bigquery")
    return exp.func("COALESCE", part, exp.Literal.string(""))


_FORMS: dict[str, dict[type[exp.Expr], Callable[[exp.Expr], exp.Expr]]] = {
    "bigquery": {
        exp.SplitPart: _offset_or_empty,
        exp.TimestampTrunc: lambda node: _call("DATETIME_TRUNC", node.this, node.args["unit"]),
        exp.Interval: lambda node: exp.Interval(
            this=exp.Literal.number(node.this.name), unit=node.args["unit"]
        ),
    },
    "databricks": {exp.DateDiff: _days_without_unit},
    "postgres": {exp.DateDiff: _days_subtracted},
    "redshift": {exp.Trim: lambda node: _call("BTRIM", node.this, node.expression)},
    "spark": {exp.DateDiff: _days_without_unit},
    "trino": {exp.SplitPart: _part_or_empty, exp.DataType: _precise},
}
