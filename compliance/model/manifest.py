"""Manifests: the Parquet files of a dataset, as their footers describe them."""

from dataclasses import dataclass, field

from compliance.errors import ManifestError
from compliance.model.amendments import Amendments
from compliance.model.card import Card
from compliance.model.columns import COLUMNS
from compliance.model.grant import Register
from compliance.model.input import Input
from compliance.model.report import FileCoverage


@dataclass(frozen=True)
class Pointer:
    """What is said of a file of which only a pointer to its content is here, and how to fetch it."""

    text: str
    remedy: str


@dataclass(frozen=True)
class Content:
    """Content that a pointer names."""

    sha256: str
    size: int
    pointer: Pointer


@dataclass(frozen=True)
class ManifestFile:
    """One readable Parquet file and how canonical columns are read from it."""

    path: str
    """As reports name it."""
    location: str = field(repr=False)
    """Absolute path, or the whole URL; that may hold a signature and is never shown.

    Of a pointer, a file with the footer of the content.
    """
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
    pointer: Pointer | None = None
    """Where the content is not here: an earlier run saw it, and its profile may be kept."""

    def require_content(self) -> None:
        """Raise ManifestError where only a pointer to the rows is here."""
        if self.pointer is not None:
            raise ManifestError(self.pointer.text, remedy=self.pointer.remedy)


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
    card_lines: tuple[tuple[str, int], ...] = field(default=(), repr=False)
    """Each key of the card and its line, such as `defaults.platform`; in the order of the file."""
    beside: tuple[str, ...] = field(default=(), repr=False)
    """Names of datasets that are there and not looked at in this run."""

    @property
    def name(self) -> str:
        """The dataset's name, as the card gives it."""
        return self.card.name

    @property
    def columns_bound(self) -> tuple[str, ...]:
        """Canonical columns that some file or default gives, in canonical order."""
        bound = {name for file in self.files for name, _ in file.bindings} | set(self.card.defaults)
        return tuple(name for name in COLUMNS if name in bound)
