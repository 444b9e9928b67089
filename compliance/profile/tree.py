"""The tree of parts: files, sixteens of files, sixteens of those, up to the profile of all.

Each node is kept in the cache under a key made of its leaves' keys. A change of one file among
thousands changes the nodes above it and no other, so that little is read and added up again.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from compliance.model.manifest import ManifestFile
from compliance.profile.cache import Cache
from compliance.profile.hold import Hold
from compliance.profile.part import Part, merge

_FAN_OUT = 16
_AT_ONCE = 500_000
"""Groups to wait for before they are added up, so that those of many large parts are never all in memory."""


@dataclass(frozen=True)
class Tree:
    """Parts of alike files: kept where there is a cache, made where they are missing."""

    files: Sequence[ManifestFile]
    keys: Mapping[int, str]
    """Index of a file → the key of its part."""
    connection: duckdb.DuckDBPyConnection
    """Where parts are added up."""
    cache: Cache | None
    hold: Hold
    """What this run made and has not added up."""

    def missing(self, indices: Sequence[int]) -> Iterator[int]:
        """Yield the files without a part, unless it is in a node that is kept."""
        if self.cache is None:
            yield from indices
        elif not self.cache.has(self._key(indices)):
            if len(indices) == 1:
                yield indices[0]
            else:
                for below in _children(indices):
                    yield from self.missing(below)

    def add(self, index: int, part: Part) -> None:
        """Keep the part of a file."""
        is_kept = self.cache is not None and self.cache.put(self.keys[index], part)
        self.hold.put(index, part, is_kept=is_kept)

    def part(self, indices: Sequence[int], scan: Callable[[int], Part]) -> Part:
        """Return the sum of the parts of some files; *scan* makes one that has gone missing meanwhile."""
        key = self._key(indices)
        rows = sum(self.files[index].rows for index in indices)
        found = self.hold.take(indices[0], rows) if len(indices) == 1 else None
        if found is not None:
            return found
        if self.cache is not None:
            found = self.cache.get(key, rows)
            if found is not None:
                self._touch(indices)
                return found
        found = scan(indices[0]) if len(indices) == 1 else self._sum(indices, scan)
        if self.cache is not None:
            self.cache.put(key, found)
        return found

    def _sum(self, indices: Sequence[int], scan: Callable[[int], Part]) -> Part:
        parts: list[tuple[int, Part]] = []
        start = 0
        for below in _children(indices):
            parts.append((start, self.part(below, scan)))
            start += len(below)
            # As much again as there is already: adding up must not cost more with every part.
            if sum(part.table.num_rows for _, part in parts[1:]) > max(_AT_ONCE, parts[0][1].table.num_rows):
                parts = [(0, merge(self.connection, parts))]
        return merge(self.connection, parts)

    def _touch(self, indices: Sequence[int]) -> None:
        """Remember that all below a node is of use: it is what remains when a file changes."""
        if self.cache is not None and len(indices) > 1:
            for below in _children(indices):
                self.cache.touch(self._key(below))
                self._touch(below)

    def _key(self, indices: Sequence[int]) -> str:
        if len(indices) == 1:
            return self.keys[indices[0]]
        return hashlib.sha256("".join(self.keys[index] for index in indices).encode()).hexdigest()


def _children(indices: Sequence[int]) -> list[Sequence[int]]:
    """Return the files below each child of the node of these files."""
    size = 1
    while size * _FAN_OUT < len(indices):
        size *= _FAN_OUT
    return [indices[start : start + size] for start in range(0, len(indices), size)]
