"""Parquet footers: what a file holds, or one sentence on why it cannot be read."""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from compliance.caching import stamp
from compliance.errors import ManifestError
from compliance.inputs.manifests.dvc import keep_named
from compliance.inputs.manifests.footer_cache import FooterCache
from compliance.inputs.manifests.footer_facts import FooterFacts
from compliance.inputs.manifests.lfs import HEAD, is_pointer, read_pointer
from compliance.model.input import Input
from compliance.model.manifest import Content, Pointer
from compliance.storage import Place, Url, read_tail

_MAGIC = b"PAR1"
_ENCRYPTED = b"PARE"
_COLUMN_LIMIT = 5_000
_ROW_NUMBER = "file_row_number"
_REWRITE = "write the file again from its source"
_NO_FOOTERS = FooterCache(None)


@dataclass(frozen=True)
class Footer:
    """Row counts and physical columns of one Parquet file."""

    rows: int
    row_groups: int
    columns: tuple[str, ...]
    schema: str
    """Digest of the names and types of the columns."""
    input: Input
    stand_in: Path | None = None
    """A file with the same footer and no rows, where only a pointer to the content is here."""
    pointer: Pointer | None = None


def read_footer(place: Place, shown: str, footers: FooterCache = _NO_FOOTERS) -> Footer:
    """Return the footer of the file and a digest: of its bytes, or of a remote file's footer.

    Of a git-LFS pointer, both are of the content, if its footer is kept. Raises
    ManifestError, which says what the file is instead and what to do.
    """
    if not isinstance(place, Url):
        return _local_footer(place, shown, footers)
    tail = read_tail(place)
    # Of a large object only the tail is known; a pointer or an error page is never large.
    head = tail.content if tail.is_whole else _MAGIC
    _check_magic(head, tail.content[-4:], tail.size)
    recorded = Input(shown, "manifest", tail.digest, tail.size, digest_of="footer")
    return _footer(_parsed(tail.content), recorded)


def _local_footer(path: Path, shown: str, footers: FooterCache) -> Footer:
    head, tail, size = _ends(path)
    if is_pointer(head):
        return kept_footer(read_pointer(path), shown, footers)
    _check_magic(head, tail, size)
    recorded = _digest(path, shown)
    facts = footers.facts.get(recorded.sha256) or _parsed(path)
    with suppress(OSError):  # then the file has gone meanwhile
        if stamp(path.stat()) == recorded.stamp:
            footers.facts.note(recorded.sha256, facts)
    footers.keep(path, recorded)
    keep_named(path, recorded, footers)
    return _footer(facts, recorded)


def kept_footer(content: Content, shown: str, footers: FooterCache) -> Footer:
    """Return the footer of content that is not here. Raises ManifestError unless it was seen before."""
    kept = footers.recall(content.sha256)
    if kept is None:
        raise ManifestError(content.pointer.text, remedy=content.pointer.remedy)
    if kept.size != content.size:
        text = f"{content.pointer.text}; the pointer says {content.size:,} bytes, and the content has"
        raise ManifestError(f"{text} {kept.size:,}", remedy="restore the pointer from git")
    recorded = Input(shown, "manifest", content.sha256, content.size)
    facts = footers.facts.get(content.sha256) or _parsed(kept.content)
    footers.facts.note(content.sha256, facts)
    return replace(_footer(facts, recorded), stand_in=kept.path, pointer=content.pointer)


def _footer(facts: FooterFacts, recorded: Input) -> Footer:
    return Footer(facts.rows, facts.row_groups, facts.columns, facts.schema, recorded)


def _parsed(source: Path | bytes) -> FooterFacts:
    import pyarrow as pa  # noqa: PLC0415 - start-up time
    from pyarrow import parquet  # noqa: PLC0415 - likewise

    try:
        metadata = parquet.read_metadata(pa.BufferReader(source) if isinstance(source, bytes) else source)
        schema = metadata.schema.to_arrow_schema()
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0]
        raise ManifestError(f"its Parquet footer is damaged ({reason})", remedy=_REWRITE) from error
    columns = tuple(schema.names)
    if len(columns) > _COLUMN_LIMIT:
        raise ManifestError(f"it has {len(columns):,} columns, more than the limit of {_COLUMN_LIMIT:,}")
    _check_distinct(columns)
    types = hashlib.sha256(str(metadata.schema).partition("\n")[2].encode()).hexdigest()
    return FooterFacts(metadata.num_rows, metadata.num_row_groups, columns, types)


def _check_distinct(columns: tuple[str, ...]) -> None:
    """Refuse columns whose names differ in case only: SQL cannot tell them apart."""
    spelled: set[str] = set()
    if _ROW_NUMBER in columns:
        raise ManifestError(f"it has a column named {_ROW_NUMBER!r}, as the engine's own", remedy="rename it")
    for name in columns:
        if name.lower() in spelled:
            raise ManifestError(f"it has two columns named {name!r}, case aside", remedy="rename one of them")
        spelled.add(name.lower())


def _ends(path: Path) -> tuple[bytes, bytes, int]:
    """Return the first bytes of a file, the last four, and its size."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            size = file.seek(0, 2)
            file.seek(max(size - 4, 0))
            tail = file.read(4)
    except OSError as error:
        raise ManifestError(f"it cannot be opened: {error.strerror}") from error
    return head, tail, size


def _check_magic(head: bytes, tail: bytes, size: int) -> None:
    if size == 0:
        raise ManifestError("it is empty, 0 bytes", remedy=_REWRITE)
    if is_pointer(head):
        raise ManifestError("it is a git-LFS pointer, not the file itself", remedy="run `git lfs pull`")
    if _ENCRYPTED in (head[:4], tail):
        raise ManifestError("its Parquet footer is encrypted", remedy="give a decrypted copy")
    if not head.startswith(_MAGIC):
        raise ManifestError("it is not a Parquet file", remedy="convert it to Parquet")
    if tail != _MAGIC or size < 12:
        raise ManifestError(
            "it is truncated: the Parquet footer at its end is missing", remedy="copy it again"
        )


def _digest(path: Path, shown: str) -> Input:
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Input(shown, "manifest", digest, status.st_size, stamp=stamp(status))
