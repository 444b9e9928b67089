"""git-LFS pointers: small text files that stand in a checkout for content that is kept elsewhere."""

import re
from pathlib import Path

from compliance.errors import ManifestError
from compliance.model.manifest import Content, Pointer

# Older versions of the format were published under other names.
_VERSION = re.compile(rb"version https?://\S*(?:git-lfs|hawser|git-media)\S*\s")
_LIMIT = 4096
"""Bytes; git-lfs itself takes nothing from 1,024 bytes on for a pointer."""
_LINE = re.compile(r"([a-z0-9.-]+) (\S.*)")
_OID = re.compile(r"sha256:([0-9a-f]{64})")
_SIZE = re.compile(r"[0-9]{1,18}")
_UNPLAIN = re.compile(r"[^\w ./=@+-]")
_TEXT = "it is a git-LFS pointer, not the file itself"

HEAD = 256
"""Bytes at the start of a file that suffice to tell."""


def is_pointer(head: bytes) -> bool:
    """Tell whether a file that starts so claims to be a pointer; no Parquet file does."""
    return _VERSION.match(head) is not None


def read_pointer(path: Path) -> Content:
    """Return the content that a pointer names. Raises ManifestError for one that names none."""
    fetch = f'git lfs pull --include="{_pattern(path)}"'
    with path.open("rb") as file:
        text = file.read(_LIMIT + 1)
    try:
        digest, size = _named(text)
    except ValueError as error:
        raise ManifestError(
            f"it is a damaged git-LFS pointer ({error}), not the file itself",
            remedy=f"restore it from git, and run `{fetch}`",
        ) from error
    return Content(digest, size, Pointer(_TEXT, f"run `{fetch}`"))


def _named(text: bytes) -> tuple[str, int]:
    """Return the digest and the size in a pointer. Raises ValueError, which says what is wrong."""
    if len(text) > _LIMIT:
        raise ValueError("it is too long")
    try:
        lines = text.decode().splitlines()
    except UnicodeDecodeError:
        raise ValueError("it is not text") from None
    found = [match for line in lines if (match := _LINE.fullmatch(line.rstrip()))]
    values = {match[1]: match[2] for match in found}
    oid, size = _OID.fullmatch(values.get("oid", "")), _SIZE.fullmatch(values.get("size", ""))
    if len(values) < len(found):
        raise ValueError("it repeats a key")
    if oid is None or size is None:
        raise ValueError("it has no SHA-256 and size")
    return oid[1], int(size[0])


def _pattern(path: Path) -> str:
    """Return the path as `--include` takes it, from the top of its repository.

    What a pattern or a shell reads in its own way stands as `?`, which is any one character.
    """
    resolved = path.resolve()
    top = next((folder for folder in resolved.parents if (folder / ".git").exists()), resolved.parent)
    return _UNPLAIN.sub("?", resolved.relative_to(top).as_posix())
