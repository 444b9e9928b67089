"""The scan's query for Spark: transpiled by sqlglot, and rewritten where Spark would answer otherwise.

DuckDB's dialect is read, and every construct in it must be one that is known to mean the same on
Spark, or one that is rewritten here. Whatever else a column map may hold is refused: an error
is better than two engines that disagree.

sqlglot builds its classes at run time, which is why the type checker is told to look away.
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import sqlglot
from sqlglot import exp
from sqlglot.dialects.spark import Spark
from sqlglot.generator import Generator

from compliance.errors import UsageError
from compliance.model.columns import COLUMNS, Kind
from compliance.profile.engines.java_regex import java_pattern, java_replacement
from compliance.profile.engines.spark_reading import (
    spark_literal,
    text_as_boolean,
    text_as_integer,
    text_as_timestamp,
)

_SAME: tuple[type[exp.Expr], ...] = (
    *(exp.Select, exp.Subquery, exp.From, exp.Join, exp.Table, exp.TableAlias, exp.Alias, exp.Star),
    *(exp.Group, exp.Having, exp.Where, exp.Filter, exp.Order, exp.Ordered),
    *(exp.Count, exp.Sum, exp.Min, exp.Max),
    *(exp.Column, exp.Identifier, exp.Literal, exp.ByteString, exp.Boolean, exp.Null, exp.Paren, exp.Var),
    *(exp.And, exp.Or, exp.Not, exp.Is, exp.In, exp.Between, exp.Case, exp.If, exp.Coalesce, exp.Nullif),
    *(exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.NullSafeEQ, exp.NullSafeNEQ),
    *(exp.Add, exp.Sub, exp.Mul, exp.Neg, exp.Abs, exp.Greatest, exp.BitwiseRightShift, exp.DPipe),
    *(exp.Cast, exp.DataType, exp.DataTypeParam, exp.ColumnDef, exp.Interval),
    *(exp.Trim, exp.Replace, exp.Translate, exp.SplitPart, exp.Left, exp.Pad, exp.StrPosition),
    *(exp.StartsWith, exp.EndsWith, exp.Contains),
    *(exp.Array, exp.ArraySize, exp.ArraySort, exp.ArrayToString, exp.ArrayFilter, exp.Transform),
    *(exp.Lambda, exp.Dot, exp.Struct, exp.PropertyEQ),
)
_LIST_FACTS = frozenset(
    {"signal.values", "signal.schemes"}
    | {f"record.{name}" for name, column in COLUMNS.items() if column.kind in {Kind.LIST, Kind.SIGNALS}}
)
_ONE_CHARACTER_LOWER = ("\u0130\u03a3", "i\u03c3")
"""Letters whose lower case depends on the letters around them, or is two letters, for Spark."""

Write = Callable[[Generator, Any], str]


def to_spark(query: str) -> str:
    """Return the query, written in DuckDB's dialect, for Spark. Raises UsageError."""
    tree = sqlglot.parse_one(query, read="duckdb")
    for node in tree.walk():
        if not isinstance(node, _SAME) and type(node) not in REWRITES and not _is_named(node):
            raise _refusal(node)
    return tree.sql(dialect=_Scans, identify=True, comments=False)


def _refusal(node: exp.Expr) -> UsageError:
    return UsageError(
        f"Spark may answer {node.sql(dialect='duckdb', comments=False)!r} otherwise than DuckDB does",
        remedy="write the column map or the rule without it, or run with --engine duckdb",
    )


def _is_named(node: exp.Expr) -> bool:
    return isinstance(node, exp.Anonymous) and node.name.lower() in NAMED


def _text(node: exp.Expr | None) -> str:
    """Return the text of a literal; only of literals is it known what a pattern means."""
    if not isinstance(node, exp.Literal | exp.ByteString):
        raise _refusal(node or exp.Null())
    return str(node.this)


def _pattern(node: exp.Expr) -> str:
    return spark_literal(java_pattern(_text(node.expression)))


def _lower(write: Generator, node: exp.Lower) -> str:
    before, after = _ONE_CHARACTER_LOWER
    return f"LOWER(TRANSLATE({write.sql(node, 'this')}, {spark_literal(before)}, {spark_literal(after)}))"


def _length(write: Generator, node: exp.Length) -> str:
    is_list = isinstance(node.this, exp.Column) and node.this.name in _LIST_FACTS
    return f"{'ARRAY_SIZE' if is_list else 'CHAR_LENGTH'}({write.sql(node, 'this')})"


def _substring(write: Generator, node: exp.Substring) -> str:
    parts = [write.sql(node, part) for part in ("this", "start", "length") if node.args.get(part)]
    if len(parts) == 3 and not (parts[1].isdigit() and int(parts[1])):
        raise _refusal(node)
    return f"SUBSTRING({', '.join(parts)})"


def _regexp_extract(write: Generator, node: exp.RegexpExtract) -> str:
    group = write.sql(node, "group") or "0"
    return f"REGEXP_EXTRACT({write.sql(node, 'this')}, {_pattern(node)}, {group})"


def _regexp_like(write: Generator, node: exp.RegexpLike) -> str:
    if node.args.get("flag") is not None:
        raise _refusal(node)
    return f"({write.sql(node, 'this')} RLIKE {_pattern(node)})"


def _regexp_replace(write: Generator, node: exp.RegexpReplace) -> str:
    pattern, replacement = _text(node.expression), _text(node.args["replacement"])
    modifiers = node.args.get("modifiers")
    if modifiers is None and not pattern.startswith("^"):
        # Spark replaces every match. What stands before the first one is matched too, and kept.
        if "\\" in replacement:
            raise _refusal(node)
        found, new = rf"(?d)\A((?s:.*?))(?:{java_pattern(pattern)})", f"$1{java_replacement(replacement)}"
    elif modifiers is None or _text(modifiers) == "g":
        found, new = java_pattern(pattern), java_replacement(replacement)
    else:
        raise _refusal(node)
    return f"REGEXP_REPLACE({write.sql(node, 'this')}, {spark_literal(found)}, {spark_literal(new)})"


def _like(write: Generator, node: exp.Like | exp.ILike) -> str:
    # Spark knows an escape character that DuckDB does not.
    pattern = _text(node.expression).replace("\\", "\\\\")
    if isinstance(node, exp.Like):
        return f"{write.sql(node, 'this')} LIKE {spark_literal(pattern)}"
    return f"{_lower(write, exp.Lower(this=node.this.copy()))} LIKE LOWER({spark_literal(pattern)})"


def _try_cast(write: Generator, node: exp.TryCast) -> str:
    sql, type_ = write.sql(node, "this"), node.to.this
    match type_:
        case exp.DType.BIGINT if not isinstance(node.this, exp.Add | exp.Round):
            return text_as_integer(sql)
        case exp.DType.TIMESTAMPTZ:
            return f"CAST({text_as_timestamp(sql)} AS TIMESTAMP)"
        case exp.DType.BOOLEAN:
            return text_as_boolean(sql)
        case exp.DType.BIGINT:
            return f"TRY_CAST({sql} AS BIGINT)"
        case _:
            raise _refusal(node)


def _try(write: Generator, node: exp.Try) -> str:
    if not (isinstance(node.this, exp.Anonymous) and node.this.name.lower() == "url_decode"):
        raise _refusal(node)
    return str(write.sql(node, "this"))


def _int_div(write: Generator, node: exp.IntDiv) -> str:
    return f"({write.sql(node, 'this')} DIV {write.sql(node, 'expression')})"


def _date_diff(write: Generator, node: exp.DateDiff) -> str:
    if node.text("unit").upper() != "DAY":
        raise _refusal(node)
    # With a unit, Spark counts whole days; DuckDB counts midnights.
    later, earlier = write.sql(node, "this"), write.sql(node, "expression")
    return f"DATEDIFF(CAST({later} AS DATE), CAST({earlier} AS DATE))"


def _truncated(write: Generator, node: exp.TimestampTrunc | exp.DateTrunc) -> str:
    unit = spark_literal(node.text("unit").upper())
    return f"CAST(DATE_TRUNC({unit}, {write.sql(node, 'this')}) AS TIMESTAMP_NTZ)"


def _unix_to_time(write: Generator, node: exp.UnixToTime) -> str:
    if node.text("scale") != "6":
        raise _refusal(node)
    return f"CAST(TIMESTAMP_MICROS({write.sql(node, 'this')}) AS TIMESTAMP_NTZ)"


def _named(write: Generator, node: exp.Anonymous) -> str:
    if not _is_named(node):  # sqlglot's own, on the way out
        return str(write.anonymous_sql(node))
    arguments = ", ".join(write.sql(argument) for argument in node.expressions)
    return NAMED[node.name.lower()].format(arguments)


NAMED: Mapping[str, str] = {
    "strlen": "OCTET_LENGTH({})",
    "epoch_us": "UNIX_MICROS({})",
    "epoch_ns": "({})",
    "make_timestamp_ms": "CAST(TIMESTAMP_MILLIS({}) AS TIMESTAMP_NTZ)",
    "round_even": "BROUND({})",
    # Java reads a plus sign as a space, and fails where no two digits follow a per cent sign.
    "url_decode": "URL_DECODE(REGEXP_REPLACE(REPLACE({}, '+', '%2B'), '%(?![0-9a-fA-F][0-9a-fA-F])', '%25'))",
}
"""Functions that sqlglot has no class for, and what they are for Spark."""

REWRITES: dict[type[exp.Expr], Write] = {
    exp.Lower: _lower,
    exp.Length: _length,
    exp.Substring: _substring,
    exp.RegexpExtract: _regexp_extract,
    exp.RegexpLike: _regexp_like,
    exp.RegexpReplace: _regexp_replace,
    exp.Like: _like,
    exp.ILike: _like,
    exp.TryCast: _try_cast,
    exp.Try: _try,
    exp.IntDiv: _int_div,
    exp.DateDiff: _date_diff,
    exp.DateTrunc: _truncated,
    exp.TimestampTrunc: _truncated,
    exp.UnixToTime: _unix_to_time,
    exp.ArrayDistinct: lambda write, node: f"ARRAY_COMPACT(ARRAY_DISTINCT({write.sql(node, 'this')}))",
    exp.ArrayContains: lambda write, node: (
        f"ARRAY_CONTAINS(ARRAY_COMPACT({write.sql(node, 'this')}), {write.sql(node, 'expression')})"
    ),
    exp.Anonymous: _named,
}


class _Scans(Spark):
    """Spark's SQL with the rewrites."""

    class Generator(Spark.Generator):  # type: ignore[misc, valid-type]
        """Writes each construct so that Spark answers as DuckDB does."""

        TRANSFORMS: ClassVar[dict[Any, Any]] = {**Spark.Generator.TRANSFORMS, **REWRITES}
        TYPE_MAPPING: ClassVar[dict[Any, str]] = {
            **Spark.Generator.TYPE_MAPPING,
            exp.DType.INT128: "DECIMAL(38, 0)",
        }
