"""The largest groups of each finding: two queries for all findings of a rule, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from compliance.judge.parts import PartKey, Said
from compliance.judge.verdicts import FOUND, NAMES

GROUPS_KEPT = 50
"""Groups of one finding that a report carries; the largest first."""
POINTERS_KEPT = 3
DATASET, VERDICT, IS_WEAK = '"part.name"', '"part.verdict"', '"part.is_weak"'
"""Columns of the groups, for their fingerprint: name, number, and a truth."""
_KEY = f'"part.dataset", {VERDICT}, {IS_WEAK}, "part.excuse"'


@dataclass(frozen=True)
class Asked:
    """What to group the records of a rule by, and what to say of each group."""

    is_weak: str | None
    """SQL that tells whether a record is on weak clauses."""
    columns: Sequence[str]
    pointers: Sequence[tuple[str, str]]
    """The columns of the clauses that decide, and of those beside each."""
    fingerprint: str
    """SQL over the groups."""


def largest_groups(
    connection: duckdb.DuckDBPyConnection, judged: str, said: Said, asked: Asked
) -> dict[PartKey, tuple[list[tuple[Any, ...]], int]]:
    """Return the largest groups of each part of a judged table, and how many groups it has.

    A group is its columns, pointers to clauses and lists of those beside them,
    records, tokens, bytes, first and last day, pointers to the first rows, pointer
    to the last one, and fingerprint.
    """
    connection.execute(f"CREATE OR REPLACE TABLE grouped AS {_grouped(judged, said, asked)}")
    totals = connection.execute(f"SELECT {_KEY}, count(*) FROM grouped GROUP BY ALL").fetchall()
    found: dict[PartKey, tuple[list[tuple[Any, ...]], int]] = {tuple(key): ([], n) for *key, n in totals}
    # Only what is kept is written as text, which takes longer than to put it in order.
    ranked = f"row_number() OVER (PARTITION BY {_KEY} ORDER BY records DESC, pointers) AS rank"
    rows = connection.execute(
        f"""
        SELECT {_KEY}, * EXCLUDE ({_KEY}, {DATASET}, rank), {asked.fingerprint}
        FROM (SELECT *, {ranked} FROM grouped) WHERE rank <= {GROUPS_KEPT} ORDER BY rank
        """
    ).fetchall()
    for row in rows:
        found[row[:4]][0].append(row[4:])
    return found


def _grouped(judged: str, said: Said, asked: Asked) -> str:
    """Return SQL for the groups of every part."""
    keys = [f'"{name}"' for name in (*asked.columns, *(decisive for decisive, _ in asked.pointers))]
    beside = [
        f'list_sort(list(DISTINCT "{name}") FILTER ("{name}" IS NOT NULL)) AS "beside.{index}"'
        for index, (_, name) in enumerate(asked.pointers)
    ]
    return f"""
        SELECT dataset AS "part.dataset", {said.verdict} AS {VERDICT},
          ({asked.is_weak or "FALSE"}) AS {IS_WEAK},
          {said.excuse or "CAST(NULL AS INTEGER)"} AS "part.excuse", "dataset.name" AS {DATASET},
          {"".join(f"{column}, " for column in (*keys, *beside))}
          CAST(sum("measure.records") AS BIGINT) AS records, CAST(sum("measure.tokens") AS BIGINT) AS tokens,
          CAST(sum("measure.bytes") AS BIGINT) AS bytes,
          min(first_day) AS first_day, max(last_day) AS last_day,
          list_sort(flatten(list(pointers)))[1:{POINTERS_KEPT}] AS pointers, max(last_pointer) AS last_pointer
        FROM {judged} WHERE {said.verdict} IN {tuple(map(NAMES.index, FOUND))} GROUP BY ALL
        """
