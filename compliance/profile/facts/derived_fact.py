"""What a derived fact is: SQL layers over the readings of a record."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Layer:
    """One step: columns computed from those of the steps before."""

    columns: dict[str, str]
    """Name → SQL."""
    joins: str = ""
    """Joins with the tables `hosts` and `sites` of the engine, for this step."""


@dataclass(frozen=True)
class DerivedFact:
    """Facts that are computed for each record, and what they are computed from."""

    provides: tuple[str, ...]
    reads: tuple[str, ...]
    """Canonical columns, and facts of derived facts listed before this one."""
    layers: tuple[Layer, ...]
