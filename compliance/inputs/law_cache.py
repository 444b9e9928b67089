"""Rules and reference data as they were read last, as long as no file has changed since."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from compliance.caching import write_atomically
from compliance.inputs.reference import ReferenceFiles
from compliance.inputs.rules import Packs
from compliance.inputs.teams import PLATFORMS, REFERENCE, Place
from compliance.version import VERSION

_PACKAGE = Path(__file__).resolve().parents[1]
_READERS = ("pydantic", "sqlglot")
"""The libraries whose version decides what a file is read as."""
_FILES = ("*.yaml", "*/*.yaml", f"{REFERENCE}/{PLATFORMS}/*.yaml")
_DIGEST_LENGTH = 64


@dataclass(frozen=True)
class WrittenLaws:
    """What the files of a run's packs and reference data say, all of them without fault."""

    packs: Packs
    reference: ReferenceFiles


@dataclass(frozen=True)
class LawCache:
    """The entry for the laws in certain folders, one file of JSON below *folder*.

    An entry begins with the digest of all files that it was read from, of
    the program, and of itself: another file, another program, or a broken entry
    make it one that is not there. Nothing about it can fail.
    """

    folder: Path | None
    """None: nothing is recalled and nothing kept."""
    places: tuple[Place, ...]

    def recall(self) -> WrittenLaws | None:
        """Return the laws if they were kept and are still what the files say."""
        if self.folder is None or self.state is None:
            return None
        try:
            content = self._path(self.folder).read_bytes()
            digest, laws = content[:_DIGEST_LENGTH], content[_DIGEST_LENGTH:]
            return _adapter().validate_json(laws) if digest == _digest(self.state, laws) else None
        except (OSError, ValidationError):
            return None

    def keep(self, laws: WrittenLaws) -> None:
        """Keep what was read just now, if it would be recalled as exactly that."""
        if self.folder is None or self.state is None or self.state != _state(self.places):
            return
        content = _adapter().dump_json(laws)
        if _adapter().validate_json(content) == laws:
            with suppress(OSError):  # then it is read again next time
                write_atomically(self._path(self.folder), _digest(self.state, content) + content)

    @cached_property
    def state(self) -> bytes | None:
        """A digest of every file of the laws and of the program, from before any was read."""
        return _state(self.places)

    def _path(self, folder: Path) -> Path:
        names = repr([(path.resolve().as_posix(), shown) for path, shown in self.places])
        return folder / "laws" / f"{hashlib.sha256(names.encode()).hexdigest()[:16]}.json"


def _adapter() -> TypeAdapter[WrittenLaws]:
    return TypeAdapter(WrittenLaws)


def _digest(state: bytes, laws: bytes) -> bytes:
    return hashlib.sha256(state + laws).hexdigest().encode()


def _state(places: Sequence[Place]) -> bytes | None:
    try:
        parts = [*_program(), *_laws(places)]
    except OSError:
        return None
    return hashlib.sha256(repr(parts).encode()).digest()


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
