"""Anchors: where in a text file something stands, for reports that point there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Anchor:
    """A place in a text file; line and column are counted from 1."""

    path: str
    """As reports name it."""
    line: int
    column: int = 1
