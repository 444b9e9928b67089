"""Grants: for each record the one it names, else the best that covers it, on the clock's day."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

import duckdb
import pyarrow as pa

from compliance.database import store
from compliance.judge.tables import register_numbers
from compliance.model.grant import Grant
from compliance.model.manifest import Dataset

_FIELDS = {
    "type": pa.string(),
    "plan": pa.string(),
    "commercial": pa.bool_(),
    "training": pa.bool_(),
    "redistribution": pa.string(),
    "read_cap": pa.int64(),
    "cap_window": pa.string(),
    "valid_from": pa.date32(),
    "valid_to": pa.date32(),
    "terminated_on": pa.date32(),
    "paid_through": pa.date32(),
    "delete_on_end": pa.bool_(),
    "documented": pa.bool_(),
    "recipients": pa.list_(pa.string()),
}
_MATCHED_BY = {
    "platform": pa.string(),
    "licensee": pa.string(),
    "affiliates_included": pa.bool_(),
    "permitted_purposes": pa.list_(pa.string()),
    "prohibited_purposes": pa.list_(pa.string()),
    "datasets": pa.list_(pa.string()),
}
_ATTRIBUTES = ("id", *_FIELDS, "ended_on", "delete_by", "implied")
_COVERS = ("covers_platform", "covers_entity", "covers_purpose")


def store_grants(
    connection: duckdb.DuckDBPyConnection, datasets: Sequence[Dataset], platform_ids: Mapping[str, str]
) -> None:
    """Store every grant of the run's registers as the table `grants`."""
    numbers = register_numbers(datasets)
    registers = {
        dataset.register_path: dataset.register for dataset in datasets if dataset.register is not None
    }
    rows = [
        _row(numbers[path], grant, platform_ids)
        for path, register in registers.items()
        for grant in register.grants
    ]
    schema = pa.schema(
        [
            ("register", pa.int32()),
            ("id", pa.string()),
            *_FIELDS.items(),
            *_MATCHED_BY.items(),
            ("ended_on", pa.date32()),
            ("delete_by", pa.date32()),
        ]
    )
    store(connection, "grants", pa.Table.from_pylist(rows, schema))


def grant_dates(grants: Iterable[Grant]) -> Iterator[datetime.date]:
    """Yield every day on which a grant starts, ends, or asks for something."""
    for grant in grants:
        days = (grant.valid_from, grant.valid_to, grant.terminated_on, grant.paid_through, _ended_on(grant))
        yield from (day for day in (*days, _delete_by(grant)) if day is not None)


def resolve_grants(connection: duckdb.DuckDBPyConnection, source: str, target: str) -> None:
    """Create *target*: the grant for each combination in *source* that can have one of its own.

    *source* has `dataset`, `platform.id`, `record.grant_id`, `record.purpose`
    and `clock.day`. The register is complete: without a covering grant
    `exists`, `in_force` and `covers_…` are false; without a register, and for a
    named grant that the register lacks, they are null.
    """
    connection.execute(
        f"""
        CREATE OR REPLACE TABLE {target} AS
        WITH keys AS (
          SELECT DISTINCT dataset, "platform.id" AS platform, "record.grant_id" AS named,
                 "record.purpose" AS purpose, "clock.day" AS day FROM {source}
        ), keyed AS (
          SELECT row_number() OVER () AS key, keys.*, d.register, d."dataset.name" AS dataset_name,
                 d."dataset.entity" AS entity
          FROM keys JOIN datasets AS d USING (dataset)
        ), candidates AS (
          SELECT k.*, false AS implied, g.* EXCLUDE (register), {_IN_FORCE} AS in_force, {_COVERAGE}
          FROM keyed AS k JOIN grants AS g ON g.register = k.register AND g.id = k.named
          UNION ALL
          SELECT k.*, true AS implied, g.* EXCLUDE (register), {_IN_FORCE} AS in_force, {_COVERAGE}
          FROM keyed AS k JOIN grants AS g ON g.register = k.register AND k.named IS NULL
            AND (g.platform = k.platform OR list_contains(g.datasets, k.dataset_name))
        ), best AS (
          SELECT * FROM candidates WHERE NOT implied OR in_force IS NOT FALSE
          QUALIFY row_number() OVER (PARTITION BY key ORDER BY in_force DESC NULLS LAST,
            covers_purpose DESC NULLS LAST, training DESC NULLS LAST, commercial DESC NULLS LAST, id) = 1
        )
        SELECT k.dataset, k.platform, k.named, k.purpose, k.day, k.register IS NOT NULL AS has_register,
          CASE WHEN k.named IS NOT NULL THEN CASE WHEN b.key IS NOT NULL THEN true END
               WHEN b.in_force THEN true
               WHEN b.key IS NULL AND k.register IS NOT NULL THEN false END AS "grant.exists",
          CASE WHEN b.key IS NOT NULL THEN b.in_force
               WHEN k.named IS NULL AND k.register IS NOT NULL THEN false END AS "grant.in_force",
          {", ".join(_covering(name) for name in _COVERS)},
          {", ".join(_attribute(name) for name in _ATTRIBUTES)},
          CASE WHEN {_SETTLED} THEN b.of END AS "grant.platform"
        FROM keyed AS k LEFT JOIN best AS b USING (key)
        """
    )


_SETTLED = "(NOT b.implied OR b.in_force)"
_ENDED = "(coalesce(k.day >= g.valid_to, false) OR coalesce(k.day >= g.terminated_on, false))"
_IN_FORCE = f"""CASE
    WHEN {_ENDED} OR k.day < g.valid_from OR k.day > g.paid_through THEN false
    WHEN k.day IS NULL OR g.valid_from IS NULL THEN NULL
    ELSE true END"""
_COVERAGE = """
    g.platform AS of,
    CASE WHEN list_contains(g.datasets, k.dataset_name) THEN true
         WHEN g.platform IS NULL THEN false
         ELSE g.platform = k.platform END AS covers_platform,
    CASE WHEN lower(g.licensee) = lower(k.entity) THEN true
         WHEN g.affiliates_included OR g.licensee IS NULL OR k.entity IS NULL THEN NULL
         ELSE false END AS covers_entity,
    CASE WHEN k.purpose IS NULL THEN NULL
         WHEN list_contains(g.prohibited_purposes, k.purpose) THEN false
         ELSE list_contains(g.permitted_purposes, k.purpose) END AS covers_purpose"""


def _covering(name: str) -> str:
    missing = "k.named IS NULL AND b.key IS NULL AND k.register IS NOT NULL"
    return f'CASE WHEN {_SETTLED} THEN b.{name} WHEN {missing} THEN false END AS "grant.{name}"'


def _attribute(name: str) -> str:
    return f'CASE WHEN {_SETTLED} THEN b."{name}" END AS "grant.{name}"'


def _row(register: int, grant: Grant, platform_ids: Mapping[str, str]) -> dict[str, object]:
    platform = grant.platform.lower() if grant.platform else None
    row: dict[str, object] = {"register": register, "id": grant.id}
    row |= {name: getattr(grant, name) for name in _FIELDS}
    row |= {
        "redistribution": grant.redistribution.value if grant.redistribution else None,
        "type": grant.type.value,
        "platform": None if platform is None else platform_ids.get(platform, platform),
        "licensee": grant.licensee,
        "affiliates_included": grant.affiliates_included,
        "permitted_purposes": None if grant.permitted_purposes is None else list(grant.permitted_purposes),
        "prohibited_purposes": list(grant.prohibited_purposes),
        "datasets": list(grant.target.datasets) if grant.target else None,
        "recipients": list(grant.recipients) or None,
        "ended_on": _ended_on(grant),
        "delete_by": _delete_by(grant),
    }
    return row


def _ended_on(grant: Grant) -> datetime.date | None:
    return min((day for day in (grant.valid_to, grant.terminated_on) if day is not None), default=None)


def _delete_by(grant: Grant) -> datetime.date | None:
    ended = _ended_on(grant)
    if ended is None or not grant.delete_on_end:
        return None
    return ended + datetime.timedelta(days=grant.delete_within_days)
