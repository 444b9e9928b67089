"""Every engine by its name; importing this module starts none."""

from collections.abc import Callable

from compliance.database import Resources
from compliance.model.engine_name import EngineName, engine_named
from compliance.profile.engines.duckdb_engine import DuckDBEngine
from compliance.profile.engines.engine import Engine
from compliance.profile.engines.spark_engine import SparkEngine


def _duckdb(resources: Resources, master: str | None) -> Engine:
    del master
    return DuckDBEngine(resources)


def _spark(resources: Resources, master: str | None) -> Engine:
    cores = "*" if resources.threads is None else resources.threads
    return SparkEngine(master=master or f"local[{cores}]", memory=resources.memory)


ENGINES: dict[EngineName, Callable[[Resources, str | None], Engine]] = {
    EngineName.DUCKDB: _duckdb,
    EngineName.SPARK: _spark,
}


def open_engine(name: str, resources: Resources, master: str | None = None) -> Engine:
    """Return the engine of this name; *master* says where Spark runs. Raises UsageError."""
    return ENGINES[engine_named(name)](resources, master)
