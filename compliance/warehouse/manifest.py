"""A manifest as a table of a warehouse: its columns, and how canonical ones are read from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compliance.database import Resources, open_database
from compliance.errors import UsageError
from compliance.model.columns import COLUMNS, Kind
from compliance.model.manifest import Dataset
from compliance.profile import open_engine
from compliance.profile.reading import read_default
from compliance.warehouse.lookup import Value, written
from compliance.warehouse.reading import TYPES, NotPortableError, Reading, read_cell

VERDICT = "verdict"
"""The column that a query adds."""
_ONLY_ABSENCE = frozenset({Kind.LIST, Kind.SIGNALS})
"""Kinds of which no cell is read."""


@dataclass(frozen=True)
class Warehouse:
    """The table that a dataset's manifest is in."""

    dataset: Dataset
    columns: tuple[str, ...]
    bindings: Mapping[str, str]
    types: Mapping[str, str]
    """DuckDB type of each bound column."""
    corrected: frozenset[str]
    """Canonical columns that corrections set, which a query cannot."""

    @property
    def given(self) -> frozenset[str]:
        """Canonical columns in which a record can have a value."""
        return frozenset(self.bindings) | frozenset(self.dataset.card.defaults)

    def reading(self, name: str) -> Reading:
        """Return how a canonical column is read. Raises NotPortableError."""
        column = COLUMNS[name]
        if name in self.corrected:
            raise NotPortableError(f"corrections set `{name}`")
        if column.kind in _ONLY_ABSENCE and name in self.given:
            raise NotPortableError(f"`{name}` is a list")
        default = written(self._default(name)) if name in self.dataset.card.defaults else "NULL"
        if name not in self.bindings:
            return Reading("", f"CAST({default} AS {TYPES[column.kind]})")
        return read_cell(column, self.bindings[name], self.types[name], default)

    def _default(self, name: str) -> Value:
        sql = read_default(COLUMNS[name], self.dataset.card.defaults[name])
        with open_database() as connection:
            [(value,)] = connection.execute(f"SELECT {sql}").fetchall()
        if COLUMNS[name].kind is Kind.TIMESTAMP and value is not None:
            raise NotPortableError(f"the card has a default for `{name}`")
        default: Value = value
        return default


def warehouse_of(dataset: Dataset) -> Warehouse:
    """Return the table of a dataset. Raises UsageError where its files are not alike, or there are none."""
    if not dataset.files:
        raise UsageError(f"no file of {dataset.name} can be read", remedy="check it first")
    first = dataset.files[0]
    bindings = dict(first.bindings)
    if any(dict(file.bindings) != bindings for file in dataset.files):
        raise UsageError(
            f"the files of {dataset.name} have different columns", remedy="export a part that is alike"
        )
    if any(column.lower() == VERDICT for column in first.columns):
        raise UsageError(f"{dataset.name} has a column {VERDICT}", remedy="rename it")
    with open_engine("duckdb", Resources()).opened([first], {}) as session:
        types = session.types(first, bindings)
    set_ = (stated.correction.set for stated in dataset.amendments.corrections)
    return Warehouse(dataset, first.columns, bindings, types, frozenset(_names(set_)))


def _names(corrections: Iterable[Mapping[str, object]]) -> Iterable[str]:
    return (name for correction in corrections for name in correction)
