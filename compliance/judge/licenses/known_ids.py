"""Ids that SPDX and ScanCode have given, from the index of the license-expression library."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType


@cache
def license_ids() -> Mapping[str, str]:
    """Return every licence id by its lower-case spelling; exceptions left out."""
    return _ids(exceptions=False)


@cache
def exception_ids() -> Mapping[str, str]:
    """Return every id that may follow WITH by its lower-case spelling."""
    return _ids(exceptions=True)


def _ids(*, exceptions: bool) -> Mapping[str, str]:
    # Imported late: the index is a megabyte, and most commands never read a licence.
    from license_expression import get_license_index  # noqa: PLC0415 - start-up time

    ids: dict[str, str] = {}
    for entry in get_license_index():
        current = entry["spdx_license_key"]
        if not current or entry["is_exception"] is not exceptions:
            continue
        ids[current.lower()] = current
        for former in entry["other_spdx_license_keys"] or ():
            # Other aliases are looser than an id: the index reads "gpl" as GPL-1.0-or-later.
            if former.startswith("LicenseRef-scancode-"):
                ids.setdefault(former.lower(), current)
    return MappingProxyType(ids)
