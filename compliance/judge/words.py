"""Closed vocabularies: an unknown word is named, and counts as unknown, never as absent."""

import difflib
from collections.abc import Iterator, Mapping, Sequence

import duckdb

from compliance.expressions import FactPlan
from compliance.model.columns import COLUMNS, Kind
from compliance.model.manifest import Dataset
from compliance.model.report import Notice

_NAMED = 20
"""Unknown words that are named for each dataset and column; the rest is counted."""


def settle_words(
    connection: duckdb.DuckDBPyConnection,
    plan: FactPlan,
    datasets: Sequence[Dataset],
    platform_ids: Mapping[str, str],
) -> list[Notice]:
    """Set words outside their vocabulary to null and return a notice for each."""
    notices: list[Notice] = []
    for fact in plan.values:
        column = COLUMNS.get(fact.removeprefix("record."))
        if column is not None and column.kind is Kind.WORD:
            known = column.words
            notices += _unknown(connection, fact, known, datasets, "counts as unknown")
            placeholders = ", ".join("?" for _ in known)
            connection.execute(
                f'UPDATE profile SET "{fact}" = NULL WHERE "{fact}" NOT IN ({placeholders})', known
            )
    if "record.platform" in plan.values:
        known = tuple(platform_ids)
        notices += _unknown(connection, "record.platform", known, datasets, "has no terms on file")
    return notices


def _unknown(
    connection: duckdb.DuckDBPyConnection,
    fact: str,
    known: Sequence[str],
    datasets: Sequence[Dataset],
    consequence: str,
) -> Iterator[Notice]:
    placeholders = ", ".join("?" for _ in known) or "NULL"
    counted = connection.execute(
        f"""
        WITH words AS (
          SELECT dataset, "{fact}" AS word, CAST(sum("measure.records") AS BIGINT) AS records
          FROM profile WHERE "{fact}" NOT IN ({placeholders}) GROUP BY ALL
        ), ranked AS (
          SELECT *, row_number() OVER (PARTITION BY dataset ORDER BY records DESC, word) AS rank FROM words
        )
        SELECT dataset, CASE WHEN rank <= {_NAMED} THEN word END AS named, CAST(sum(records) AS BIGINT),
               count(*), min(rank) AS first
        FROM ranked GROUP BY dataset, named ORDER BY dataset, first
        """,
        list(known),
    ).fetchall()
    for dataset, word, records, words, _ in counted:
        where = datasets[dataset].name, fact.removeprefix("record.")
        if word is None:
            yield _further(where, words, records, consequence)
        else:
            yield _named(where, str(word), records, consequence + _nearest(str(word), known))


def _named(where: tuple[str, str], word: str, records: int, consequence: str) -> Notice:
    dataset, name = where
    text = f"{records:,} records have the {name} {word[:80]!r}, which {consequence}."
    return Notice(dataset, text, f"Use one of the words of `{name}`, or map the column in the card.")


def _further(where: tuple[str, str], words: int, records: int, consequence: str) -> Notice:
    dataset, name = where
    text = f"{records:,} records have {words:,} further words for {name}, each of which {consequence}."
    return Notice(dataset, text, f"Map `{name}` in the card.")


def _nearest(word: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    return f"; the nearest known word is {near[0]!r}" if near else ""
