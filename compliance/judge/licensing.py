"""Licences: the rights of each combination of written, declared and concluded licence."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice

import pyarrow as pa

from compliance.judge.licenses import combine, read_license
from compliance.model.license import LicenseReading, LicenseStatus, Rights

LicenseKey = tuple[str | None, str | None, str | None]
"""Verbatim, declared and concluded."""
Row = dict[str, object]
_AT_ONCE = 20_000
"""Keys that are read before their rows are packed, and texts whose reading is remembered."""
_RIGHTS = ("commercial_use", "derivatives", "redistribution", "training", "attribution", "share_alike")


def license_table(keys: Iterable[LicenseKey], matrix: Mapping[str, Rights]) -> pa.Table:
    """Return the rights for the keys, one row each.

    The concluded expression decides, else the declared one, else what the
    verbatim text is read as. A right that nobody can determine is null.
    """

    @lru_cache(maxsize=_AT_ONCE)
    def read(written: str) -> LicenseReading:
        return read_license(written, matrix)

    @lru_cache(maxsize=_AT_ONCE)
    def rights(expression: str) -> Mapping[str, str | None]:
        combined = combine(expression, matrix)
        return {f"license.{name}": _known(getattr(combined, name)) for name in _RIGHTS}

    def row(key: LicenseKey) -> Row:
        verbatim, declared, concluded = key
        found: Row = {"license": verbatim, "declared": declared, "concluded": concluded}
        basis, written = _decisive(verbatim, declared, concluded)
        if written is not None:
            reading = read(written)
            status = {"license.status": reading.status.value, "license.basis": basis}
            found |= {"license.expression": reading.expression, **status, **rights(reading.expression)}
        stated = declared if declared is not None else verbatim
        if stated is not None and concluded is not None:
            found["license.agrees"] = _agree(read(stated), read(concluded))
        return found

    waiting = iter(keys)
    # Rows of Python take a kilobyte each: where every record has a licence of its own, never all at once.
    batches = iter(lambda: [row(key) for key in islice(waiting, _AT_ONCE)], [])
    tables = [pa.Table.from_pylist(rows, _SCHEMA) for rows in batches]
    return pa.concat_tables(tables) if tables else _SCHEMA.empty_table()


def _decisive(
    verbatim: str | None, declared: str | None, concluded: str | None
) -> tuple[str | None, str | None]:
    choices = (("concluded", concluded), ("declared", declared), ("verbatim", verbatim))
    return next(((basis, written) for basis, written in choices if written is not None), (None, None))


def _agree(stated: LicenseReading, concluded: LicenseReading) -> bool | None:
    """Tell whether two readings mean the same; null when either says nothing."""
    readable = {LicenseStatus.RECOGNISED, LicenseStatus.NONE}
    if not readable.issuperset((stated.status, concluded.status)):
        return None
    if stated.expression == concluded.expression:
        return True
    from license_expression import Licensing  # noqa: PLC0415 - start-up time

    return bool(Licensing().is_equivalent(stated.expression, concluded.expression))


def _known(right: str) -> str | None:
    return None if right == "undetermined" else str(right)


_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("license", "declared", "concluded")),
        *((f"license.{name}", pa.string()) for name in ("expression", "status", "basis", *_RIGHTS)),
        ("license.agrees", pa.bool_()),
    ]
)
