"""What a correction may set: columns whose values a profile keeps, and values that they can hold."""

import datetime
from typing import assert_never

from compliance.model.columns import COLUMNS, Column, Grain, Kind
from compliance.model.correction import Fact

_KEPT_DAYS = frozenset({"collected_at", "used_at"})


def fault_of_value(name: str, value: Fact) -> str:
    """Return why a canonical column cannot be corrected to this value; empty when it can."""
    column = COLUMNS[name]
    if column.grain is Grain.ROW or (column.grain is Grain.DAY and name not in _KEPT_DAYS):
        return f"{name} differs from record to record, and a correction is about many; mend the manifest"
    if value is None:
        return ""
    expected = _expected(column)
    if not _fits(column, value):
        return f"{name} is {expected}, not {value!r}"
    return ""


def _expected(column: Column) -> str:
    match column.kind:
        case Kind.WORD:
            return f"one of {', '.join(column.words)}"
        case Kind.BOOLEAN:
            return "true or false"
        case Kind.TIMESTAMP:
            return "a day, as in 2024-06-30"
        case Kind.TEXT | Kind.NAME | Kind.LICENSE | Kind.LIST | Kind.INTEGER | Kind.SIGNALS:
            return "text"
        case _:
            assert_never(column.kind)


def _fits(column: Column, value: Fact) -> bool:
    match column.kind:
        case Kind.WORD:
            return value in column.words
        case Kind.BOOLEAN:
            return isinstance(value, bool)
        case Kind.TIMESTAMP:
            return isinstance(value, datetime.date)
        case _:
            return isinstance(value, str) and bool(value.strip())
