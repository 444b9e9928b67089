"""An engine that remembers what it scanned, and a cache that remembers what it said."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from compliance.expressions import FactPlan
from compliance.model.manifest import Dataset, ManifestFile
from compliance.model.profile import Profile
from compliance.model.reference import HostLine
from compliance.profile import Cache, Means, Progress, profile_dataset
from compliance.profile.engines import Session
from compliance.profile.engines.duckdb_engine import DuckDBEngine
from tests.factories import HOSTS

ROOMY = 10**9


@dataclass
class Counting:
    """DuckDB, with the paths of the files it scanned."""

    scanned: list[str] = field(default_factory=list)
    queries: list[list[str]] = field(default_factory=list)
    """The same by query."""
    name = DuckDBEngine.name
    version: str = DuckDBEngine.version
    batch_rows: int = DuckDBEngine.batch_rows
    batch_files: int = DuckDBEngine.batch_files

    def close(self) -> None:
        """Leave nothing behind."""

    @contextmanager
    def opened(self, files: Sequence[ManifestFile], tables: Mapping[str, pa.Table]) -> Iterator[Session]:
        """Return a session that counts."""
        with DuckDBEngine().opened(files, tables) as session:
            yield _Counted(session, self.scanned, self.queries)


@dataclass(frozen=True)
class _Counted:
    session: Session
    scanned: list[str]
    queries: list[list[str]]

    def types(self, file: ManifestFile, columns: Mapping[str, str]) -> dict[str, str]:
        return self.session.types(file, columns)

    def scan(
        self, files: Sequence[ManifestFile], write: Callable[[str], str], progress: Progress | None
    ) -> pa.Table:
        self.queries.append([file.path for file in files])
        self.scanned.extend(self.queries[-1])
        return self.session.scan(files, write, progress)


@dataclass
class Kept:
    """A folder with a cache, and what runs over it do."""

    folder: Path
    said: list[str] = field(default_factory=list)
    hosts: tuple[HostLine, ...] = HOSTS
    version: str = DuckDBEngine.version
    batch_rows: int = DuckDBEngine.batch_rows
    batch_files: int = DuckDBEngine.batch_files

    def close(self) -> None:
        """Leave nothing behind."""

    @property
    def cache(self) -> Cache:
        """The cache, as a new run opens it."""
        return Cache(self.folder, ROOMY, self.said.append)

    @property
    def entries(self) -> list[Path]:
        """The entries, in the order of their names."""
        return sorted(self.folder.rglob("*.parquet"))

    def profile(self, dataset: Dataset, plan: FactPlan) -> tuple[Profile, list[str]]:
        """Return the profile, and the paths of the files that were scanned for it."""
        engine = Counting(version=self.version)
        found = profile_dataset(dataset, plan, self.hosts, Means(engine, self.cache))
        return found, engine.scanned


def groups(profile: Profile) -> list[str]:
    """Return everything the profile says, in an order of its own."""
    rows = sorted(repr(row) for row in profile.table.to_pylist())
    return [*rows, repr(profile.coverage), repr(profile.notices)]
