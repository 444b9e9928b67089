"""The row digest as its documentation defines it, in plain Python."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def digest(rows: Iterable[Mapping[str, object]]) -> str:
    """Return the digest of these rows."""
    texts = [text(row) for row in rows]
    total = sum(int(hashlib.sha256(each.encode()).hexdigest(), 16) for each in texts) % 2**256
    return hashlib.sha256(f"rows-1:{len(texts)}:{total:064x}".encode()).hexdigest()


def text(row: Mapping[str, object]) -> str:
    """Return the canonical text of a row."""
    given = sorted((name, value) for name, value in row.items() if value is not None)
    return "".join(framed(name) + framed(value_text(value)) for name, value in given)


def framed(piece: str) -> str:
    """Return length, colon, text."""
    return f"{len(piece.encode())}:{piece}"


def value_text(value: object) -> str:
    """Return the canonical text of a value that is not null."""
    match value:
        case bool():
            return str(value).lower()
        case bytes():
            return value.hex().upper()
        case datetime.datetime():
            moment = value if value.tzinfo else value.replace(tzinfo=datetime.UTC)
            return str((moment - EPOCH) // datetime.timedelta(microseconds=1) * 1000)
        case dict():
            return "{" + text(value)
        case list():
            return "[" + "".join("-" if each is None else framed(value_text(each)) for each in value)
        case _:
            return str(value)
