"""How a cell becomes a fact, in plain Python: the definition that every engine has to meet."""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from zoneinfo import ZoneInfo

BLANKS = " \t\r\n"
BIGINT = range(-(2**63), 2**63)
TRUE, FALSE = ("true", "t", "yes", "y", "1"), ("false", "f", "no", "n", "0")
UTC = datetime.UTC
LAST_SECOND = datetime.datetime(9999, 12, 31, 23, 59, 59)  # noqa: DTZ001 - times are UTC without a zone
DATE = re.compile(r"(\d{1,6})([-/ \\])(\d{1,2})\2(\d{1,2})", re.ASCII)
CLOCK = re.compile(r"(?:T| +)(\d{1,2}):([0-5]?\d)(?::([0-5]?\d)(?:[.](\d*))?)?", re.ASCII)
OFFSET = re.compile(r"([+-])(\d\d)(?::?(\d\d)(?::?(\d\d))?)?", re.ASCII)
NAMED_ZONE = re.compile(r" +([A-Za-z][A-Za-z0-9/_+-]+)")


def lower(text: str) -> str:
    """Return every character in the one lower case that it has, whatever stands around it."""
    return "".join("i" if character == "\u0130" else character.lower() for character in text)


def text(cell: object) -> str | None:
    """Return trimmed text; blank text is nothing."""
    return (str(cell).strip(BLANKS) or None) if cell is not None else None


def name(cell: object) -> str | None:
    """Return a name without case."""
    trimmed = text(cell)
    return None if trimmed is None else lower(trimmed)


def word(cell: object) -> str | None:
    """Return a word of a vocabulary, with underscores for blanks and dashes."""
    lowered = name(cell)
    return None if lowered is None else re.sub(r"[-\t\n\f\r ]+", "_", lowered)


def names(cell: object) -> list[str] | None:
    """Return the texts of a list once each, in order; one text is a list of one."""
    parts = cell if isinstance(cell, list) else [cell]
    return sorted({part for part in map(text, parts) if part}) or None


def license_text(cell: object) -> str | None:
    """Return the text; of a list, all that apply."""
    if isinstance(cell, list):
        return " AND ".join(names(cell) or ()) or None
    return text(cell)


def boolean(cell: object) -> bool | None:
    """Return a truth value, or nothing for text that is none."""
    if cell is None or isinstance(cell, bool):
        return cell
    lowered = name(cell)
    return True if lowered in TRUE else False if lowered in FALSE else None


def integer(cell: object) -> int | None:
    """Return a whole number of 64 bits, rounded where it was none."""
    if cell is None:
        return None
    if isinstance(cell, float):
        number = None if cell != cell or abs(cell) == float("inf") else round(cell)  # noqa: PLR0124
    else:
        number = _written(str(cell).strip(BLANKS).lstrip("\v\f" + BLANKS))
    return number if number is not None and number in BIGINT else None


def _written(written: str) -> int | None:
    based = re.fullmatch(r"0[xX]([0-9a-fA-F]+(?:_[0-9a-fA-F]+)*)|0[bB]([01]+(?:_[01]+)*)", written)
    if based:
        return int(based[1], 16) if based[1] else int(based[2], 2)
    digits = re.sub(r"(?<=[0-9])_(?=[0-9])", "", written.rstrip("\v\f" + BLANKS))
    if not re.fullmatch(r"[+-]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:[eE][+-]?[0-9]+)?", digits):
        return None
    try:
        return int(Decimal(digits).quantize(Decimal(1), ROUND_HALF_UP))
    except InvalidOperation:
        return None


def instant(cell: object) -> datetime.datetime | None:
    """Return a time in UTC, without its zone; what is no time, or in no calendar, is nothing."""
    if isinstance(cell, str):
        found = _parsed(cell.strip(BLANKS))
    elif isinstance(cell, datetime.datetime):
        found = cell.astimezone(UTC).replace(tzinfo=None) if cell.tzinfo else cell
    elif isinstance(cell, datetime.date):
        found = datetime.datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - likewise
    else:
        found = None
    return found if found is not None and found <= LAST_SECOND else None


def _parsed(written: str) -> datetime.datetime | None:
    day = DATE.match(written)
    if day is None:
        return None
    rest = written[day.end() :]
    try:
        start = datetime.datetime(int(day[1]), int(day[3]), int(day[4]))  # noqa: DTZ001 - likewise
        return _at_the_hour(start, rest) if rest else start
    except (ValueError, OverflowError, KeyError):
        return None


def _at_the_hour(start: datetime.datetime, rest: str) -> datetime.datetime | None:
    clock = CLOCK.match(rest)
    if clock is None:
        return None
    hour, minute, second = (int(clock[place] or 0) for place in (1, 2, 3))
    micros = int((clock[4] or "").ljust(6, "0")[:6])
    if hour > 24 or (hour == 24 and (minute, second, micros) != (0, 0, 0)):
        return None
    since = datetime.timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micros)
    zone = rest[clock.end() :]
    offset, named = OFFSET.fullmatch(zone), NAMED_ZONE.fullmatch(zone)
    if zone in ("", "Z"):
        return start + since
    if offset:
        hours, minutes, seconds = (int(part or 0) for part in offset.groups()[1:])
        ahead = datetime.timedelta(hours=hours, minutes=minutes, seconds=seconds)
        return start + (since - ahead if offset[1] == "+" else since + ahead)
    if named:
        local = (start + since).replace(tzinfo=ZoneInfo(named[1]))
        return local.astimezone(UTC).replace(tzinfo=None)
    return None
