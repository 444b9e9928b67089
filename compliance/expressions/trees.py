"""Conditions as sqlglot's trees: what their nodes are called, and what they are once checked."""

import datetime
import re
from collections.abc import Iterator

from sqlglot import exp

from compliance.expressions.dialect import Conditions
from compliance.expressions.expression import Expression

_COMPARISONS = (exp.LT, exp.LTE, exp.GT, exp.GTE, exp.EQ, exp.NEQ, exp.Is, exp.Between)
_DATED = frozenset(
    {"run.as_of"}
    | {f"grant.{name}" for name in ("valid_from", "valid_to", "terminated_on", "paid_through", "ended_on")}
    | {"grant.delete_by"}
)
"""Names of days on which every verdict may change, so that comparing with them is comparing with dates."""
_PLACE = re.compile(r'"\0(\d+)\0"')


def express(text: str, tree: exp.Expr) -> Expression:
    """Return the condition that is written as *text* and means *tree*."""
    expression = Expression(
        text,
        names=names_in(tree),
        parts=_parts(tree),
        dates=tuple(sorted(set(_dates(tree)))),
        exact=tuple(sorted({full_name(node) for node in tree.find_all(exp.Column) if not _is_plain(node)})),
    )
    # The tree at hand knows where in the text its nodes begin; one made from the SQL would not.
    expression.__dict__["tree"] = tree
    return expression


def parse_sql(text: str) -> exp.Expr:
    """Return the tree of SQL that once was a condition."""
    [tree] = Conditions().parse(text)
    if tree is None:
        raise ValueError(f"{text!r} is no condition")
    return tree


def full_name(column: exp.Column) -> str:
    """Return `namespace.name`, or the bare name of a file's column."""
    return ".".join(part.name for part in column.parts)


def names_in(tree: exp.Expr) -> tuple[str, ...]:
    """Return the full names in a tree, in the order of first mention."""
    ordered = sorted(tree.find_all(exp.Column), key=offset_of)
    return tuple(dict.fromkeys(full_name(column) for column in ordered))


def offset_of(column: exp.Column) -> int:
    """Return where in its text a column begins, from 0."""
    return int(column.parts[0].meta.get("start", 0))


def write_sql(tree: exp.Expr) -> str:
    """Return the tree as DuckDB SQL with every identifier quoted."""
    return tree.sql(dialect="duckdb", identify=True, comments=False)


def _parts(tree: exp.Expr) -> tuple[str, ...]:
    """Return the SQL of a tree, cut at its names."""
    names: list[str] = []

    def number(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Column):
            return node
        names.append(full_name(node))
        return exp.column(exp.to_identifier(f"\0{len(names) - 1}\0", quoted=True))

    pieces = _PLACE.split(write_sql(tree.transform(number)))
    return tuple(names[int(piece)] if index % 2 else piece for index, piece in enumerate(pieces))


def _is_plain(column: exp.Column) -> bool:
    """Tell whether a column is only compared with dates that are boundaries."""
    node: exp.Expr = column
    while isinstance(node.parent, (exp.Paren, exp.Cast)):
        node = node.parent
    if not isinstance(node.parent, _COMPARISONS):
        return False
    others = (other for other in node.parent.find_all(exp.Column) if other is not column)
    return _only_casts(node.parent) and all(full_name(other) in _DATED for other in others)


def _only_casts(comparison: exp.Expr) -> bool:
    return not any(
        isinstance(node, (exp.Interval, exp.Add, exp.Sub))
        or (isinstance(node, exp.Func) and not isinstance(node, exp.Cast))
        for node in comparison.walk()
    )


def _dates(tree: exp.Expr) -> Iterator[datetime.date]:
    for node in tree.find_all(exp.Literal):
        if node.is_string:
            try:
                yield datetime.date.fromisoformat(node.name[:10])
            except ValueError:
                continue
