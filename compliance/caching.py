"""The cache folder: where it is, and how a file appears in it whole or not at all."""

import os
import tempfile
from pathlib import Path

VARIABLE = "COMPLIANCE_CACHE_DIR"
"""Environment variable with the folder, or `off`."""
_OFF = "off"


def cache_folder() -> Path | None:
    """Return the folder for what need not be computed again; None if there is to be none.

    It need not exist, nor be writable: what cannot be kept is computed again.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen:
        return None if chosen == _OFF else Path(chosen)
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
    """Write a file so that other processes see all of it or nothing, even after a crash.

    After a loss of power it may not be there at all. Missing folders are made,
    for this user alone. Raises OSError.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
