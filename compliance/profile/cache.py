"""The cache of profiles: a file that has not changed is not read again.

An entry is the part of one file, or of several added up. The key of a file's part is the digest
of its content, of its partitions, of the engine, and of the query that made it, which holds the
column map, the defaults and the definition of every fact. Judging never enters: rules, grants and
dates change without a scan, as long as they ask for the same facts.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import pyarrow as pa

from compliance.caching import FOOTERS, REPORTS, write_atomically
from compliance.model.manifest import ManifestFile
from compliance.profile.entry import sealed, unsealed
from compliance.profile.part import Part
from compliance.profile.scan import Scan

PROFILES = "profiles"
"""Folder of the cache with the parts."""
_VERSION = "1"
"""Part of every key; to be raised when equal queries come to mean different profiles."""
_KEPT = 0.9
"""Share of the limit that is left after the oldest entries were removed."""
_UNTRIMMED = 0.05
"""Share of the limit that may be written before it is looked whether there are too many bytes."""
_NAMED = 3
"""Damaged entries that are named: a broken disk has thousands of them."""
_DAY_SECONDS = 86_400


@dataclass(frozen=True)
class Usage:
    """What a cache holds."""

    folder: Path
    entries: int
    bytes: int
    """With what killed runs have left behind."""
    limit: int


@dataclass(frozen=True, order=True)
class _File:
    """A file in the folder of the cache."""

    used: float
    """When it was written or last asked for, by the clock of the file system."""
    bytes: int
    path: Path

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry; else a run is writing it, or was killed while it did."""
        return not self.path.name.startswith(".")


@dataclass
class Cache:
    """Parts of profiles, as Parquet files in a folder.

    Several runs may use one folder at once: an entry appears whole or not at
    all, and equal keys hold equal profiles. What goes wrong costs a scan and
    never a verdict.
    """

    folder: Path
    limit: int
    """Bytes; beyond it the entries unused for longest are removed."""
    warn: Callable[[str], None] = lambda _: None
    """Told when an entry is damaged, or cannot be written."""
    _damaged: int = field(default=0, init=False)
    _is_writable: bool = field(default=True, init=False)
    _written: float = field(default=float("inf"), init=False)
    """Bytes since the entries were looked through; at first, others may have written any number."""

    def has(self, key: str) -> bool:
        """Tell whether a part is kept; whether it is sound shows when it is read."""
        with suppress(OSError):
            return self._path(key).exists()
        return False

    def get(self, key: str, rows: int) -> Part | None:
        """Return the part with this key, of files with this many rows, if it is kept and sound."""
        try:
            part = unsealed(key, self._path(key).read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (pa.ArrowException, OSError, KeyError, ValueError):
            self._drop(key)
            return None
        if part.rows != rows:
            self._drop(key)
            return None
        self.touch(key)
        return part

    def touch(self, key: str) -> None:
        """Remember that a part is of use; a cache that may only be read remembers nothing."""
        with suppress(OSError):
            os.utime(self._path(key))

    def put(self, key: str, part: Part) -> bool:
        """Keep a part; tell whether that was possible."""
        if not self._is_writable:
            return False
        try:
            content = sealed(key, part)
            write_atomically(self._path(key), content)
            self._written += len(content)
        except FileNotFoundError:  # another run is clearing the cache
            return False
        except OSError as error:
            self._is_writable = False
            reason = error.strerror or error
            self.warn(f"the cache at {self.folder} cannot be written ({reason}): nothing more is kept")
            return False
        return True

    def usage(self) -> Usage:
        """Return how many profiles and reports there are, and the bytes of all files."""
        entries = sum(file.is_entry for file in self._files(PROFILES, REPORTS))
        return Usage(self.folder, entries, sum(file.bytes for file in self._files()), self.limit)

    def clear(self) -> int:
        """Remove every file; return how many profiles and reports there were. Raises OSError if one stays."""
        entries = self.usage().entries
        for file in list(self._files()):
            _remove(file.path)
        return entries

    def relieve(self) -> None:
        """Trim, unless little was written since: there may be thousands of entries to look through."""
        if self._written > self.limit * _UNTRIMMED:
            self.trim()
            self._written = 0

    def trim(self) -> None:
        """Remove what killed runs left, and the entries unused for longest while there are too many bytes."""
        # What is too large by itself goes first: it must not push everything else out.
        files = sorted(self._files(), key=lambda file: (file.bytes <= self.limit, file))
        # The clock of the file system, which need not be that of this machine.
        now = max((file.used for file in files), default=0)
        size = sum(file.bytes for file in files)
        aim = self.limit * _KEPT if size > self.limit else size
        for file in files:
            is_due = size > aim if file.is_entry else file.used < now - _DAY_SECONDS
            if is_due:
                with suppress(OSError):
                    _remove(file.path)
                    size -= file.bytes

    def _drop(self, key: str) -> None:
        """Remove what stands where an entry should, and say so."""
        path = self._path(key)
        self._damaged += 1
        if self._damaged <= _NAMED:
            self.warn(f"the cache entry {path.name} was damaged; what it held is made again")
        elif self._damaged == _NAMED + 1:
            self.warn("more cache entries were damaged; what they held is made again")
        with suppress(OSError):
            _remove(path)

    def _path(self, key: str) -> Path:
        return self.folder / PROFILES / key[:2] / f"{key}.parquet"

    def _files(self, *kinds: str) -> Iterator[_File]:
        """Yield each file of these kinds, or of all, that is still there when it is looked at."""
        every = kinds or (PROFILES, REPORTS, FOOTERS)
        for folder in chain.from_iterable(_listed(self.folder / kind) for kind in every):
            for entry in _listed(folder.path):
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    yield _File(status.st_mtime, status.st_size, Path(entry.path))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _listed(folder: Path | str) -> list[os.DirEntry[str]]:
    """Return what is in a folder; nothing if there is none."""
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def scan_digest(scan: Scan, tables: Mapping[str, pa.Table], engine: str) -> str:
    """Return the digest of a scan: of its query, the tables it joins with, and the engine that runs it."""
    query = scan.sql("rows")
    joined = {name: table.to_pydict() for name, table in tables.items() if f"JOIN {name} " in query}
    return hashlib.sha256(repr((_VERSION, engine, query, joined)).encode()).hexdigest()


def part_key(digest: str, file: ManifestFile) -> str:
    """Return the key of a file's profile by the scan of this digest."""
    return hashlib.sha256(repr((digest, file.input.sha256, file.partitions)).encode()).hexdigest()
