"""How a cell becomes a fact: SQL for every kind of column and type of file."""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence

from compliance.errors import ManifestError
from compliance.model.card import Scalar
from compliance.model.columns import Column, Kind
from compliance.quoting import literal

_SPACE = r"E' \t\r\n'"
_TEXT_TYPES = re.compile(r"VARCHAR|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|UUID|ENUM.*|DOUBLE|FLOAT|DECIMAL.*")
_NUMBER_TYPES = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL.*")
_SIGNAL_FIELDS = ("scheme", "category", "value", "raw")
_UNTYPED = '"NULL"'
"""The type of a column that never holds a value."""
_TEXT_LIST = re.compile(r"VARCHAR\[\]")
SQL_TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.WORD: "VARCHAR",
    Kind.NAME: "VARCHAR",
    Kind.LICENSE: "VARCHAR",
    Kind.LIST: "VARCHAR[]",
    Kind.TIMESTAMP: "TIMESTAMP",
    Kind.BOOLEAN: "BOOLEAN",
    Kind.INTEGER: "BIGINT",
    Kind.SIGNALS: "STRUCT(scheme VARCHAR, category VARCHAR, value VARCHAR, raw VARCHAR)[]",
}
"""The type of a fact after reading."""


def read_cell(column: Column, sql: str, type_: str) -> str:
    """Return SQL that reads *sql*, of DuckDB type *type_*, as the column's kind.

    What cannot be read is null. Raises ManifestError when the type cannot
    hold such a column at all.
    """
    if type_ == _UNTYPED:
        return f"CAST(NULL AS {SQL_TYPES[column.kind]})"
    for types, read in _READERS[column.kind]:
        if types.fullmatch(type_):
            return read(sql)
    expected = (
        "text" if SQL_TYPES[column.kind] == "VARCHAR" else _EXPECTED.get(column.kind, column.kind.value)
    )
    raise ManifestError(
        f"its column for `{column.name}` is {type_.lower()}, expected {expected}",
        remedy="write the column with the right type, or give an expression in the card's `columns:`",
    )


def read_default(column: Column, value: Scalar) -> str:
    """Return SQL for a card's default, read as a cell of the column would be."""
    match value:
        case bool():
            return read_cell(
                column, str(value).upper(), "BOOLEAN" if column.kind is Kind.BOOLEAN else "VARCHAR"
            )
        case datetime.date():
            return read_cell(column, literal(value.isoformat()), "VARCHAR")
        case _:
            return read_cell(column, literal(str(value)), "VARCHAR")


def can_lose_values(column: Column, type_: str) -> bool:
    """Tell whether a cell that is not null may become null when it is read."""
    if column.kind is Kind.TIMESTAMP:
        return type_ != _UNTYPED
    return column.kind in {Kind.BOOLEAN, Kind.INTEGER} and type_ == "VARCHAR"


def is_naive(column: Column, type_: str) -> bool:
    """Tell whether timestamps of the column carry no zone."""
    return column.kind is Kind.TIMESTAMP and type_.startswith("TIMESTAMP") and not re.search("ZONE|TZ", type_)


def _trimmed(sql: str) -> str:
    # Looking for white space is much cheaper than trimming what has none.
    text = f"CAST({sql} AS VARCHAR)"
    spaced = " OR ".join(f"contains({text}, {space})" for space in ("' '", "E'\\t'", "E'\\n'", "E'\\r'"))
    return f"nullif(CASE WHEN {spaced} THEN trim({text}, {_SPACE}) ELSE {text} END, '')"


def _sorted(sql: str) -> str:
    parts = f"list_transform({sql}, lambda part: nullif(trim(part, {_SPACE}), ''))"
    return f"list_sort(list_distinct({parts}))"


def _instant(sql: str) -> str:
    """Return the timestamp if a calendar has it; infinity and the year 300,000 are unknown."""
    return (
        f"CASE WHEN {sql} BETWEEN TIMESTAMP '0001-01-01' AND TIMESTAMP '9999-12-31 23:59:59' THEN {sql} END"
    )


def _signal_list(*fields: str) -> re.Pattern[str]:
    """Return what the type of a list of signals with these fields looks like."""
    return re.compile("".join([r"STRUCT\(", *(rf"(?=.*\b{field}\b)" for field in fields), r".*\)\[\]"]))


def _signals(*given: str) -> Callable[[str], str]:
    """Return what reads signals that have only the fields *given*."""
    values = {
        field: f"signal.{field}" if field in given else "CAST(NULL AS VARCHAR)" for field in _SIGNAL_FIELDS
    }
    packed = ", ".join(f"{field} := {value}" for field, value in values.items())
    return lambda sql: f"list_transform({sql}, lambda signal: struct_pack({packed}))"


_TIMESTAMP = (
    # The cast would look the time zone up for each record; the clock of the engine is UTC.
    (re.compile("TIMESTAMP WITH TIME ZONE"), lambda sql: _instant(f"make_timestamp(epoch_us({sql}))")),
    # A cast would round the last nanoseconds of a day into the next one.
    (re.compile("TIMESTAMP(TZ)?_NS"), lambda sql: f"make_timestamp(epoch_ns({sql}) // 1000)"),
    (re.compile("TIMESTAMP.*|DATE"), lambda sql: _instant(f"CAST({sql} AS TIMESTAMP)")),
    (
        re.compile("VARCHAR"),
        lambda sql: _instant(f"CAST(TRY_CAST({_trimmed(sql)} AS TIMESTAMPTZ) AS TIMESTAMP)"),
    ),
)
_EXPECTED = {Kind.SIGNALS: "a list of structs with scheme, category and value, or raw"}
_READERS: Mapping[Kind, Sequence[tuple[re.Pattern[str], Callable[[str], str]]]] = {
    Kind.TEXT: ((_TEXT_TYPES, _trimmed),),
    Kind.NAME: ((_TEXT_TYPES, lambda sql: f"lower({_trimmed(sql)})"),),
    Kind.WORD: ((_TEXT_TYPES, lambda sql: rf"regexp_replace(lower({_trimmed(sql)}), '[-\s]+', '_', 'g')"),),
    Kind.LICENSE: (
        (_TEXT_TYPES, _trimmed),
        (_TEXT_LIST, lambda sql: f"nullif(array_to_string({_sorted(sql)}, ' AND '), '')"),
    ),
    Kind.LIST: (
        (_TEXT_LIST, lambda sql: f"nullif({_sorted(sql)}, [])"),
        (_TEXT_TYPES, lambda sql: f"CASE WHEN {_trimmed(sql)} IS NOT NULL THEN [{_trimmed(sql)}] END"),
    ),
    Kind.TIMESTAMP: _TIMESTAMP,
    Kind.BOOLEAN: (
        (re.compile("BOOLEAN"), str),
        (re.compile("VARCHAR"), lambda sql: f"TRY_CAST({_trimmed(sql)} AS BOOLEAN)"),
    ),
    Kind.INTEGER: (
        (re.compile("VARCHAR"), lambda sql: f"TRY_CAST({_trimmed(sql)} AS BIGINT)"),
        # Engines round halves each in its own way, unless they are told how.
        (re.compile("DOUBLE|FLOAT"), lambda sql: f"TRY_CAST(round_even({sql}, 0) AS BIGINT)"),
        (_NUMBER_TYPES, lambda sql: f"TRY_CAST({sql} AS BIGINT)"),
    ),
    Kind.SIGNALS: (
        (_signal_list(*_SIGNAL_FIELDS), str),
        (_signal_list("scheme", "category", "value"), _signals("scheme", "category", "value")),
        (_signal_list("scheme", "raw"), _signals("scheme", "raw")),
    ),
}
"""Kind → the types it can be read from, and the SQL that does it."""
