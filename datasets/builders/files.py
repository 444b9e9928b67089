"""Files of a sample dataset, the same bytes on every machine."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import yaml
from pyarrow import parquet

from builders.batches import Row
from compliance.model.columns import COLUMNS, Kind

_TYPES = {
    Kind.TEXT: pa.string(),
    Kind.WORD: pa.string(),
    Kind.NAME: pa.string(),
    Kind.LICENSE: pa.string(),
    Kind.LIST: pa.list_(pa.string()),
    Kind.TIMESTAMP: pa.timestamp("us", tz="UTC"),
    Kind.BOOLEAN: pa.bool_(),
    Kind.INTEGER: pa.int64(),
    Kind.SIGNALS: pa.list_(pa.struct([(name, pa.string()) for name in ("scheme", "category", "value")])),
}


def manifest_schema(names: Iterable[str]) -> pa.Schema:
    """Return the Arrow schema of these canonical columns, in the canonical order."""
    wanted = set(names)
    return pa.schema([(name, _TYPES[COLUMNS[name].kind]) for name in COLUMNS if name in wanted])


def write_manifest(path: Path, rows: Iterable[Row], names: Iterable[str]) -> Path:
    """Write the rows as one Parquet file with these canonical columns; return its path."""
    return write_table(path, pa.Table.from_pylist(list(rows), manifest_schema(names)))


def write_table(path: Path, table: pa.Table) -> Path:
    """Write the table as one Parquet file; return its path.

    Every option that a later pyarrow might choose otherwise is fixed. What
    remains is its version number in the footer.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(
        table,
        path,
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=12,
        row_group_size=16_384,
        use_dictionary=True,
        write_statistics=True,
        write_page_index=False,
        store_schema=False,
    )
    return path


def write_yaml(path: Path, document: Mapping[str, object], comment: str) -> Path:
    """Write the document as YAML below one line of comment; return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = yaml.safe_dump(dict(document), sort_keys=False, allow_unicode=True, width=100)
    return write_text(path, f"# {comment}\n{body}")


def write_text(path: Path, text: str) -> Path:
    """Write the text with Unix line ends; return its path."""
    path.write_bytes(text.encode())
    return path
