"""The tail of a remote object: its Parquet footer and a digest, from one or two range reads."""

import hashlib
from dataclasses import dataclass

from compliance.storage.faults import explained
from compliance.storage.files import RemoteObject, open_object
from compliance.storage.places import Url

_FIRST_READ = 65_536
_END = 8
"""Length of the footer, four bytes, and the magic word."""
_MAGIC = b"PAR1"


@dataclass(frozen=True)
class Tail:
    """The last bytes of an object, with its whole Parquet footer if it has one."""

    content: bytes
    size: int
    """Bytes of the whole object."""
    digest: str
    """SHA-256 over the footer, the size, and the version that the store gives."""

    @property
    def is_whole(self) -> bool:
        """Whether the tail is the whole object."""
        return len(self.content) == self.size


def read_tail(url: Url) -> Tail:
    """Return the tail of the object at the URL. Raises ManifestError."""
    with open_object(url) as opened, explained(url):
        return tail_of(opened)


def tail_of(opened: RemoteObject) -> Tail:
    """Return the tail of an open object."""
    content = _last(opened, _FIRST_READ)
    footer = int.from_bytes(content[-_END:-4], "little") + _END if content[-4:] == _MAGIC else len(content)
    if len(content) < footer <= opened.size:
        content = _last(opened, footer)
    digest = hashlib.sha256(content[-footer:] + f"\n{opened.size}\n{opened.version}".encode())
    return Tail(content, opened.size, digest.hexdigest())


def _last(opened: RemoteObject, length: int) -> bytes:
    length = min(length, opened.size)
    return bytes(opened.file.read_at(length, opened.size - length)) if length else b""
