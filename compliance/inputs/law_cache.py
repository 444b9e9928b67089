"""Rules and reference data as they were read last, as long as no file has changed since."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter

from compliance.caching import Kept
from compliance.inputs.reference import ReferenceFiles
from compliance.inputs.rules import Packs
from compliance.inputs.teams import PLATFORMS, REFERENCE, Place
from compliance.version import VERSION

_PACKAGE = Path(__file__).resolve().parents[1]
_READERS = ("pydantic", "sqlglot")
"""The libraries whose version decides what a file is read as."""
_FILES = ("*.yaml", "*/*.yaml", f"{REFERENCE}/{PLATFORMS}/*.yaml")


@dataclass(frozen=True)
class WrittenLaws:
    """What the files of a run's packs and reference data say, all of them without fault."""

    packs: Packs
    reference: ReferenceFiles


@dataclass(frozen=True)
class LawCache:
    """What is kept of the laws in certain folders, until one of their files or the program changes."""

    folder: Path | None
    """None: nothing is recalled and nothing kept."""
    places: tuple[Place, ...]

    def recall(self) -> WrittenLaws | None:
        """Return the laws if they were kept and are still what the files say."""
        return (
            None if self.folder is None or self.state is None else self._kept(self.folder).recall(self.state)
        )

    def keep(self, laws: WrittenLaws) -> None:
        """Keep what was read just now."""
        if self.folder is not None and self.state is not None and self.state == _state(self.places):
            self._kept(self.folder).keep(self.state, laws)

    @cached_property
    def state(self) -> bytes | None:
        """A digest of every file of the laws and of the program, from before any was read."""
        return _state(self.places)

    def _kept(self, folder: Path) -> Kept[WrittenLaws]:
        names = repr([(path.resolve().as_posix(), shown) for path, shown in self.places])
        name = hashlib.sha256(names.encode()).hexdigest()[:16]
        return Kept(folder / "laws" / f"{name}.json", lambda: TypeAdapter(WrittenLaws))


def _state(places: Sequence[Place]) -> bytes | None:
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
