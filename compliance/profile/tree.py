"""The tree of parts: files, sixteens of files, sixteens of those, up to the profile of all.

Each node is kept in the cache under a key made of its leaves' keys. A change of one file among
thousands changes the nodes above it and no other, so that little is read and added up again.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from compliance.model.manifest import ManifestFile
from compliance.profile.cache import Cache
from compliance.profile.part import Part, merge

_FAN_OUT = 16
_SMALL = 1_000
"""Groups of a part that is sooner held in memory than read back."""


@dataclass(frozen=True)
class Tree:
    """Parts of alike files: kept where there is a cache, made where they are missing."""

    files: Sequence[ManifestFile]
    keys: Mapping[int, str]
    """Index of a file → the key of its part."""
    connection: duckdb.DuckDBPyConnection
    """Where parts are added up."""
    cache: Cache | None
    fresh: dict[int, Part] = field(default_factory=dict)
    """Parts that this run made and has not added up: all that are kept nowhere else, and small others."""

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
        if not is_kept or part.table.num_rows <= _SMALL:
            self.fresh[index] = part

    def part(self, indices: Sequence[int], scan: Callable[[int], Part]) -> Part:
        """Return the sum of the parts of some files; *scan* makes one that has gone missing meanwhile."""
        if len(indices) == 1 and indices[0] in self.fresh:
            return self.fresh.pop(indices[0])
        rows = sum(self.files[index].rows for index in indices)
        kept = None if self.cache is None else self.cache.get(self._key(indices), rows)
        if kept is not None:
            return kept
        if len(indices) == 1:
            found = scan(indices[0])
        else:
            parts, start = [], 0
            for below in _children(indices):
                parts.append((start, self.part(below, scan)))
                start += len(below)
            found = merge(self.connection, parts)
        if self.cache is not None:
            self.cache.put(self._key(indices), found)
        return found

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
