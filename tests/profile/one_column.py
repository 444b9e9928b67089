"""The profile of a manifest with one column of interest."""

from pathlib import Path

import pyarrow as pa

from compliance.expressions import FactPlan
from compliance.model.columns import COLUMNS, Kind
from compliance.model.profile import Profile
from tests.factories import profile, read_dataset, write_table, write_text


def scan(folder: Path, name: str, cells: pa.Array, card: str = "") -> Profile:
    """Return the profile of a manifest with this one column besides id and url."""
    rows = len(cells)
    table = pa.table({"id": ["1"] * rows, "url": pa.array([None] * rows, pa.string()), name: cells})
    write_table(folder / "m.parquet", table)
    path = write_text(folder / "dataset.yaml", f"name: d\n{card}")
    is_day = COLUMNS[name].kind is Kind.TIMESTAMP
    plan = FactPlan(() if is_day else (f"record.{name}",), (f"record.{name}",) if is_day else ())
    return profile(read_dataset(None, path), plan)


def facts(found: Profile) -> dict[object, int]:
    """Return the records by the one fact of a profile; lists as tuples."""
    assert [line.problem for line in found.coverage] == [None], found.coverage
    rows = (list(row.values()) for row in found.table.to_pylist())
    return {tuple(fact) if isinstance(fact, list) else fact: records for fact, records, *_ in rows}


def refusal(found: Profile) -> str:
    """Return why the one file of a profile was left out."""
    (line,) = found.coverage
    assert found.table.num_rows == 0, found.table
    assert (line.rows_examined, line.rows_unread) == (0, line.rows), line
    assert line.remedy, line
    return line.problem or ""


def no_notices(found: Profile) -> Profile:
    """Return the profile after seeing that there is nothing to say about it."""
    assert found.notices == (), found.notices
    return found
