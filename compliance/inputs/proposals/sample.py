"""A look at a Parquet file: its columns, and what the first rows have in them."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.errors import ManifestError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow import parquet

ROWS = 1_000
"""Rows looked at."""
_LONGEST = 400
"""Characters of a text that is kept: what is longer is content."""


class Form(StrEnum):
    """How a column is stored, as far as it matters here."""

    TEXT = "text"
    WHOLE = "whole number"
    FRACTION = "number"
    BOOLEAN = "boolean"
    TIME = "time"
    TEXTS = "list of text"
    STRUCTS = "list of structs"
    EMPTY = "nothing"
    OTHER = "something else"


_SCALARS = frozenset({Form.TEXT, Form.WHOLE, Form.FRACTION, Form.BOOLEAN})
"""Forms whose values are looked at."""


@dataclass(frozen=True)
class SampledColumn:
    """A column of a file, and its first values."""

    name: str
    form: Form
    values: tuple[object, ...] = ()
    """Those that are not null, of texts, numbers and booleans."""
    rows: int = 0
    """Rows that were looked at."""
    fields: tuple[str, ...] = ()
    """Of structs."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The values as text, trimmed, without those that are empty."""
        return tuple(text for value in self.values if (text := str(value).strip()))

    @property
    def is_unique(self) -> bool:
        """Whether every row that was looked at has a value of its own."""
        return self.rows > 0 and len(set(self.texts)) == self.rows


@dataclass(frozen=True)
class Sample:
    """The columns of a file, in its order, and how many rows the whole file has."""

    columns: tuple[SampledColumn, ...]
    rows: int

    def __getitem__(self, name: str) -> SampledColumn:
        """Return the column of this name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def read_sample(path: Path) -> Sample:
    """Return a look at the file. Raises ManifestError when it cannot be read."""
    import pyarrow as pa  # noqa: PLC0415 - start-up time
    from pyarrow import parquet  # noqa: PLC0415 - likewise

    try:
        with parquet.ParquetFile(path) as file:
            schema, total = file.schema_arrow, file.metadata.num_rows
            batch = _first(file)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise ManifestError(f"it cannot be read ({str(error).splitlines()[0]})") from error
    rows = 0 if batch is None else batch.num_rows
    columns = []
    for field in schema:
        form = _form(field.type)
        values = _values(batch.column(field.name)) if batch is not None and form in _SCALARS else ()
        columns.append(SampledColumn(field.name, form, values, rows, _fields(field.type, form)))
    return Sample(tuple(columns), total)


def _first(file: "parquet.ParquetFile") -> "pa.RecordBatch | None":
    """Return the first rows; None where there are none, or where they are damaged."""
    import pyarrow as pa  # noqa: PLC0415 - start-up time

    kept = [field.name for field in file.schema_arrow if _form(field.type) in _SCALARS]
    try:
        return next(file.iter_batches(ROWS, columns=kept), None)
    except (pa.ArrowException, OSError):
        return None


def _form(type_: "pa.DataType") -> Form:
    from pyarrow import types  # noqa: PLC0415 - start-up time

    inner = type_.value_type if types.is_dictionary(type_) else type_
    item = inner.value_type if types.is_list(inner) or types.is_large_list(inner) else None
    tests = {
        Form.TEXT: types.is_string(inner) or types.is_large_string(inner),
        Form.WHOLE: types.is_integer(inner),
        Form.FRACTION: types.is_floating(inner) or types.is_decimal(inner),
        Form.BOOLEAN: types.is_boolean(inner),
        Form.TIME: types.is_timestamp(inner) or types.is_date(inner),
        Form.EMPTY: types.is_null(inner),
        Form.TEXTS: item is not None and (types.is_string(item) or types.is_large_string(item)),
        Form.STRUCTS: item is not None and types.is_struct(item),
    }
    return next((form for form, holds in tests.items() if holds), Form.OTHER)


def _fields(type_: "pa.DataType", form: Form) -> tuple[str, ...]:
    return tuple(field.name for field in type_.value_type) if form is Form.STRUCTS else ()


def _values(column: "pa.Array") -> tuple[object, ...]:
    try:
        found = [value for value in column.to_pylist() if value is not None]
    except UnicodeDecodeError:
        return ()
    return tuple(value[:_LONGEST] if isinstance(value, str) else value for value in found)
