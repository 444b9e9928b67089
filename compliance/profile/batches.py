"""Batches: files that one query can scan together."""

from collections.abc import Iterable, Iterator, Sequence

from compliance.model.manifest import ManifestFile
from compliance.profile.engines import Engine
from compliance.storage import is_url

_NUMBER = "file_index"
"""The engine's own name for the number of a file; a file with such a column is scanned alone."""


def alike(files: Sequence[ManifestFile]) -> list[list[int]]:
    """Return the indices of files whose columns have the same names, types and bindings, together."""
    found: dict[tuple[object, ...], list[int]] = {}
    for index, file in enumerate(files):
        found.setdefault(likeness(file), []).append(index)
    return list(found.values())


def likeness(file: ManifestFile) -> tuple[object, ...]:
    """Return what is equal for files whose columns have the same names, types and bindings."""
    partitions = tuple(name for name, _ in file.partitions)
    # The engine may read the same type of column in another way behind a URL.
    return (is_url(file.location), file.schema, file.columns, file.bindings, partitions)


def batches(indices: Iterable[int], files: Sequence[ManifestFile], engine: Engine) -> Iterator[list[int]]:
    """Yield the indices of alike files in batches of the engine's size; a large file is one of its own."""
    batch: list[int] = []
    rows = 0
    for index in indices:
        file = files[index]
        is_alone = any(column.lower() == _NUMBER for column in file.columns)
        if batch and (is_alone or rows + file.rows > engine.batch_rows or len(batch) == engine.batch_files):
            yield batch
            batch, rows = [], 0
        batch.append(index)
        rows += file.rows
        if is_alone:
            yield batch
            batch, rows = [], 0
    if batch:
        yield batch
