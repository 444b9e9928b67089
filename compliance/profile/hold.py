"""Parts that a run has made and not yet added up: in memory as far as they are small, else on disk."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from compliance.profile.cache import Cache
from compliance.profile.part import Part
from compliance.scratch import scratch_folder

_MEMORY = 64_000_000
"""Bytes of parts that are held in memory."""


@dataclass
class Hold:
    """Parts of files by their indices, each until it is taken."""

    disk: Cache
    memory: int = _MEMORY
    _parts: dict[int, Part] = field(default_factory=dict, init=False)
    _bytes: int = field(default=0, init=False)

    def put(self, index: int, part: Part, *, is_kept: bool) -> None:
        """Hold a part, unless it is large and kept elsewhere."""
        size = part.table.nbytes
        has_room = not self._parts or self._bytes + size <= self.memory
        if has_room or not (is_kept or self.disk.put(str(index), part)):
            self._parts[index] = part
            self._bytes += size

    def take(self, index: int, rows: int) -> Part | None:
        """Return the part of a file with this many rows, if it is held, and hold it no longer."""
        part = self._parts.pop(index, None)
        if part is None:
            return self.disk.get(str(index), rows)
        self._bytes -= part.table.nbytes
        return part

    def clear(self) -> None:
        """Let go of what was never taken: other files will have the same indices."""
        self._parts.clear()
        self._bytes = 0
        self.disk.clear()


@contextmanager
def open_hold() -> Iterator[Hold]:
    """Return an empty hold, whose files are gone in the end."""
    with scratch_folder() as folder:
        yield Hold(Cache(folder, sys.maxsize))
