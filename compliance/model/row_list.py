"""Row lists: what a run says record by record, in files beside its report."""

from dataclasses import dataclass
from enum import StrEnum


class RowListKind(StrEnum):
    """What a list has a row for."""

    EVIDENCE = "evidence"
    """Each violation and each unproven verdict on a record, with the facts that decided."""
    DROP = "drop-list"
    """Each record with a verdict that fails the gate."""
    KEEP = "keep-list"
    """Each other record that was examined."""


@dataclass(frozen=True)
class RowList:
    """A list that was written, by its digest."""

    kind: RowListKind
    path: str
    rows: int
    bytes: int
    sha256: str
