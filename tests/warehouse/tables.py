"""Exports of a dataset, and what their queries find when DuckDB is the warehouse."""

import datetime
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from compliance.inputs.datasets import DatasetReader
from compliance.inputs.discovery import Target, find_targets
from compliance.laws import Laws, read_laws
from compliance.model.manifest import Dataset
from compliance.warehouse.export import Export, export_rules
from tests.factories import Row, write_manifest, write_text

AS_OF = datetime.date(2026, 8, 22)
CORPORA = Path(__file__).parents[2].parent / "shared" / "corpora"


def dataset_at(path: Path, card: Path | None = None) -> Dataset:
    """Return the one dataset at a path."""
    [dataset] = DatasetReader(Path()).read_all(find_targets((path,), card))
    return dataset


def written_dataset(folder: Path, rows: list[Row], card: str = "", grants: str = "") -> Dataset:
    """Return a dataset written to a folder: rows, lines of its card, and its register if there is one."""
    write_manifest(folder / "m.parquet", rows)
    path = write_text(folder / "dataset.yaml", f"name: posts\nmanifest: m.parquet\n{card}")
    if grants:
        write_text(folder / "grants.yaml", grants)
    return DatasetReader(folder).read(Target(path))


def exported(dataset: Dataset, dialect: str = "duckdb", laws: Laws | None = None) -> Export:
    """Return the shipped rules, or others, as queries."""
    return export_rules(dataset, laws or read_laws(), AS_OF, dialect)


@contextmanager
def loaded(dataset: Dataset) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database whose table `posts` is the manifest."""
    files = [file.location for file in dataset.files]
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.from_parquet(files).create("posts")
        yield connection


def counted(connection: duckdb.DuckDBPyConnection, query: str) -> Counter[str]:
    """Return the unexpected records of a query by verdict."""
    sql = f"SELECT verdict, count(*) FROM ({query.format(batch='posts')}) AS found GROUP BY verdict"
    return Counter(dict(connection.execute(sql).fetchall()))


def unexpected(connection: duckdb.DuckDBPyConnection, query: str) -> dict[str, str]:
    """Return the verdict of each unexpected record by its id."""
    return dict(connection.execute(f"SELECT id, verdict FROM ({query.format(batch='posts')})").fetchall())
