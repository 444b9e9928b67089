"""Corrections: facts that a manifest gets wrong, and the evidence of what is right."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import Field, field_validator, model_validator

from compliance.model.anchor import Anchor
from compliance.model.base import Document, refuse_twins
from compliance.model.columns import COLUMNS
from compliance.model.document import DocumentState, EvidenceFile

Fact = str | bool | date | None
"""What a correction can say; None is "unknown"."""


class Correction(Document):
    """What some records of one dataset say, as evidence has it and not as the manifest does."""

    id: str = Field(min_length=1)
    dataset: str
    where: str
    """A condition over the facts of a record."""
    set: dict[str, Fact] = Field(min_length=1)
    """Canonical column and value."""
    explanation: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    created: date
    document: EvidenceFile
    """What shows that the manifest is wrong."""

    @field_validator("set")
    @classmethod
    def _columns_exist(cls, value: dict[str, Fact]) -> dict[str, Fact]:
        for name in value:
            if name not in COLUMNS:
                raise ValueError(f"{name!r} is not a canonical column")
        return value


class Corrections(Document):
    """The file `corrections.yaml`."""

    corrections: tuple[Correction, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Corrections":
        refuse_twins("corrections", (correction.id for correction in self.corrections))
        return self


@dataclass(frozen=True)
class StatedCorrection:
    """A correction, where it is written, and whether its document is still the same."""

    correction: Correction
    anchor: Anchor
    where: Anchor
    """Of the first character of the condition."""
    document: DocumentState


class CorrectionState(StrEnum):
    """What became of a correction in a run."""

    APPLIED = "applied"
    UNUSED = "unused"
    """No record is as its condition says, or all say so already."""
    PENDING = "pending"
    """It was created after the day of the run."""
    DOCUMENT_CHANGED = "document_changed"
    """Or it is gone: the manifest stands as it is."""


@dataclass(frozen=True)
class Replaced:
    """A value that a correction replaced."""

    column: str
    value: str | None
    records: int


@dataclass(frozen=True)
class CorrectionUse:
    """A correction of a dataset, and what became of it."""

    correction: Correction
    anchor: Anchor
    state: CorrectionState
    records: int
    """Records that it changed."""
    replaced: tuple[Replaced, ...] = ()
    """The most frequent values of each column before, at most ten of each."""
    document: DocumentState = DocumentState.NONE_NAMED
