"""Unique ids: every record has an id, and no two of the dataset have the same."""

import os
from contextlib import ExitStack

from compliance.contract.rows_read import RowsRead
from compliance.database import Resources, open_database, reading, rows_of
from compliance.model.contract import ContractCheck
from compliance.model.contract_result import ContractResult
from compliance.model.manifest import ManifestFile
from compliance.model.verdict import Verdict
from compliance.quoting import literal

_BOUNDED = Resources(threads=min(os.cpu_count() or 1, 8), memory="512MB")
"""Beyond it ids are written to disk; each thread needs some of it for itself."""
_SHOWN = 3
_SHOWN_CHARACTERS = 60


def check_unique_ids(read: RowsRead) -> ContractResult:
    """Return whether every id is there and unique, exactly.

    Ids are text without outer white space, as everywhere; an empty one is none.
    One column of every row is grouped, on disk where memory does not suffice.
    """
    if not read.files:
        message = f"No row was read: {read.gap}."
        return ContractResult(ContractCheck.UNIQUE_IDS, Verdict.UNPROVEN, message, read.remedy)
    absent, repeated, shared, examples = _count(read)
    expected = {"null_ids": 0, "duplicate_records": 0}
    found = {"rows": read.rows, "null_ids": absent, "duplicate_records": repeated, "duplicated_ids": shared}
    if absent or repeated:
        faults = [f"{absent:,} of {read.rows:,} records have no id"] if absent else []
        if repeated:
            more = ", …" if shared > len(examples) else ""
            ids = ", ".join(examples) + more
            faults.append(f"{repeated:,} records share {shared:,} ids with others ({ids})")
        message, verdict = f"{', and '.join(faults)}.", Verdict.VIOLATION
        remedy = "Drop the copies, and give every record an id of its own."
    elif read.gap:
        message = f"The ids of the {read.rows:,} records read are unique, but {read.gap}."
        verdict, remedy = Verdict.UNPROVEN, read.remedy
    else:
        message, verdict, remedy = (
            f"All {read.rows:,} records have an id of their own.",
            Verdict.COMPLIANT,
            "",
        )
    return ContractResult(ContractCheck.UNIQUE_IDS, verdict, message, remedy, expected, found)


def _count(read: RowsRead) -> tuple[int, int, int, list[str]]:
    """Return records without id, records that share theirs, ids they share, and the first few of those."""
    default = read.card.defaults.get("id")
    ids = " UNION ALL ".join(_ids(file, None if default is None else str(default)) for file in read.files)
    counted = (
        "SELECT coalesce(sum(n) FILTER (id IS NULL), 0), coalesce(sum(n) FILTER (id IS NOT NULL), 0), "
        f"count(id), min(left(id, {_SHOWN_CHARACTERS}), {_SHOWN}) "
        f"FROM (SELECT id, count(*) AS n FROM ({ids}) GROUP BY id HAVING n > 1 OR id IS NULL)"
    )
    with open_database(read.files, _BOUNDED) as connection, ExitStack() as opened:
        for file in read.files:
            opened.enter_context(reading(connection, file, [counted]))
        (row,) = connection.execute(counted).fetchall()
    return int(row[0]), int(row[1]), row[2], row[3] or []


def _ids(file: ManifestFile, default: str | None) -> str:
    bound = dict(file.bindings).get("id", "NULL")
    given = "NULL" if default is None else literal(default)
    text = f"nullif(trim(CAST({bound} AS VARCHAR), E' \\t\\r\\n'), '')"
    return f"SELECT coalesce({text}, {given}) AS id FROM ({rows_of(file)})"
