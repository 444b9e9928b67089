"""The cache folder: where it is, and how a file appears in it whole or not at all."""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from compliance.writing import PRIVATE, replacing

Value = TypeVar("Value")

VARIABLE = "COMPLIANCE_CACHE_DIR"
"""Environment variable with the folder, or `off`."""
OFF = "off"
FOOTERS = "footers"
"""Folder of the cache with the footers of manifest files, by the digest of their content."""
REPORTS = "reports"
"""Folder of the cache with the latest report on each target."""
_DIGEST_LENGTH = 64


def cache_folder() -> Path | None:
    """Return the folder for what need not be computed again; None if there is to be none.

    It need not exist, nor be writable: what cannot be kept is computed again.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return None if chosen == OFF else Path(chosen)
    shared = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if shared.is_absolute():
        return shared / "compliance"
    try:
        return Path.home() / ".cache" / "compliance"
    except RuntimeError:
        return None


def stamp(status: os.stat_result) -> tuple[int, ...]:
    """Return what changes when a file is written again: size, time and place."""
    return (status.st_size, status.st_mtime_ns, status.st_ino)


def write_atomically(path: Path, content: bytes | memoryview) -> None:
    """Write a file of the cache, for this user alone. Raises OSError."""
    with replacing(path, PRIVATE) as file:
        file.write(content)


@dataclass(frozen=True)
class Kept(Generic[Value]):
    """A value in a file of JSON, for as long as the state that it was made in lasts.

    The file begins with the digest of that state and of itself: another
    state, or a broken file, make it one that is not there. Nothing about it can fail.
    """

    path: Path
    adapter: Callable[[], TypeAdapter[Value]]
    """Made when it is needed: that takes its time."""

    def recall(self, state: bytes) -> Value | None:
        """Return the value if it was kept in this *state*."""
        try:
            content = self.path.read_bytes()
            digest, value = content[:_DIGEST_LENGTH], content[_DIGEST_LENGTH:]
            return self.adapter().validate_json(value) if digest == _digest(state, value) else None
        except (OSError, ValidationError):
            return None

    def keep(self, state: bytes, value: Value) -> None:
        """Keep a value that was made in this *state*, if it would be recalled as exactly that."""
        adapter = self.adapter()
        content = adapter.dump_json(value)
        if adapter.validate_json(content) == value:
            with suppress(OSError):  # then it is made again next time
                write_atomically(self.path, _digest(state, content) + content)


def _digest(state: bytes, content: bytes) -> bytes:
    return hashlib.sha256(state + content).hexdigest().encode()
