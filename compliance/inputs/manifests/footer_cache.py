"""Footers of files as they were seen last: what is needed to judge a file of which a pointer is here.

An entry is found by the digest of the content alone. It is a Parquet file without rows: the footer
as it stood in the file, and before it the size of the content and a digest of both, where Parquet
looks at nothing. So engines read the types of columns from it as they would from the file.
"""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from compliance.caching import FOOTERS, Kept, stamp, write_atomically
from compliance.inputs.manifests.footer_facts import KnownFacts
from compliance.model.input import Input

_MAGIC = b"PAR1"
_SIZE = 8
_DIGEST = 32
_START = len(_MAGIC) + _SIZE + _DIGEST
_END = 8
"""Bytes after the footer: its length, and the magic word."""
_LIMIT = 16_000_000
"""Bytes of a footer that is kept."""


@dataclass(frozen=True)
class KeptFooter:
    """A footer that an earlier run kept."""

    path: Path
    content: bytes
    """A Parquet file without rows."""
    size: int
    """Bytes of the file that the footer is of."""


@dataclass(frozen=True)
class FooterCache:
    """Footers by the SHA-256 of the content, and that by an MD5 where DVC knows nothing else."""

    folder: Path | None
    """None: nothing is recalled and nothing kept."""
    facts: KnownFacts = field(default_factory=KnownFacts)
    """What footers of the manifest at hand say, here or elsewhere."""

    def recall(self, sha256: str) -> KeptFooter | None:
        """Return the footer of the content with this digest, if it is kept and sound."""
        if self.folder is None:
            return None
        path = self._path(self.folder, sha256, "parquet")
        with suppress(OSError):
            content = path.read_bytes()
            if _is_sound(sha256, content):
                os.utime(path)
                return KeptFooter(path.resolve(), content, int.from_bytes(content[4 : 4 + _SIZE]))
            path.unlink()
        return None

    def keep(self, file: Path, recorded: Input) -> None:
        """Keep the footer of a file with this digest, unless it is written again meanwhile."""
        if self.folder is None:
            return
        path = self._path(self.folder, recorded.sha256, "parquet")
        try:
            os.utime(path)
        except OSError:
            with suppress(OSError):  # then a pointer to it cannot be judged
                footer = _footer(file, recorded)
                if footer is not None:
                    write_atomically(path, _sealed(recorded.sha256, recorded.bytes, footer))

    def keep_md5(self, file: Path, recorded: Input, md5: str) -> None:
        """Keep that a file with this digest has this MD5, if that is so."""
        if self.folder is None or self.recall_md5(md5, recorded.bytes) == recorded.sha256:
            return
        with suppress(OSError), file.open("rb") as opened:
            digest = hashlib.file_digest(opened, lambda: hashlib.md5(usedforsecurity=False))
            if digest.hexdigest() == md5 and stamp(os.fstat(opened.fileno())) == recorded.stamp:
                self._kept(self.folder, md5).keep(_state(md5, recorded.bytes), recorded.sha256)

    def recall_md5(self, md5: str, size: int) -> str | None:
        """Return the SHA-256 of the content with this MD5 and size, if it was seen."""
        return None if self.folder is None else self._kept(self.folder, md5).recall(_state(md5, size))

    def _kept(self, folder: Path, md5: str) -> Kept[str]:
        return Kept(self._path(folder, md5, "json"), lambda: TypeAdapter(str))

    def _path(self, folder: Path, digest: str, suffix: str) -> Path:
        return folder / FOOTERS / digest[:2] / f"{digest}.{suffix}"


def _footer(file: Path, recorded: Input) -> bytes | None:
    """Return the footer of a file with its length and the magic word, if the file is still as recorded."""
    with file.open("rb") as opened:
        opened.seek(-_END, os.SEEK_END)
        length = int.from_bytes(opened.read(4), "little") + _END
        if not _END < length <= min(_LIMIT, recorded.bytes):
            return None
        opened.seek(-length, os.SEEK_END)
        footer = opened.read()
        return footer if stamp(os.fstat(opened.fileno())) == recorded.stamp else None


def _sealed(sha256: str, size: int, footer: bytes) -> bytes:
    head = size.to_bytes(_SIZE)
    return b"".join((_MAGIC, head, _seal(sha256, head, footer), footer))


def _is_sound(sha256: str, content: bytes) -> bool:
    head, seal, footer = content[4 : 4 + _SIZE], content[4 + _SIZE : _START], content[_START:]
    return content.startswith(_MAGIC) and seal == _seal(sha256, head, footer)


def _seal(sha256: str, head: bytes, footer: bytes) -> bytes:
    return hashlib.sha256(b"".join((sha256.encode(), head, footer))).digest()


def _state(md5: str, size: int) -> bytes:
    return f"{md5} {size}".encode()
