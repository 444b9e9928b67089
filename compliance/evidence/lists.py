"""Row lists as Parquet: streamed, so that a list may be longer than memory."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from compliance.errors import UsageError
from compliance.model.gate import Gate
from compliance.model.judgement import Marks
from compliance.model.row_list import RowList, RowListKind
from compliance.model.rule import Severity
from compliance.model.verdict import Verdict
from compliance.writing import replacing

_ROW_GROUP = 250_000
_RECORD = pa.schema(
    [
        *((name, pa.string()) for name in ("dataset", "file")),
        ("row", pa.int64()),
        *((name, pa.string()) for name in ("id", "url")),
    ]
)
_REASON = pa.schema(
    [
        *((name, pa.string()) for name in ("rule", "verdict", "severity", "accepted_by")),
        ("facts", pa.map_(pa.string(), pa.string())),
    ]
)
SCHEMAS = {
    RowListKind.EVIDENCE: pa.schema([*_REASON, *_RECORD]),
    RowListKind.DROP: _RECORD,
    RowListKind.KEEP: _RECORD,
}
"""Columns of each list. `row` counts from 0 in its file; a fact that is unknown is null.
`accepted_by` is the id of the waiver, or the path of the baseline, that excuses it."""


@dataclass(frozen=True)
class Listed:
    """What a list says of one dataset."""

    dataset: str
    files: Sequence[str]
    """Paths as reports name them, by the index of the file."""
    circumstances: pa.Table
    """What each mark stands for."""
    records: Iterable[pa.RecordBatch]
    """File, row, id, url and mark."""


def wanted_groups(kind: RowListKind, marks: Marks, groups: int, gate: Gate) -> pa.Table:
    """Return `group` and `mark` of the groups that a list is about, of a profile with so many *groups*."""
    if kind is RowListKind.EVIDENCE:
        return marks.groups
    failing = [number for number, found in enumerate(_weighed(marks)) if gate.is_failed_by(found)]
    dropped = pc.unique(
        marks.groups["group"].filter(pc.is_in(marks.groups["mark"], pa.array(failing, pa.int32())))
    )
    chosen = dropped
    if kind is RowListKind.KEEP:
        every = pa.array(range(groups), pa.int64())
        chosen = every.filter(pc.invert(pc.is_in(every, dropped)))
    return pa.table({"group": chosen, "mark": pa.repeat(pa.scalar(0, pa.int32()), len(chosen))})


@dataclass(frozen=True)
class _Weighed:
    verdict: Verdict
    severity: Severity
    is_excused: bool


def _weighed(marks: Marks) -> Iterator[_Weighed]:
    said = marks.circumstances.select(["verdict", "severity", "accepted_by"]).to_pydict()
    for verdict, severity, excuse in zip(*said.values(), strict=True):
        yield _Weighed(Verdict(verdict), Severity(severity), excuse is not None)


def write_list(kind: RowListKind, path: Path, listed: Iterable[Listed]) -> RowList:
    """Write a list, replacing *path* in one step; equal inputs give equal bytes.

    Raises UsageError when it cannot be written, and ManifestError when a
    manifest cannot be read; then an older file stays as it was.
    """
    from pyarrow import parquet  # noqa: PLC0415 - start-up time

    if path.exists() and not path.is_file():
        raise UsageError(
            f"{path} is no file that can be written and read again", remedy="Choose another path."
        )
    rows = 0
    try:
        with (
            replacing(path) as file,
            parquet.ParquetWriter(file, SCHEMAS[kind], compression="zstd") as writer,
        ):
            for table in _in_row_groups(_tables(kind, listed), SCHEMAS[kind]):
                writer.write_table(table, _ROW_GROUP)
                rows += table.num_rows
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return RowList(kind, path.as_posix(), rows, path.stat().st_size, digest)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror or error}.", remedy="Choose another path."
        ) from error


def _tables(kind: RowListKind, listed: Iterable[Listed]) -> Iterator[pa.Table]:
    for one in listed:
        paths = pa.array(one.files, pa.string())
        for batch in one.records:
            count = batch.num_rows
            record = (pa.repeat(one.dataset, count), paths.take(batch["file"]), *batch.columns[1:-1])
            reason = one.circumstances.take(batch["mark"]) if kind is RowListKind.EVIDENCE else None
            yield pa.Table.from_arrays([*(reason.columns if reason else ()), *record], schema=SCHEMAS[kind])


def _in_row_groups(tables: Iterable[pa.Table], schema: pa.Schema) -> Iterator[pa.Table]:
    """Yield the same rows in tables of equal length, whatever the batches that they came in."""
    waiting = schema.empty_table()
    for table in tables:
        waiting = pa.concat_tables([waiting, table])
        while waiting.num_rows >= _ROW_GROUP:
            yield waiting.slice(0, _ROW_GROUP).combine_chunks()
            waiting = waiting.slice(_ROW_GROUP)
    yield waiting.combine_chunks()
