"""Entries of the cache: a part as a Parquet file that proves to be whole, and the one asked for.

The digest of the key and of every other byte stands between the columns and the footer, where
Parquet looks at nothing: a flipped bit, a missing end and the entry of another key all show.
"""

import hashlib

import pyarrow as pa

from compliance.profile.part import Part

_DIGEST = 32
_TAIL = 8
"""Bytes of a Parquet file after its footer: the footer's length, and a mark."""


def sealed(key: str, part: Part) -> bytes:
    """Return the content of the entry with this key."""
    from pyarrow import parquet  # noqa: PLC0415 - start-up time

    sink = pa.BufferOutputStream()
    parquet.write_table(part.packed(), sink, compression="zstd")
    content = memoryview(sink.getvalue())
    columns, footer = content[: _footer_start(content)], content[_footer_start(content) :]
    return b"".join((columns, _digest(key, columns, footer), footer))


def unsealed(key: str, content: bytes) -> Part:
    """Return the part of the entry with this key. Raises ValueError unless it is what was sealed."""
    from pyarrow import parquet  # noqa: PLC0415 - start-up time

    view = memoryview(content)
    end = _footer_start(view)
    columns, digest, footer = view[: end - _DIGEST], view[end - _DIGEST : end], view[end:]
    if digest != _digest(key, columns, footer):
        raise ValueError("another digest")
    with parquet.ParquetFile(pa.BufferReader(content)) as file:
        return Part.unpacked(file.read())


def _footer_start(content: memoryview) -> int:
    """Return where the footer of a Parquet file starts. Raises ValueError when it has no room for one."""
    length = int.from_bytes(content[-_TAIL : -_TAIL + 4], "little")
    start = len(content) - _TAIL - length
    if start < _DIGEST:
        raise ValueError("too short")
    return start


def _digest(key: str, columns: memoryview, footer: memoryview) -> bytes:
    digest = hashlib.sha256(key.encode())
    digest.update(columns)
    digest.update(footer)
    return digest.digest()
