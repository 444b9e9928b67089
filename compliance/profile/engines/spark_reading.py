"""How Spark reads numbers and times from text as DuckDB does, whose parsers accept other spellings.

The text to read is `t`, the variable of a lambda, so that it stands in the query once.
"""

from sqlglot import exp

_FORM = (
    r"^([0-9]{1,6})([-/ \\])([0-9]{1,2})\2([0-9]{1,2})"
    r"(?:(?:T| +)([0-9]{1,2}):([0-5]?[0-9])(?::([0-5]?[0-9])(?:[.]([0-9]{0,6})[0-9]*)?)?"
    r"(Z|[+-][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2})?)?| +[A-Za-z][A-Za-z0-9/_+-]+)?)?\z"
)
_YEAR, _MONTH, _DAY, _HOUR, _MINUTE, _SECOND, _FRACTION, _ZONE = 1, 3, 4, 5, 6, 7, 8, 9
_OFFSET = r"^([+-])([0-9]{2}):?([0-9]{2})?:?([0-9]{2})?\z"
_BLANKS = " \t\n\v\f\r"
_INTEGER = rf"^[+-]?[0-9]+[{_BLANKS}]*\z"
_NUMBER = rf"^[+-]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:[eE][+-]?[0-9]{{1,2}})?[{_BLANKS}]*\z"
_GAP = "(?<=[0-9])_(?=[0-9])"
_LAST_MIDNIGHT = r"[T ]24:00(?::00)?(?:[.]0*)?(?:[^0-9:.].*)?\z"
_VISIBLE = r"^[A-Za-z0-9-]+\z"
_BASES = {r"^0[xX][0-9a-fA-F](?:_?[0-9a-fA-F]){0,15}\z": 16, r"^0[bB][01]{1,63}\z": 2}


def spark_literal(text: str) -> str:
    """Return the text as a literal of Spark's SQL."""
    return exp.Literal.string(text).sql(dialect="spark")


def text_as_integer(sql: str) -> str:
    """Return SQL for the whole number that a text is, rounded if it is none; null for other text."""
    number = "TRY_CAST(ROUND(TRY_CAST(t AS DECIMAL(38, 18))) AS BIGINT)"
    cases = [
        f"WHEN {_matches('t', _INTEGER)} THEN TRY_CAST(t AS BIGINT)",
        f"WHEN {_matches('t', _NUMBER)} THEN {number}",
        *(f"WHEN {_matches('t', form)} THEN {_converted(base)}" for form, base in _BASES.items()),
    ]
    trimmed = f"TRIM(LEADING {spark_literal(_BLANKS)} FROM CAST({sql} AS STRING))"
    joined = f"REGEXP_REPLACE({trimmed}, {spark_literal(_GAP)}, '')"
    return _once(joined, f"CASE {' '.join(cases)} END")


def _converted(base: int) -> str:
    return f"TRY_CAST(CONV(REPLACE(SUBSTRING(t, 3), '_'), {base}, 10) AS BIGINT)"


def text_as_boolean(sql: str) -> str:
    """Return SQL for a truth value; Spark would look past characters that cannot be seen."""
    return f"CASE WHEN {_matches(f'CAST({sql} AS STRING)', _VISIBLE)} THEN TRY_CAST({sql} AS BOOLEAN) END"


def text_as_timestamp(sql: str) -> str:
    """Return SQL for the UTC time, without a zone, that a text is; null for other text."""
    hour = f"COALESCE({_number(_HOUR)}, 0)"
    is_midnight = _matches("t", _LAST_MIDNIGHT)
    local = (
        f"TRY_MAKE_TIMESTAMP_NTZ({_number(_YEAR)}, {_number(_MONTH)}, {_number(_DAY)}, "
        f"CASE WHEN {is_midnight} THEN 0 ELSE {hour} END, COALESCE({_number(_MINUTE)}, 0), "
        f"CAST(CONCAT('0', {_part(_SECOND)}, '.', {_part(_FRACTION)}, '0') AS DECIMAL(16, 6)))"
    )
    after = f"CASE WHEN {is_midnight} THEN 86400 ELSE 0 END"
    zone = f"TRIM({_part(_ZONE)})"
    offset = " + ".join(f"COALESCE({_number(place, zone, _OFFSET)}, 0) * {unit}" for place, unit in _UNITS)
    # Zones that are not known are null, as is the time in them.
    written = f"CONCAT(CAST({_later(local, after)} AS STRING), ' ', {zone})"
    cases = (
        f"WHEN NOT {_matches('t', _FORM)} THEN NULL "
        f"WHEN {zone} IN ('', 'Z') THEN {_later(local, after)} "
        f"WHEN {zone} LIKE '-%' THEN {_later(local, f'{after} + {offset}')} "
        f"WHEN {zone} LIKE '+%' THEN {_later(local, f'{after} - ({offset})')} "
        f"ELSE CAST(TRY_CAST({written} AS TIMESTAMP) AS TIMESTAMP_NTZ)"
    )
    return _once(sql, f"CASE {cases} END")


_UNITS = ((2, 3600), (3, 60), (4, 1))


def _later(sql: str, seconds: str) -> str:
    return f"{sql} + ({seconds}) * INTERVAL '1' SECOND"


def _once(sql: str, read: str) -> str:
    return f"TRANSFORM(ARRAY({sql}), t -> {read})[0]"


def _matches(sql: str, form: str) -> str:
    return f"{sql} RLIKE {spark_literal(form)}"


def _part(place: int, sql: str = "t", form: str = _FORM) -> str:
    return f"REGEXP_EXTRACT({sql}, {spark_literal(form)}, {place})"


def _number(place: int, sql: str = "t", form: str = _FORM) -> str:
    return f"TRY_CAST({_part(place, sql, form)} AS INT)"
