"""Documents: the papers behind a grant, a waiver or a correction, known by their digests."""

from enum import StrEnum

from pydantic import Field

from compliance.model.base import Document


class EvidenceFile(Document):
    """A paper: a contract, a decision, an answer to a question."""

    path: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class DocumentState(StrEnum):
    """Whether a paper is still the one that was named."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"
    NONE_NAMED = "none_named"
