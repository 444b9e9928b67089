"""How a cell of a warehouse becomes a fact, in SQL that means the same in every dialect."""

import re
from dataclasses import dataclass

from compliance.model.columns import Column, Kind

TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.WORD: "VARCHAR",
    Kind.NAME: "VARCHAR",
    Kind.LICENSE: "VARCHAR",
    Kind.LIST: "VARCHAR",
    Kind.TIMESTAMP: "TIMESTAMP",
    Kind.BOOLEAN: "BOOLEAN",
    Kind.INTEGER: "BIGINT",
    Kind.SIGNALS: "VARCHAR",
}
"""The type of a fact; of lists and signals only their absence can be told."""
REPLACED = "regexp_replaced"
"""The function that replaces every match of a pattern; each dialect has a form of its own."""
_INTEGERS = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?")
_SPACE = "' ' || chr(9) || chr(10) || chr(13)"


class NotPortableError(Exception):
    """Why something cannot be said in plain SQL."""


@dataclass(frozen=True)
class Reading:
    """How a cell is read: SQL over the table, and SQL over the column `cell.<name>` that it gives."""

    cell: str
    fact: str


def read_cell(column: Column, sql: str, type_: str, default: str = "NULL") -> Reading:
    """Return how *sql*, of DuckDB type *type_*, is read as the kernel does, and *default* where it is empty.

    Raises NotPortableError.
    """
    cell = f'"cell.{column.name}"'
    match column.kind:
        case Kind.TEXT | Kind.LICENSE | Kind.NAME | Kind.WORD:
            text = _trimmed(column, sql, type_)
        case Kind.TIMESTAMP if type_.startswith("TIMESTAMP") or type_ == "DATE":
            first, last = "CAST('0001-01-01' AS TIMESTAMP)", "CAST('9999-12-31 23:59:59' AS TIMESTAMP)"
            fact = f"CASE WHEN {cell} BETWEEN {first} AND {last} THEN {cell} END"
            return Reading(f"CAST({sql} AS TIMESTAMP)", _or(fact, default))
        case Kind.BOOLEAN if type_ == "BOOLEAN":
            return Reading(sql, _or(cell, default))
        case Kind.INTEGER if _INTEGERS.fullmatch(type_):
            return Reading(f"CAST({sql} AS BIGINT)", _or(cell, default))
        case _:
            raise NotPortableError(f"the column for `{column.name}` is {type_.lower()}")
    if column.kind is Kind.WORD:
        return Reading(rf"{REPLACED}(lower({text}), '[-\s]+', '_')", _word(column, cell, default))
    return Reading(f"lower({text})" if column.kind is Kind.NAME else text, _or(cell, default))


def _word(column: Column, cell: str, default: str) -> str:
    """Return SQL for a word of the vocabulary: another one is unknown, and no default stands for it."""
    listed = ", ".join(f"'{word}'" for word in column.words)
    otherwise = "" if default == "NULL" else f"WHEN {cell} IS NULL THEN {default} "
    return f"CASE {otherwise}WHEN {cell} IN ({listed}) THEN {cell} END"


def _or(sql: str, default: str) -> str:
    return sql if default == "NULL" else f"coalesce({sql}, {default})"


def _trimmed(column: Column, sql: str, type_: str) -> str:
    if type_ != "VARCHAR" and not _INTEGERS.fullmatch(type_):
        raise NotPortableError(f"the column for `{column.name}` is {type_.lower()}")
    text = sql if type_ == "VARCHAR" else f"CAST({sql} AS VARCHAR)"
    return f"nullif(trim({text}, {_SPACE}), '')"
