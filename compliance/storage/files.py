"""Remote filesystems: Arrow's own for the big stores, fsspec's for any other, HTTP without either."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from compliance.errors import UsageError
from compliance.storage.faults import explained, retried
from compliance.storage.places import Url

if TYPE_CHECKING:
    import pyarrow as pa

_ARROW = frozenset({"s3", "gs", "gcs", "abfs", "abfss"})
_GOOGLE = frozenset({"gs", "gcs"})
_GOOGLE_LIMIT = "retry_limit_seconds=60"
"""Otherwise an answer may be awaited for a quarter of an hour."""
_VERSION_KEYS = (
    "versionid",
    "generation",
    "etag",
    "blobid",
    "md5hash",
    "contentmd5",
    "lastmodified",
    "updated",
    "mtime",
    "modified",
    "created",
)


class Kind(Enum):
    """What lies at a place."""

    FILE = "file"
    FOLDER = "folder"
    NOTHING = "nothing"


@dataclass(frozen=True)
class RemoteObject:
    """An open object: random access, its size, and what tells this version from others."""

    file: "pa.NativeFile"
    size: int
    version: str
    """Version id, else ETag, else time of the last change, else nothing."""


def kind_of(url: Url) -> Kind:
    """Return what lies at the URL. Raises ManifestError when that cannot be told."""
    with explained(url):
        if url.is_web:
            from compliance.storage.web import exists  # noqa: PLC0415 - start-up time

            return Kind.FILE if exists(url) else Kind.NOTHING
        filesystem, path = _filesystem(url)
        kind = retried(url, lambda: filesystem.get_file_info(path)).type.name
    return {"File": Kind.FILE, "Directory": Kind.FOLDER}.get(kind, Kind.NOTHING)


def names_below(url: Url) -> list[str]:
    """Return the names of all files below the folder at the URL, at any depth, in their order."""
    from pyarrow.fs import FileSelector, FileType  # noqa: PLC0415 - start-up time

    with explained(url):
        filesystem, path = _filesystem(url)
        selector = FileSelector(path, allow_not_found=True, recursive=True)
        found = retried(url, lambda: filesystem.get_file_info(selector))
    files = (info.path for info in found if info.type is FileType.File)
    return sorted(name.removeprefix(path).lstrip("/") for name in files)


@contextmanager
def open_object(url: Url) -> Iterator[RemoteObject]:
    """Open an object for reads by range. Raises ManifestError."""
    with explained(url):
        opened = _open(url)
    with opened.file:
        yield opened


def _open(url: Url) -> RemoteObject:
    if url.is_web:
        from compliance.storage.web import WebObject  # noqa: PLC0415 - start-up time

        web = WebObject(url)
        return RemoteObject(_ranged(web.read_range, web.size), web.size, web.version)
    filesystem, path = _filesystem(url)
    if url.scheme in _ARROW:
        file = filesystem.open_input_file(path)
        stamp = _version(_decoded(file.metadata()))
        return RemoteObject(file, file.size(), stamp or str(filesystem.get_file_info(path).mtime_ns or ""))
    other = filesystem.handler.fs
    info = retried(url, lambda: other.info(path))
    # Read-ahead would fetch columns that nobody asked for.
    stream = other.open(path, "rb", cache_type="none")

    def read_range(start: int, length: int) -> bytes:
        def read() -> bytes:
            stream.seek(start)
            return bytes(stream.read(length))

        return retried(url, read)

    return RemoteObject(_ranged(read_range, info["size"]), info["size"], _version(info))


def _filesystem(url: Url) -> tuple[Any, str]:
    """Return the filesystem of a URL and the path in it."""
    from pyarrow import fs  # noqa: PLC0415 - start-up time

    if url.scheme not in _ARROW:
        other, path = _other_filesystem(url)
        return fs.PyFileSystem(fs.FSSpecHandler(other)), path
    filesystem, base = _arrow_filesystem(url.scheme, url.root, url.options)
    return filesystem, "/".join(filter(None, (base.strip("/"), url.key.rstrip("/"))))


@cache
def _arrow_filesystem(scheme: str, root: str, options: str) -> tuple[Any, str]:
    from pyarrow import fs  # noqa: PLC0415 - start-up time

    if scheme in _GOOGLE and "retry_limit_seconds" not in options:
        options = f"{options}{'&' if options else '?'}{_GOOGLE_LIMIT}"
    filesystem, base = fs.FileSystem.from_uri(root + options)
    return filesystem, base


def _other_filesystem(url: Url) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra

        filesystem, path = url_to_fs(url.address)
    except ImportError as error:
        remedy = f"pip install 'compliance[remote]'{_package(str(error))}"
        raise UsageError(f"{url.scheme}:// needs a package that is not installed", remedy=remedy) from None
    except ValueError:
        raise UsageError(f"there is no filesystem for {url}", remedy="see docs/guide/remote.md") from None
    return filesystem, str(path)


def _package(advice: str) -> str:
    """Return the package that fsspec asks for, if it says so."""
    asked = re.search(r"[Ii]nstall (?!fsspec\b)([a-z][\w-]+)", advice)
    return f", or {asked[1]}" if asked else ""


def _decoded(metadata: Mapping[bytes | str, bytes | str]) -> dict[str, str]:
    def text(word: bytes | str) -> str:
        return word.decode(errors="replace") if isinstance(word, bytes) else word

    return {text(name): text(value) for name, value in (metadata or {}).items()}


def _version(info: Mapping[str, object]) -> str:
    known = {re.sub(r"[-_]", "", name).lower(): value for name, value in info.items()}
    return next((str(known[key]) for key in _VERSION_KEYS if known.get(key)), "")


def _ranged(read_range: Callable[[int, int], bytes], size: int) -> "pa.NativeFile":
    import pyarrow as pa  # noqa: PLC0415 - start-up time

    return pa.PythonFile(_RangeFile(read_range, size), mode="r")


class _RangeFile(io.RawIOBase):
    """A file of which only the ranges that are asked for are read."""

    def __init__(self, read_range: Callable[[int, int], bytes], size: int) -> None:
        self._read_range, self._size, self._position = read_range, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = start + offset
        return self._position

    def read(self, size: int = -1) -> bytes:
        left = max(self._size - self._position, 0)
        length = left if size < 0 else min(size, left)
        content = self._read_range(self._position, length) if length else b""
        self._position += len(content)
        return content
