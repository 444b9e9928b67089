"""Papers behind waivers and corrections: whether each is still the one that was named."""

import hashlib
from pathlib import Path

from compliance.model.document import DocumentState, EvidenceFile
from compliance.model.input import Input


def look_at_document(document: EvidenceFile, folder: Path, shown: str) -> tuple[DocumentState, Input | None]:
    """Return whether the paper in *folder* has the digest that it is named with.

    *shown* is the folder as reports name it. A path that leads out of the
    folder is the reader's to refuse.
    """
    path = folder / document.path
    try:
        digest, size = digest_of(path), path.stat().st_size
    except OSError:
        return DocumentState.MISSING, None
    state = DocumentState.SAME if digest == document.sha256 else DocumentState.CHANGED
    return state, Input(f"{shown}{document.path}", "document", digest, size)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
