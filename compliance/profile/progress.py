"""Progress: how far the scan of some files is, for whoever watches."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from compliance.model.manifest import ManifestFile

Progress = Callable[[int, int], None]
"""Called now and then with the rows and bytes read since the last call, from another thread."""

_PAUSE_SECONDS = 0.2


@contextmanager
def watched(
    share: Callable[[], float], files: Sequence[ManifestFile], progress: Progress | None
) -> Iterator[None]:
    """Report the progress of the query run inside, which *share* tells, and the rest at the end."""
    if progress is None:
        yield
        return
    told = _Told(files, progress)
    finished = threading.Event()

    def watch() -> None:
        while not finished.wait(_PAUSE_SECONDS):
            told.tell(share())

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        finished.set()
        watcher.join()
        told.tell(1)


class _Told:
    """What has been reported of some files; it only ever grows."""

    def __init__(self, files: Sequence[ManifestFile], progress: Progress) -> None:
        self._progress = progress
        self._all_rows = sum(file.rows for file in files)
        self._all_bytes = sum(file.input.bytes for file in files)
        self._rows = self._bytes = 0

    def tell(self, share: float) -> None:
        """Report that this share of the files has been read; a query that does not run has none."""
        rows, size = int(share * self._all_rows), int(share * self._all_bytes)
        if rows >= self._rows and size >= self._bytes:
            self._progress(rows - self._rows, size - self._bytes)
            self._rows, self._bytes = rows, size
