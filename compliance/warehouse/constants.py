"""Tables of constants in each dialect, written without a parser: they may have thousands of rows."""

import datetime
import re

from sqlglot import exp

from compliance.warehouse.lookup import Constants, Value, written

_ODD = re.compile(r"\W+")
_PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_OURS = frozenset(
    {"cell", "clock", "day", "grant", "license", "lost", "platform", "record", "scan", "terms", "url"}
)
"""What the names of columns that a query adds begin with, up to a dot."""
_RESERVED = frozenset(
    (
        *("all", "and", "any", "array", "as", "asc", "between", "both", "by", "case", "cast", "check"),
        *("collate", "column", "constraint", "create", "cross", "cube", "current", "default", "desc"),
        *("distinct", "else", "end", "except", "exists", "false", "fetch", "filter", "following", "for"),
        *("foreign", "from", "full", "grant", "group", "having", "ilike", "in", "inner", "intersect"),
        *("interval", "into", "is", "join", "lateral", "leading", "left", "like", "limit", "natural"),
        *("not", "null", "offset", "on", "or", "order", "outer", "over", "partition", "preceding"),
        *("primary", "qualify", "range", "references", "right", "rows", "sample", "select", "set", "some"),
        *("table", "then", "to", "trailing", "true", "unbounded", "union", "unique", "unnest", "user"),
        *("using", "values", "when", "where", "window", "with", "within"),
    )
)
"""Words that some dialect takes for its own, even where a column must be meant."""


def identifier(name: str) -> exp.Identifier:
    """Return a name without what some dialects do not take in one, quoted only if it must be."""
    first, dot, _ = name.partition(".")
    spelled = _ODD.sub("__", name) if dot and first in _OURS else name
    is_plain = _PLAIN_NAME.fullmatch(spelled) is not None and spelled not in _RESERVED
    return exp.to_identifier(spelled, quoted=not is_plain)


def constants_in(table: Constants, dialect: str) -> str:
    """Return the definition of a table, to stand after WITH; without rows, of one that matches nothing."""
    names = [identifier(name).sql(dialect) for name, _ in table.columns]
    types = [exp.DataType.build(type_, dialect="duckdb").sql(dialect) for _, type_ in table.columns]
    rows = [[_written(value, dialect) for value in row] for row in table.rows or [(None,) * len(names)]]
    if dialect == "bigquery":
        fields = ", ".join(f"{name} {type_}" for name, type_ in zip(names, types, strict=True))
        listed = _lines([f"({', '.join(row)})" for row in rows])
        body = f"SELECT * FROM UNNEST(ARRAY<STRUCT<{fields}>>[{listed}])"
        return f"{table.name} AS (\n  {body}\n)"
    # Engines take the type of a column from its first row.
    rows[0] = [f"CAST({cell} AS {type_})" for cell, type_ in zip(rows[0], types, strict=True)]
    if dialect == "redshift":
        rows[0] = [f"{cell} AS {name}" for cell, name in zip(rows[0], names, strict=True)]
        union = "\n  UNION ALL ".join(f"SELECT {', '.join(row)}" for row in rows)
        return f"{table.name} AS (\n  {union}\n)"
    listed = _lines([f"({', '.join(row)})" for row in rows])
    return f"{table.name} AS (\n  SELECT * FROM (VALUES{listed}) AS {table.name}_rows({', '.join(names)})\n)"


def _lines(rows: list[str]) -> str:
    return "".join(f"\n    {row}{',' * (row is not rows[-1])}" for row in rows) + "\n  "


def _written(value: Value, dialect: str) -> str:
    match value:
        case datetime.date():
            return f"DATE '{value.isoformat()}'"
        case str() if not value.isascii() or "'" in value or "\\" in value:
            return exp.Literal.string(value).sql(dialect)
        case _:
            return written(value)
