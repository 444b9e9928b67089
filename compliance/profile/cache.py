"""The cache of profiles: a file that has not changed is not read again.

An entry is the part of one file, or of several added up. The key of a file's part is the digest
of its content, of its partitions, and of the query that made it, which holds the column map, the
defaults and the definition of every fact. Judging never enters: rules, grants and dates change
without a scan, as long as they ask for the same facts.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from compliance.caching import write_atomically
from compliance.model.manifest import ManifestFile
from compliance.profile.part import Part
from compliance.profile.scan import Scan

_VERSION = "1"
"""Part of every key; to be raised when equal queries come to mean different profiles."""
_KEPT = 0.9
"""Share of the limit that is left after the oldest entries were removed."""


@dataclass(frozen=True)
class Usage:
    """What a cache holds."""

    folder: Path
    entries: int
    bytes: int
    limit: int


@dataclass(frozen=True)
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

    def has(self, key: str) -> bool:
        """Tell whether a part is kept; whether it is sound shows when it is read."""
        return self._path(key).exists()

    def get(self, key: str, rows: int) -> Part | None:
        """Return the part with this key, of files with this many rows, if it is kept and sound."""
        from pyarrow import parquet  # noqa: PLC0415 - start-up time

        path = self._path(key)
        try:
            with parquet.ParquetFile(path, page_checksum_verification=True) as file:
                part = Part.unpacked(file.read())
            if part.rows == rows:
                os.utime(path)
                return part
        except FileNotFoundError:
            return None
        except (pa.ArrowException, OSError, KeyError, ValueError):
            pass
        self.warn(f"the cache entry {path.name} was damaged; what it held is made again")
        path.unlink(missing_ok=True)
        return None

    def put(self, key: str, part: Part) -> bool:
        """Keep a part; tell whether that was possible."""
        from pyarrow import parquet  # noqa: PLC0415 - start-up time

        sink = pa.BufferOutputStream()
        parquet.write_table(part.packed(), sink, compression="zstd", write_page_checksum=True)
        try:
            write_atomically(self._path(key), memoryview(sink.getvalue()))
        except OSError as error:
            self.warn(f"the cache at {self.folder} cannot be written: {error.strerror}")
            return False
        return True

    def usage(self) -> Usage:
        """Return how many entries there are, and their bytes."""
        sizes = [size for _, size, _ in self._entries()]
        return Usage(self.folder, len(sizes), sum(sizes), self.limit)

    def clear(self) -> int:
        """Remove every entry; return how many there were."""
        entries = list(self._entries())
        for _, _, path in entries:
            path.unlink(missing_ok=True)
        return len(entries)

    def trim(self) -> None:
        """Remove the entries unused for longest while there are more bytes than the limit."""
        entries = sorted(self._entries())
        size = sum(size for _, size, _ in entries)
        if size <= self.limit:
            return
        for _, bytes_, path in entries:
            if size <= self.limit * _KEPT:
                return
            path.unlink(missing_ok=True)
            size -= bytes_

    def _path(self, key: str) -> Path:
        return self.folder / "profiles" / key[:2] / f"{key}.parquet"

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        """Yield time of last use, bytes and path of each entry, and of what a killed run left."""
        for path in (self.folder / "profiles").glob("*/*"):
            try:
                status = path.stat()
            except FileNotFoundError:  # another run has removed it
                continue
            yield status.st_mtime, status.st_size, path


def scan_digest(scan: Scan, tables: Mapping[str, pa.Table]) -> str:
    """Return the digest of a scan: of its query and of the tables that it joins with."""
    query = scan.sql("rows")
    joined = {name: table.to_pydict() for name, table in tables.items() if f"JOIN {name} " in query}
    return hashlib.sha256(repr((_VERSION, query, joined)).encode()).hexdigest()


def part_key(digest: str, file: ManifestFile) -> str:
    """Return the key of a file's profile by the scan of this digest."""
    return hashlib.sha256(repr((digest, file.input.sha256, file.partitions)).encode()).hexdigest()
