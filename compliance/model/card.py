"""The dataset card: what a manifest cannot say about itself."""

from datetime import date, datetime

from pydantic import Field, field_validator

from compliance.model.base import Document
from compliance.model.columns import COLUMNS
from compliance.model.contract import Contract

Scalar = str | bool | int | float | datetime | date


class Parent(Document):
    """A dataset that this one was made from."""

    name: str
    version: str | None = None


class Card(Document):
    """The card `dataset.yaml` that lies beside a manifest."""

    name: str = Field(min_length=1)
    version: str | None = None
    owner: str | None = None
    manifest: str | None = None
    """Path or glob, relative to the card; by default the Parquet files beside it."""
    columns: dict[str, str] = Field(default_factory=dict)
    """Canonical column → column of the file, or an SQL expression over its columns."""
    defaults: dict[str, Scalar] = Field(default_factory=dict)
    """Canonical column → value where the manifest has none."""
    parents: tuple[Parent, ...] = ()
    entity: str | None = None
    """Who we are, for the licensee of a grant."""
    jurisdictions: tuple[str, ...] = ()
    intended_use: str | None = None
    released_to: str | None = None
    contract: Contract = Field(default_factory=Contract)
    """What is promised of all rows together, checked in every run."""

    @field_validator("columns", "defaults")
    @classmethod
    def _names_are_canonical(cls, mapping: dict[str, Scalar]) -> dict[str, Scalar]:
        for name in mapping:
            if name not in COLUMNS:
                raise ValueError(f"{name!r} is not a canonical column")
        return mapping
