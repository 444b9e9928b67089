"""Where results are kept between runs, and how a file appears whole or not at all."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

FOLDER_VARIABLE = "COMPLIANCE_CACHE_DIR"
_OFF = "off"


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """Return the folder of the cache, or None where there is none.

    COMPLIANCE_CACHE_DIR names it, or says `off`; else it is `compliance` in
    the user's cache folder.
    """
    named = environment.get(FOLDER_VARIABLE)
    if named:
        return None if named == _OFF else Path(named)
    base = environment.get("XDG_CACHE_HOME")
    home = environment.get("HOME") or environment.get("USERPROFILE")
    if base and Path(base).is_absolute():
        return Path(base) / "compliance"
    return Path(home) / ".cache" / "compliance" if home else None


def write_atomically(path: Path, content: bytes | memoryview) -> None:
    """Write a file so that other processes see all of it or nothing, even after a crash.

    Folders are made as needed. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
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
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Make the new name last; systems that cannot sync a folder do so by themselves."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
