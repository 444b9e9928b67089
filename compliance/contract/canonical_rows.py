"""Canonical rows: the text of a row that its digest is made of, the same for any layout of files.

A *framed* text is its length in bytes of UTF-8, a colon, and the text. A row is, for each column that
is not null, in the order of the names, the framed name and the framed value. A value is written as

* text as it is; numbers, booleans, dates and anything else as DuckDB casts it to text, so that whole
  numbers are decimal, and a float is the shortest decimal that reads back the same;
* a timestamp of any unit as the nanoseconds since 1970-01-01 UTC, a naive one read as UTC;
* bytes in upper-case hexadecimal;
* a list as `[` and its framed elements, a null one as `-`; a map as the list of its entries;
* a struct as `{` and its fields, as the columns of a row.

The width of a type leaves no trace, a null is a column that is not there, and a column spelled in the
path is one of the file: so files may be cut, merged, sorted and partitioned anew.
"""

from collections.abc import Callable, Mapping

from duckdb.sqltypes import DuckDBPyType

from compliance.quoting import literal, quote


def canonical_row(types: Mapping[str, DuckDBPyType]) -> str:
    """Return SQL for the canonical text of a row with columns of these types."""
    return f"concat('', {_pairs({name: (quote(name), type_) for name, type_ in types.items()}, 0)})"


def _pairs(fields: Mapping[str, tuple[str, DuckDBPyType]], depth: int) -> str:
    # Text with a null in it is null, and `concat` leaves that out.
    pairs = (
        f"{_framed(literal(name))} || {_framed(_value(sql, type_, depth))}"
        for name, (sql, type_) in sorted(fields.items())
    )
    return ", ".join(pairs) or "NULL"


def _framed(sql: str) -> str:
    return f"strlen({sql}) || ':' || {sql}"


def _value(sql: str, type_: DuckDBPyType, depth: int) -> str:
    """Return SQL for the text of a value that is null where the value is."""
    match type_.id:
        case "list" | "array":
            (child,) = _children(type_).values()
            return _list(sql, depth, lambda element: _value(element, child, depth + 1))
        case "map":
            return _list(f"map_entries({sql})", depth, lambda entry: _struct(entry, type_, depth + 1))
        case "struct":
            return _struct(sql, type_, depth)
        case "blob":
            return f"hex({sql})"
        case kind if kind.startswith("timestamp"):
            is_fine = "NS" in str(type_).upper()
            count = f"epoch_ns({sql})" if is_fine else f"CAST(epoch_us({sql}) AS HUGEINT) * 1000"
            # Infinity has no nanoseconds and stays a word.
            return f"coalesce(CAST({count} AS VARCHAR), CAST({sql} AS VARCHAR))"
        case _:
            return f"CAST({sql} AS VARCHAR)"


def _struct(sql: str, type_: DuckDBPyType, depth: int) -> str:
    fields = {
        name: (f"struct_extract({sql}, {literal(name)})", child) for name, child in _children(type_).items()
    }
    return f"CASE WHEN {sql} IS NOT NULL THEN concat('{{', {_pairs(fields, depth)}) END"


def _children(type_: DuckDBPyType) -> dict[str, DuckDBPyType]:
    # An array has its size among its children.
    return {name: child for name, child in type_.children if isinstance(child, DuckDBPyType)}


def _list(sql: str, depth: int, value: Callable[[str], str]) -> str:
    name = f"element_{depth}"
    framed = f"coalesce({_framed(value(name))}, '-')"
    return f"'[' || array_to_string(list_transform({sql}, lambda {name}: {framed}), '')"
