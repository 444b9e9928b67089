"""Means: where scans run, and where their results are kept."""

from dataclasses import dataclass, field

from compliance.database import Resources
from compliance.profile.cache import Cache
from compliance.profile.engines import Engine
from compliance.profile.engines.duckdb_engine import DuckDBEngine
from compliance.profile.progress import Progress


@dataclass(frozen=True)
class Means:
    """How profiles are made: where scans run, and where their results are kept."""

    engine: Engine = field(default_factory=DuckDBEngine)
    cache: Cache | None = None
    progress: Progress | None = None
    resources: Resources | None = None
    """What adding up may use."""
