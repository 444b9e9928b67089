"""The project around a folder: how far up the files that concern it may lie."""

from collections.abc import Iterator
from pathlib import Path

_REPOSITORY = ".git"
"""A folder; a file in a submodule or in a further work tree."""


def project_root(folder: Path) -> Path:
    """Return the root of the git repository around *folder*, absolute; outside of any, the folder itself."""
    here = folder.resolve()
    return next((up for up in (here, *here.parents) if (up / _REPOSITORY).exists()), here)


def folders_up(folder: Path, top: Path) -> Iterator[Path]:
    """Yield the folder and those above it up to *top*, absolute; it alone where it does not lie below."""
    here, last = folder.resolve(), top.resolve()
    yield here
    yield from (up for up in here.parents if up.is_relative_to(last))
