"""Platforms: where each group of records comes from, as far as it is known."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from compliance.database import store

PLACED = ("platform.declared", "platform.id")
"""The facts that placing adds to those of the profile."""


def place_records(
    connection: duckdb.DuckDBPyConnection, groups: pa.Table, platform_ids: Mapping[str, str]
) -> None:
    """Create the table `placed`: the groups of the profiles, each with its platform.

    The stated platform decides if we know it, else the one behind the URL,
    else what is stated, though nobody knows it.
    """
    names = {"name": pa.array(platform_ids, pa.string()), "id": pa.array(platform_ids.values(), pa.string())}
    store(connection, "platform_names", pa.table(names))
    connection.register("profile", groups)
    connection.execute(
        """
        CREATE TABLE placed AS
        SELECT p.*, n.id AS "platform.declared",
          coalesce(n.id, p."platform.detected", p."record.platform") AS "platform.id"
        FROM profile AS p LEFT JOIN platform_names AS n ON n.name = p."record.platform"
        """
    )
    connection.unregister("profile")
