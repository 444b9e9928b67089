"""What an engine is: something that runs the one query of the scan."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import pyarrow as pa

from compliance.model.manifest import ManifestFile
from compliance.profile.progress import Progress


class Session(Protocol):
    """An engine that is running and holds the tables the scan joins with."""

    def types(self, file: ManifestFile, columns: Mapping[str, str]) -> dict[str, str]:
        """Return the DuckDB type of each of the *columns*: canonical name → SQL over those of the file.

        Raises ManifestError when the file cannot be read.
        """
        ...

    def scan(
        self, files: Sequence[ManifestFile], write: Callable[[str], str], progress: Progress | None
    ) -> pa.Table:
        """Return the result of the query that *write* gives for the rows of *files*.

        *write* takes SQL for all columns of the files, and FILE and ROW of
        `scan.py`; FILE counts *files* from 0. The query is in DuckDB's
        dialect. Raises ManifestError when a file cannot be read to the end.
        """
        ...

    def stream(self, files: Sequence[ManifestFile], write: Callable[[str], str]) -> Iterator[pa.RecordBatch]:
        """Yield the result of a query as `scan` does, batch by batch in its order."""
        ...


class Engine(Protocol):
    """Where scans run."""

    name: str
    batch_rows: int
    """Rows of small files that one scan reads together; a bound on what comes back at once."""
    batch_files: int

    @property
    def version(self) -> str:
        """Of what runs the scan: another one may read a cell in another way."""
        ...

    def opened(
        self, files: Sequence[ManifestFile], tables: Mapping[str, pa.Table], *, streams: bool = False
    ) -> AbstractContextManager[Session]:
        """Return a session that may read *files* and nothing else, and joins with *tables*.

        One that *streams* puts rows in order, for which it may use all the memory there is.
        """
        ...

    def close(self) -> None:
        """Release what scans have started; the engine may be used again."""
        ...
