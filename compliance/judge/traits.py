"""Traits: what each group of a profile comes under at its collection, for whoever compares profiles."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from compliance.expressions import FactPlan
from compliance.judge.ledger import BUCKETS
from compliance.judge.tables import MEMBER

NEEDED = FactPlan(
    (
        "platform.detected",
        "platform.host_kind",
        "record.acquisition_method",
        "record.license",
        "record.license_concluded",
        "record.license_declared",
        "record.purpose",
    ),
    ("record.collected_at",),
)
"""Facts that a profile must hold for its groups to have traits, and to be compared."""
NAMES = frozenset({"grant.in_force", "license.expression", "license.status"})
"""Names that the context must have."""
_WORDS = 'coalesce("record.license_concluded", "record.license_declared", "record.license")'
_LICENSE = (
    f"""CASE WHEN "license.status" = 'unrecognised' THEN coalesce({_WORDS}, "license.expression") """
    f'ELSE coalesce("license.expression", {_WORDS}) END'
)


def read_traits(
    connection: duckdb.DuckDBPyConnection, source: str, sizes: Sequence[int]
) -> tuple[pa.Table, ...]:
    """Return the traits of each dataset, given how many groups each profile has.

    *source* has the names above at the clock of collection. Columns are `group`,
    the row of the profile's table, `platform`, `host_kind`, `method`, `purpose` and
    `day` as corrected, `license` (the expression, or the words that nobody
    recognises), `bucket` and `grant` of the ledger. Every group is there once.
    """
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE traits AS
        SELECT p.{MEMBER}, p."platform.id" AS platform, p."platform.host_kind" AS host_kind,
          p."record.acquisition_method" AS method, p."record.purpose" AS purpose,
          p."record.collected_at" AS day, t.license, t.bucket, t."grant"
        FROM placed AS p JOIN (
          SELECT unnest(members) AS {MEMBER}, {_LICENSE} AS license, {BUCKETS} AS bucket,
            coalesce("grant.id", "record.grant_id") AS "grant"
          FROM {source}
        ) AS t ON t.{MEMBER} = p.{MEMBER}
        """
    )
    tables, start = [], 0
    for size in sizes:
        query = f"""
            SELECT {MEMBER} - {start} AS "group", * EXCLUDE ({MEMBER}) FROM traits
            WHERE {MEMBER} >= {start} AND {MEMBER} < {start + size}
            """
        tables.append(connection.sql(query).to_arrow_table())
        start += size
    return tuple(tables)
