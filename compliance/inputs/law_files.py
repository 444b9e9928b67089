"""The files of the laws: where they are, and by which digest it shows that one of them has changed."""

import hashlib
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from compliance.inputs.discovery import shipped_rules
from compliance.inputs.teams import PLATFORMS, REFERENCE, SHIPPED, Place, team_places
from compliance.version import VERSION

_PACKAGE = Path(__file__).resolve().parents[1]
_READERS = ("pydantic", "sqlglot")
"""The libraries whose version decides what a file is read as."""
_FILES = ("*.yaml", "*/*.yaml", f"{REFERENCE}/{PLATFORMS}/*.yaml")


def law_places(folders: Sequence[Path]) -> tuple[Place, ...]:
    """Return the shipped folder, then a team's own *folders*. Raises ConfigurationError."""
    shipped = shipped_rules()
    return ((shipped, SHIPPED), *team_places(folders, shipped))


def law_state(places: Sequence[Place]) -> bytes | None:
    """Return a digest of every file of the laws and of the program; None if one cannot be read."""
    try:
        parts = [*_program(), *_laws(places)]
    except OSError:
        return None
    return hashlib.sha256(repr(parts).encode()).digest()


def program_state() -> bytes:
    """Return a digest of the program, which decides what a file is read as."""
    return hashlib.sha256(repr(tuple(_program())).encode()).digest()


def _program() -> Iterator[object]:
    yield VERSION
    yield from (version(name) for name in _READERS)
    # A checkout changes without its version.
    for path in sorted(_PACKAGE.rglob("*.py")):
        status = path.stat()
        yield path.as_posix(), status.st_mtime_ns, status.st_size


def _laws(places: Sequence[Place]) -> Iterator[object]:
    for folder, shown in places:
        yield shown
        for path in sorted({path for pattern in _FILES for path in folder.glob(pattern)}):
            yield path.as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()
