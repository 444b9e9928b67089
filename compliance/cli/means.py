"""How a command makes profiles: the options about engine, resources and cache."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compliance.cache_limit import cache_limit, read_size
from compliance.caching import VARIABLE, cache_folder
from compliance.cli.console import Terminal
from compliance.cli.yielding import unless_given
from compliance.errors import UsageError
from compliance.model.engine_name import EngineName, engine_named

if TYPE_CHECKING:
    from compliance.profile import Cache, Means

_LEAST_MEMORY = 100_000_000
LEAST_THREADS, MOST_THREADS = 1, 1024

EngineOption = Annotated[
    str,
    typer.Option("--engine", metavar="NAME", help=f"Where manifests are scanned: {', '.join(EngineName)}."),
]
SparkMaster = Annotated[
    str | None,
    typer.Option(
        "--spark-master",
        metavar="URL",
        help="Where Spark runs, such as local[4] or yarn. Default: this machine.",
        show_default=False,
    ),
]
Threads = Annotated[
    int | None,
    typer.Option(
        min=LEAST_THREADS,
        max=MOST_THREADS,
        help="Threads of the scan. Default: the cores of the machine, or of its container.",
        show_default=False,
    ),
]
MemoryLimit = Annotated[
    str | None,
    typer.Option(
        metavar="SIZE",
        help="Memory of the scan, such as 4GB; the rest goes to disk. Default: 80 % of what there is.",
        show_default=False,
    ),
]
CacheOption = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        metavar="FOLDER",
        help=f"Folder of the cache of profiles. Default: ${VARIABLE}, or your cache folder.",
        callback=unless_given("no_cache"),
        show_default=False,
    ),
]
NoCache = Annotated[
    bool,
    typer.Option(
        "--no-cache",
        help="Neither use nor keep what an earlier run computed; slower.",
        callback=unless_given("cache"),
    ),
]


@dataclass(frozen=True)
class MeansOptions:
    """The options of a command that decide how fast it is, and not what it says."""

    engine: str = "duckdb"
    threads: int | None = None
    memory: str | None = None
    cache: Path | None = None
    no_cache: bool = False
    master: str | None = None

    @property
    def folder(self) -> Path | None:
        """The folder of what need not be computed again, if there is to be one."""
        return None if self.no_cache else self.cache or cache_folder()

    def check(self) -> None:
        """Raise UsageError for options that make no sense."""
        if self.memory is not None and read_size(self.memory, "--memory-limit") < _LEAST_MEMORY:
            raise UsageError(f"--memory-limit {self.memory} is too little", remedy="give 100MB or more")
        engine_named(self.engine)
        if self.no_cache and self.cache is not None:
            raise UsageError("--cache and --no-cache exclude each other", remedy="give one of them")
        if self.folder is not None:
            cache_limit()

    def open(self, terminal: Terminal) -> "Means":
        """Return the means. Raises UsageError for options that make no sense."""
        # Where nothing has changed, nothing is scanned: these bring the engine with them.
        from compliance.database import Resources  # noqa: PLC0415 - start-up time
        from compliance.profile import Means, open_engine  # noqa: PLC0415 - likewise

        self.check()
        resources = Resources(self.threads, self.memory)
        cache = None if self.no_cache else open_cache(self.cache, terminal)
        return Means(open_engine(self.engine, resources, self.master), cache, resources=resources)


def open_cache(folder: Path | None, terminal: Terminal) -> "Cache | None":
    """Return the cache in *folder*, or where the environment says; None where it says `off`."""
    from compliance.profile import Cache  # noqa: PLC0415 - start-up time

    found = folder or cache_folder()
    return None if found is None else Cache(found, cache_limit(), terminal.warn)
