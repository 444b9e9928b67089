"""Whether a column of a file can be read as one of ours, and by which expression."""

import datetime
import re
from collections.abc import Callable, Collection
from functools import cache

from compliance.expressions import ExpressionError, parse_mapping
from compliance.inputs.proposals.sample import Form, SampledColumn
from compliance.inputs.proposals.synonyms import canonical_name, plain_name
from compliance.model.columns import Column, Kind
from compliance.quoting import quote

_MOST = 0.5
"""The share of values that must make sense."""
_SIMPLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ADDRESS = re.compile(r"(?:https?:)?//\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_WARC = re.compile(r".*CC-MAIN-\d{14}-.*")
_COMPACT = {r"\d{14}": "%Y%m%d%H%M%S", r"\d{8}": "%Y%m%d"}
_SECONDS, _MILLISECONDS = (10**8, 10**10), (10**11, 10**13)
"""What a number of seconds, or milliseconds, since 1970 is between."""
_NAMES = frozenset({"name", "id", "key"})
"""What a licence is called inside of a struct about it."""
_TRUTH = frozenset({"true", "false", "yes", "no", "t", "f", "1", "0"})
_ADDRESSES = frozenset({"url", "license_evidence_url"})


@cache
def spelled(name: str) -> str:
    """Return a column's name as an expression spells it: in quotes, unless it can do without."""
    if not _SIMPLE.fullmatch(name):
        return quote(name)
    try:
        is_column = parse_mapping(name, (name,)).sql(lambda column: column) == quote(name)
    except ExpressionError:  # a word of SQL, such as `order`
        return quote(name)
    return name if is_column else quote(name)


def fit(column: Column, found: SampledColumn) -> str | None:
    """Return the expression by which the column is read as a canonical one; None where it is none."""
    if found.form is Form.EMPTY:
        return None
    if column.name in _ADDRESSES and not _mostly(found, _ADDRESS.fullmatch):
        return None
    return _FITS[column.kind](column, found)


def can_hold(kind: Kind, found: SampledColumn) -> bool:
    """Tell whether a column is read as this kind at all, be its values what they may."""
    return found.form is Form.EMPTY or found.form in _HOLDS[kind]


def _text(column: Column, found: SampledColumn) -> str | None:
    del column
    if found.form is Form.TEXTS:
        return f"array_to_string({spelled(found.name)}, ', ')"
    return spelled(found.name) if found.form in {Form.TEXT, Form.WHOLE, Form.FRACTION} else None


def _word(column: Column, found: SampledColumn) -> str | None:
    if found.form is Form.BOOLEAN and {"yes", "no"} <= set(column.words):
        name = spelled(found.name)
        return f"CASE WHEN {name} THEN 'yes' WHEN NOT {name} THEN 'no' END"
    is_one = _mostly(found, lambda text: re.sub(r"[-\s]+", "_", text.lower()) in column.words)
    return spelled(found.name) if found.form is Form.TEXT and is_one else None


def _license(column: Column, found: SampledColumn) -> str | None:
    if found.form is Form.STRUCTS:
        named = [field for field in found.fields if canonical_name(field) == "license"]
        inner = named or [field for field in found.fields if plain_name(field) in _NAMES]
        return f"list_transform({spelled(found.name)}, x -> x.{quote(inner[0])})" if inner else None
    return spelled(found.name) if found.form is Form.TEXTS else _text(column, found)


def _list(column: Column, found: SampledColumn) -> str | None:
    del column
    return spelled(found.name) if found.form in {Form.TEXTS, Form.TEXT, Form.WHOLE} else None


def _timestamp(column: Column, found: SampledColumn) -> str | None:
    del column
    name = spelled(found.name)
    if found.form is Form.TIME or (found.form is Form.TEXT and _mostly(found, _is_instant)):
        return name
    if found.form is Form.TEXT and _mostly(found, _WARC.fullmatch):
        return rf"try_strptime(regexp_extract({name}, 'CC-MAIN-(\d{{14}})', 1), '%Y%m%d%H%M%S')"
    for digits, pattern in _COMPACT.items():
        if found.form in {Form.TEXT, Form.WHOLE} and _mostly(found, re.compile(digits).fullmatch):
            return f"try_strptime(CAST({name} AS VARCHAR), '{pattern}')"
    is_number = found.form in {Form.WHOLE, Form.FRACTION}
    if is_number and _mostly(found, lambda text: _SECONDS[0] < float(text) < _SECONDS[1]):
        return f"to_timestamp({name})"
    if found.form is Form.WHOLE and _mostly(
        found, lambda text: _MILLISECONDS[0] < int(text) < _MILLISECONDS[1]
    ):
        return f"epoch_ms({name})"
    return None


def _boolean(column: Column, found: SampledColumn) -> str | None:
    del column
    if found.form is Form.WHOLE and set(found.texts) <= {"0", "1"}:
        return f"{spelled(found.name)} = 1"
    is_text = found.form is Form.TEXT and _mostly(found, lambda text: text.lower() in _TRUTH)
    return spelled(found.name) if is_text or found.form is Form.BOOLEAN else None


def _integer(column: Column, found: SampledColumn) -> str | None:
    del column
    is_text = found.form is Form.TEXT and _mostly(found, str.isdecimal)
    return spelled(found.name) if is_text or found.form in {Form.WHOLE, Form.FRACTION} else None


def _signals(column: Column, found: SampledColumn) -> str | None:
    del column
    fields = set(found.fields)
    is_one = {"scheme", "raw"} <= fields or {"scheme", "category", "value"} <= fields
    return spelled(found.name) if is_one else None


_FITS: dict[Kind, Callable[[Column, SampledColumn], str | None]] = {
    Kind.TEXT: _text,
    Kind.NAME: _text,
    Kind.WORD: _word,
    Kind.LICENSE: _license,
    Kind.LIST: _list,
    Kind.TIMESTAMP: _timestamp,
    Kind.BOOLEAN: _boolean,
    Kind.INTEGER: _integer,
    Kind.SIGNALS: _signals,
}
_PLAIN = frozenset({Form.TEXT, Form.WHOLE, Form.FRACTION})
_HOLDS: dict[Kind, frozenset[Form]] = {
    Kind.TEXT: _PLAIN,
    Kind.NAME: _PLAIN,
    Kind.WORD: _PLAIN,
    Kind.LICENSE: _PLAIN | {Form.TEXTS},
    Kind.LIST: _PLAIN | {Form.TEXTS},
    Kind.TIMESTAMP: frozenset({Form.TIME, Form.TEXT}),
    Kind.BOOLEAN: frozenset({Form.BOOLEAN, Form.TEXT}),
    Kind.INTEGER: _PLAIN,
    Kind.SIGNALS: frozenset(),
}


def _mostly(found: SampledColumn, holds: Callable[[str], object]) -> bool:
    texts: Collection[str] = found.texts
    return bool(texts) and sum(bool(holds(text)) for text in texts) >= _MOST * len(texts)


def _is_instant(text: str) -> bool:
    try:
        return datetime.datetime.fromisoformat(text).year > 0 and len(text) >= len("2026-08-22")
    except ValueError:
        return False
