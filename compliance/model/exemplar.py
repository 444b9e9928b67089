"""Exemplars: rows of a manifest, as reports show them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Exemplar:
    """One row, fetched back from the manifest."""

    file: str
    row: int
    """Row number in the file, from 0."""
    cells: tuple[tuple[str, str], ...]
    """Column of the file and its value as text, in file order; nulls left out."""
