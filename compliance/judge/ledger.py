"""The grant ledger: every record in exactly one bucket."""

from collections.abc import Mapping

import duckdb

from compliance.model.grant import Grant
from compliance.model.report import GrantLine

BUCKETS = """CASE
    WHEN "record.grant_id" IS NOT NULL AND "grant.in_force" THEN 'named'
    WHEN "record.grant_id" IS NOT NULL AND "grant.in_force" IS FALSE THEN 'named_not_in_force'
    WHEN "record.grant_id" IS NOT NULL THEN 'named_unknown'
    WHEN "grant.in_force" THEN 'implied'
    WHEN has_register THEN 'no_grant'
    ELSE 'no_register' END"""
"""SQL for the bucket of a record, over a context with `grant.in_force`."""
_DESCRIPTIONS = {
    "named": "names a grant that was in force at collection",
    "implied": "names none, but this grant covered it at collection",
    "named_not_in_force": "names a grant that was not in force at collection",
    "named_unknown": "names a grant, but whether it was in force cannot be told",
    "no_grant": "names no grant, and none in the register covers it",
    "no_register": "there is no grant register",
}


def grant_ledger(
    connection: duckdb.DuckDBPyConnection, source: str, registers: Mapping[int, Mapping[str, Grant]]
) -> dict[int, tuple[GrantLine, ...]]:
    """Return the ledger lines of each dataset; they add up to its records."""
    rows = connection.execute(
        f"""
        SELECT dataset, {BUCKETS} AS bucket, coalesce("grant.id", "record.grant_id") AS grant_id,
               CAST(sum("measure.records") AS BIGINT) AS records
        FROM {source} GROUP BY ALL ORDER BY dataset, records DESC, bucket, grant_id
        """
    ).fetchall()
    lines: dict[int, list[GrantLine]] = {}
    for dataset, bucket, grant_id, records in rows:
        grant = registers.get(dataset, {}).get(grant_id)
        paper = (
            f" ({grant.type.value.replace('_', ' ')}{f', {grant.plan}' if grant.plan else ''})"
            if grant
            else ""
        )
        lines.setdefault(dataset, []).append(
            GrantLine(bucket, grant_id, _DESCRIPTIONS[bucket] + paper, records)
        )
    return {dataset: tuple(found) for dataset, found in lines.items()}
