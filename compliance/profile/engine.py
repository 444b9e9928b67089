"""DuckDB runs the scan, one file after the other, and adds the groups up."""

from collections.abc import Iterable, Sequence

import duckdb
import pyarrow as pa
import pyarrow.compute

from compliance.database import open_database, rows_of, store
from compliance.errors import ManifestError
from compliance.expressions import FactPlan
from compliance.model.manifest import Dataset, ManifestFile
from compliance.model.profile import MEASURES, POINTER, Profile
from compliance.model.reference import HostLine
from compliance.model.report import FileCoverage, Notice
from compliance.profile.hosts import host_tables
from compliance.profile.notices import naive_times, unreadable_cells
from compliance.profile.progress import Progress, watched
from compliance.profile.scan import LOST, Scan, needed_columns


def profile_dataset(
    dataset: Dataset,
    plan: FactPlan,
    hosts: Sequence[HostLine],
    progress: Progress | None = None,
) -> Profile:
    """Return the profile of a dataset: the only step that reads its manifest.

    A file that fails while it is read is left out whole, and its coverage
    says why; every other file is unaffected.
    """
    coverage, notices, tables = list(dataset.unread), [], []
    with open_database(dataset.files) as connection:
        for name, table in host_tables(hosts).items():
            store(connection, name, table)
        for index, file in enumerate(dataset.files):
            try:
                with watched(connection, file, progress):
                    table, found = _scan_file(connection, dataset, plan, index)
            except ManifestError as error:
                coverage.append(
                    FileCoverage(file.path, file.rows, file.row_groups, 0, error.text, error.remedy)
                )
                continue
            tables.append(table)
            notices += found
            coverage.append(FileCoverage(file.path, file.rows, file.row_groups, file.rows))
        merged = _merge(connection, tables, plan)
    coverage.sort(key=lambda line: line.path)
    texts = {question.name: question.text for question in plan.questions}
    return Profile(merged, tuple(coverage), tuple(dict.fromkeys(notices)), texts)


def _scan_file(
    connection: duckdb.DuckDBPyConnection, dataset: Dataset, plan: FactPlan, index: int
) -> tuple[pa.Table, list[Notice]]:
    file = dataset.files[index]
    try:
        types = _column_types(connection, file, plan)
        scan = Scan(file, index, plan, types, dataset.card.defaults)
        table = connection.sql(scan.sql()).to_arrow_table()
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise ManifestError(
            f"it cannot be read to the end: {reason}", remedy="write the file again"
        ) from error
    examined = pa.compute.sum(table["measure.records"]).as_py() or 0
    if examined != file.rows:
        raise ManifestError(f"its footer promises {file.rows:,} rows, but {examined:,} were read")
    lost = {
        name: pa.compute.sum(table[name]).as_py() or 0 for name in table.column_names if name.startswith(LOST)
    }
    notices = [*naive_times(dataset.name, types), *unreadable_cells(dataset.name, file.path, lost)]
    return table.select([*plan.names, *MEASURES, POINTER]), notices


def _column_types(
    connection: duckdb.DuckDBPyConnection, file: ManifestFile, plan: FactPlan
) -> dict[str, str]:
    """Return the DuckDB type of each bound column that the plan needs."""
    needed = set(needed_columns(plan))
    bound = {name: sql for name, sql in file.bindings if name in needed}
    if not bound:
        return {}
    columns = ", ".join(f'{sql} AS "{name}"' for name, sql in bound.items())
    described = connection.execute(f"DESCRIBE SELECT {columns} FROM ({rows_of(file)})").fetchall()
    return {row[0]: row[1] for row in described}


def _merge(connection: duckdb.DuckDBPyConnection, tables: Iterable[pa.Table], plan: FactPlan) -> pa.Table:
    """Return one table in which each combination of facts stands once, in no order."""
    parts = list(tables)
    if not parts:
        empty = {name: pa.nulls(0) for name in plan.names}
        return pa.table(empty | {name: pa.array([], pa.int64()) for name in (*MEASURES, POINTER)})
    if len(parts) == 1:
        return parts[0]
    together = pa.concat_tables(parts)
    connection.register("together", together)
    facts = "".join(f'"{name}", ' for name in plan.names)
    sums = ", ".join(f'CAST(sum("{name}") AS BIGINT) AS "{name}"' for name in MEASURES)
    merged = connection.sql(
        f'SELECT {facts}{sums}, min("{POINTER}") AS "{POINTER}" FROM together GROUP BY ALL'
    ).to_arrow_table()
    connection.unregister("together")
    return merged
