"""Two profiles in one database: their groups by the facts that are compared, and what rules say of them."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from compliance.comparison.side import Seen
from compliance.database import store
from compliance.quoting import quote

KEYS = {
    "platform.id": "platform",
    "record.acquisition_method": "method",
    "grant": "bucket",
    "grant.id": '"grant"',
    "license.expression": "license",
    "record.purpose": "purpose",
    "platform.host_kind": "host_kind",
}
"""Facts by which records are compared, as reports name them; those that tell most come first."""
MONTH = "month"
"""Column with the first day of the month of collection."""
_MONTH_SQL = "CAST(date_trunc('month', CAST(day AS DATE)) AS DATE)"
_RECORDS = '"measure.records"'
_SIDES = ("old", "new")


def store_sides(connection: duckdb.DuckDBPyConnection, old: Seen | None, new: Seen | None) -> None:
    """Create `kinds`, `rulings` and `every_fact`; a missing side has no records. One of them must be there.

    `kinds` has the records of both sides, `old` and `new`, by the facts of `KEYS`
    and the month; `rulings` likewise those in violation and unproven, by rule and
    verdict, too. `every_fact` has every fact of the profiles, and `change` in records.
    """
    present = old or new
    if present is None:
        raise ValueError("there is nothing to compare")
    for side, seen in zip(_SIDES, (old, new), strict=True):
        _store_side(connection, side, seen or present, is_there=seen is not None)
    named = "".join(f"{quote(key)}, " for key in (*KEYS, MONTH))
    _add_up(connection, "kinds", named, "_kinds")
    _add_up(connection, "rulings", f"rule, verdict, {named}", "_rulings")
    facts = ", ".join(f"CAST({quote(name)} AS VARCHAR) AS {quote(name)}" for name in fact_names(present))
    connection.execute(
        f"CREATE VIEW every_fact AS SELECT {facts}, {_RECORDS} AS change FROM new_groups "
        f"UNION ALL SELECT {facts}, -{_RECORDS} FROM old_groups"
    )


def fact_names(seen: Seen) -> Sequence[str]:
    """Return the names of the facts of a profile."""
    names: list[str] = seen.profile.table.column_names
    return [name for name in names if not name.startswith(("measure.", "pointer"))]


def _store_side(connection: duckdb.DuckDBPyConnection, side: str, seen: Seen, *, is_there: bool) -> None:
    """Store the groups of a side with their traits, by fewer facts, and by what rules say of them."""
    table = seen.profile.table
    numbered = table.append_column("group", pa.array(range(table.num_rows), pa.int64()))
    store(connection, "profile", numbered if is_there else numbered.slice(0, 0))
    for name, given in (
        ("traits", seen.traits),
        ("marks", seen.strata.groups),
        ("verdicts", seen.strata.verdicts),
    ):
        store(connection, name, given)
    connection.execute(
        f'CREATE TABLE {side}_groups AS SELECT p.*, t.* EXCLUDE ("group"), m.mark FROM profile AS p '
        f'JOIN traits AS t ON t."group" = p."group" LEFT JOIN marks AS m ON m."group" = p."group"'
    )
    keys = ", ".join(f"CAST({sql} AS VARCHAR) AS {quote(key)}" for key, sql in KEYS.items())
    kinds = f"SELECT {keys}, {_MONTH_SQL} AS {MONTH}, mark, sum({_RECORDS}) AS records FROM {side}_groups"
    connection.execute(f"CREATE TABLE {side}_kinds AS {kinds} GROUP BY ALL")
    connection.execute(
        f"CREATE TABLE {side}_rulings AS SELECT v.rule, v.verdict, k.* EXCLUDE (mark) FROM {side}_kinds AS k "
        "JOIN verdicts AS v ON v.mark = k.mark WHERE v.verdict IN ('violation', 'unproven')"
    )


def _add_up(connection: duckdb.DuckDBPyConnection, target: str, named: str, suffix: str) -> None:
    """Create *target*: the records of both sides, one beside the other."""
    connection.execute(
        f"""
        CREATE TABLE {target} AS
        SELECT {named} CAST(sum(old) AS BIGINT) AS old, CAST(sum(new) AS BIGINT) AS new FROM (
          SELECT {named} records AS old, 0 AS new FROM old{suffix}
          UNION ALL SELECT {named} 0, records FROM new{suffix}
        ) GROUP BY ALL
        """
    )
