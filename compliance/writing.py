"""Files on disk: whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from compliance.errors import UsageError

PUBLIC, PRIVATE = 0o666, 0o600
"""Who may read a file, as far as the mask of the user lets them."""
_SEARCHABLE = {PUBLIC: 0o777, PRIVATE: 0o700}


@contextmanager
def replacing(path: Path, mode: int = PUBLIC) -> Iterator[BinaryIO]:
    """Write a file that other processes see once it is complete, even after a crash.

    Until then an older file stays. After a loss of power the new one may not be
    there. Missing folders are made. A device or a pipe is written to, and never
    replaced. Raises OSError.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as special:
            yield special
        return
    path.parent.mkdir(mode=_SEARCHABLE[mode], parents=True, exist_ok=True)
    temporary = path.with_name(f".{uuid4().hex}.part")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file, as `replacing` does. Raises UsageError for a path that cannot be written."""
    try:
        with replacing(path) as file:
            file.write(content)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror or error}.", remedy="Choose another path."
        ) from error
