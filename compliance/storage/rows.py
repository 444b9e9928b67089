"""The rows of a remote manifest file as a stream: needed columns, one row group after the other."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from compliance.errors import ManifestError
from compliance.model.manifest import ManifestFile
from compliance.storage.faults import explain, explained
from compliance.storage.files import RemoteObject, open_object
from compliance.storage.places import Url, read_place
from compliance.storage.tail import tail_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import parquet

ROW_NUMBER = "file_row_number"
"""The column that numbers the rows of a file from 0; DuckDB calls it so for local files."""
_BATCH_ROWS = 65_536


class RemoteRows:
    """Rows of one remote file, to be read once; `failure` says why the stream broke off."""

    def __init__(
        self, url: Url, file: "parquet.ParquetFile", columns: Iterable[str], rows: Sequence[int] | None
    ) -> None:
        """Prepare to read these *columns*, and of all rows only those in *rows* unless that is None."""
        import pyarrow as pa  # noqa: PLC0415 - start-up time

        self._url, self._file = url, file
        self._wanted = None if rows is None else sorted(rows)
        asked = set(columns)
        self._columns = [name for name in file.schema_arrow.names if name in asked]
        fields = [file.schema_arrow.field(name) for name in self._columns]
        self._schema = pa.schema([*fields, pa.field(ROW_NUMBER, pa.int64())])
        self.failure: ManifestError | None = None
        self.reader = pa.RecordBatchReader.from_batches(self._schema, self._batches())

    def _batches(self) -> Iterator["pa.RecordBatch"]:
        try:
            start = 0
            for group in range(self._file.metadata.num_row_groups):
                end = start + self._file.metadata.row_group(group).num_rows
                if self._in(start, end):
                    yield from self._group(group, start)
                start = end
        except ManifestError as error:
            self.failure = error
            raise
        except Exception as error:  # noqa: BLE001 - filesystems raise what they like
            self.failure = _broken(error, self._url)
            raise self.failure from None

    def _group(self, group: int, start: int) -> Iterator["pa.RecordBatch"]:
        """Yield the rows of one row group; *start* is the number of its first row."""
        import pyarrow as pa  # noqa: PLC0415 - start-up time

        for columns, length in self._decoded(group):
            numbers = pa.arange(start, start + length)
            batch = pa.record_batch([*columns, numbers], schema=self._schema)
            batch.validate(full=True)
            wanted = self._in(start, start + length)
            start += length
            if self._wanted is None:
                yield batch
            elif wanted:
                yield batch.take(pa.array([row - (start - length) for row in wanted]))

    def _decoded(self, group: int) -> Iterator[tuple[list["pa.Array"], int]]:
        """Yield columns and length of each batch; without columns there is nothing to fetch."""
        if not self._columns:
            yield [], self._file.metadata.row_group(group).num_rows
            return
        for batch in self._file.iter_batches(_BATCH_ROWS, row_groups=[group], columns=self._columns):
            yield [batch.column(name) for name in self._columns], batch.num_rows

    def _in(self, start: int, end: int) -> Sequence[int]:
        """Return the wanted rows from *start* to before *end*."""
        return range(start, end) if self._wanted is None else [r for r in self._wanted if start <= r < end]


@contextmanager
def open_rows(
    file: ManifestFile, columns: Iterable[str], rows: Sequence[int] | None = None
) -> Iterator[RemoteRows]:
    """Open the rows of a remote file. Raises ManifestError, also when it is not what it was."""
    url = read_place(file.location)
    if not isinstance(url, Url):
        raise TypeError(f"{file.path} is not remote")
    with open_object(url) as opened:
        with explained(url):
            parquet_file = _parquet(opened, file)
        yield RemoteRows(url, parquet_file, columns, rows)


def _parquet(opened: RemoteObject, file: ManifestFile) -> "parquet.ParquetFile":
    import pyarrow as pa  # noqa: PLC0415 - start-up time
    from pyarrow import parquet  # noqa: PLC0415 - likewise

    tail = tail_of(opened)
    if tail.digest != file.input.sha256:
        raise ManifestError("it changed while it was read", remedy="run again")
    metadata = parquet.read_metadata(pa.BufferReader(tail.content))
    return parquet.ParquetFile(opened.file, metadata=metadata, pre_buffer=True)


def _broken(error: Exception, url: Url) -> ManifestError:
    import pyarrow as pa  # noqa: PLC0415 - start-up time

    if isinstance(error, pa.ArrowException | UnicodeDecodeError):
        reason = str(error).splitlines()[0]
        return ManifestError(f"it cannot be read to the end: {reason}", remedy="write the file again")
    return explain(error, url)
