"""How much the cache may hold, as the environment says."""

import os
import re

from compliance.errors import UsageError

LIMIT_VARIABLE = "COMPLIANCE_CACHE_LIMIT"
_DEFAULT = "2GB"
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT])(i?)B", re.IGNORECASE)
_POWERS = "KMGT"


def cache_limit() -> int:
    """Return the bytes that the cache may hold. Raises UsageError."""
    return read_size(os.environ.get(LIMIT_VARIABLE, _DEFAULT), LIMIT_VARIABLE)


def read_size(text: str, name: str) -> int:
    """Return bytes: `4GB` is 4 * 1000**3, `4GiB` is 4 * 1024**3. Raises UsageError."""
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"{name} {text} is not a size", remedy="write it as 500MB or 4GB")
    number, power, binary = found.groups()
    return int(float(number) * (1024 if binary else 1000) ** (_POWERS.index(power.upper()) + 1))
