"""Temporary folders, of which those that killed runs have left are gone at the next run."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO

_PREFIX = "compliance-"
_MARK = ".in-use-by-compliance"
"""A file that is locked for as long as the run lives, however it ends."""

if sys.platform == "win32":

    def _lock(file: IO[bytes]) -> None:
        raise OSError(file.name)  # nothing is told abandoned there

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Return a new folder, which is gone in the end."""
    _tidy(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as name:
        folder = Path(name)
        with (folder / "unlocked").open("wb") as file:
            # Its name appears with the lock, so that no run at the same time takes it for abandoned.
            with suppress(OSError):
                _lock(file)
                (folder / "unlocked").rename(folder / _MARK)
            yield folder


@cache
def _tidy(parent: Path) -> None:
    """Remove what was left behind, once in a run: there may be much else to look through."""
    remove_abandoned(parent)


def remove_abandoned(parent: Path) -> None:
    """Remove this user's scratch folders whose runs are no more."""
    for mark in parent.glob(f"{_PREFIX}*/{_MARK}"):
        with suppress(OSError), mark.open("rb") as file:
            _lock(file)
            if os.fstat(file.fileno()).st_uid == os.geteuid():
                shutil.rmtree(mark.parent)
