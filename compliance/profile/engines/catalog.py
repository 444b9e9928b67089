"""Every engine by its name. Heavy ones are imported when they are asked for."""

from collections.abc import Callable

from compliance.database import Resources
from compliance.errors import UsageError
from compliance.profile.engines.duckdb_engine import DuckDBEngine
from compliance.profile.engines.engine import Engine


def _duckdb(resources: Resources) -> Engine:
    return DuckDBEngine(resources)


ENGINES: dict[str, Callable[[Resources], Engine]] = {"duckdb": _duckdb}


def open_engine(name: str, resources: Resources) -> Engine:
    """Return the engine of this name. Raises UsageError."""
    if name not in ENGINES:
        raise UsageError(f"there is no engine {name!r}", remedy=f"engines are {', '.join(ENGINES)}")
    return ENGINES[name](resources)
