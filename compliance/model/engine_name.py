"""Engines by name: what may scan a manifest."""

from enum import StrEnum

from compliance.errors import UsageError


class EngineName(StrEnum):
    """What scans manifests; `profile/engines/` has each of them."""

    DUCKDB = "duckdb"
    SPARK = "spark"


def engine_named(text: str) -> EngineName:
    """Return the engine of this name. Raises UsageError."""
    if text not in {*EngineName}:
        raise UsageError(f"there is no engine {text!r}", remedy=f"engines are {', '.join(EngineName)}")
    return EngineName(text)
