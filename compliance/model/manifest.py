"""Manifests: the Parquet files of a dataset, as their footers describe them."""

from dataclasses import dataclass, field

from compliance.model.amendments import Amendments
from compliance.model.card import Card
from compliance.model.columns import COLUMNS
from compliance.model.grant import Register
from compliance.model.input import Input
from compliance.model.report import FileCoverage


@dataclass(frozen=True)
class ManifestFile:
    """One readable Parquet file and how canonical columns are read from it."""

    path: str
    """As reports name it."""
    location: str = field(repr=False)
    """Absolute path, or the whole URL; that may hold a signature and is never shown."""
    rows: int
    row_groups: int
    columns: tuple[str, ...]
    """Physical columns, then Hive partition columns."""
    schema: str
    """Digest of the names and types of the physical columns."""
    partitions: tuple[tuple[str, str | None], ...]
    bindings: tuple[tuple[str, str], ...]
    """Canonical column and the SQL expression over the file's columns that gives it."""
    input: Input


@dataclass(frozen=True)
class Dataset:
    """A manifest with its card, the register of grants that goes with it, and what a team amends."""

    card: Card
    card_path: str | None
    register: Register | None
    register_path: str | None
    files: tuple[ManifestFile, ...]
    unread: tuple[FileCoverage, ...] = ()
    """Files that cannot be read, and why."""
    inputs: tuple[Input, ...] = field(default=(), repr=False)
    """The card, the register and the amendments."""
    amendments: Amendments = field(default_factory=Amendments)

    @property
    def name(self) -> str:
        """The dataset's name, as the card gives it."""
        return self.card.name

    @property
    def columns_bound(self) -> tuple[str, ...]:
        """Canonical columns that some file or default gives, in canonical order."""
        bound = {name for file in self.files for name, _ in file.bindings} | set(self.card.defaults)
        return tuple(name for name in COLUMNS if name in bound)
