"""Correcting: facts that a manifest gets wrong, set right before anything is judged."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

import duckdb
import pyarrow as pa

from compliance.database import store
from compliance.expressions import CheckedCorrection
from compliance.judge.planning import JudgingPlan
from compliance.judge.shown_facts import text_of
from compliance.model.columns import COLUMNS, Kind
from compliance.model.correction import (
    CorrectionState,
    CorrectionUse,
    Fact,
    Replaced,
    StatedCorrection,
)
from compliance.model.document import DocumentState
from compliance.model.manifest import Dataset
from compliance.quoting import literal, quote

_VALUES_KEPT = 10


def correct(
    connection: duckdb.DuckDBPyConnection,
    groups: pa.Table,
    plan: JudgingPlan,
    datasets: Sequence[Dataset],
    as_of: datetime.date,
) -> tuple[pa.Table, Mapping[int, tuple[CorrectionUse, ...]]]:
    """Return the groups of the profiles as corrected, in their order, and what became of each correction.

    Corrections are made in their order; one sees what those before it set. A
    question that the scan answered from a value that is corrected now has no
    answer any more: it is unknown.
    """
    if not plan.corrections:
        return groups, {}
    names = [dataset.name for dataset in datasets]
    uses: dict[int, list[CorrectionUse]] = {}
    store(connection, "stated", groups)
    for one in plan.corrections:
        dataset = names.index(one.stated.correction.dataset)
        use = _corrected(connection, one, dataset, plan, as_of)
        uses.setdefault(dataset, []).append(use)
    corrected = connection.sql("SELECT * FROM stated ORDER BY member").to_arrow_table()
    return corrected.cast(groups.schema), {index: tuple(found) for index, found in uses.items()}


def _corrected(
    connection: duckdb.DuckDBPyConnection,
    one: CheckedCorrection,
    dataset: int,
    plan: JudgingPlan,
    as_of: datetime.date,
) -> CorrectionUse:
    """Make one correction in the table `stated`."""
    correction = one.stated.correction
    lapsed = _lapsed(one.stated, as_of)
    if lapsed is not None:
        return _use(one.stated, lapsed)
    values = {f"record.{name}": _sql(name, value) for name, value in correction.set.items()}
    differs = " OR ".join(f"{quote(name)} IS DISTINCT FROM {value}" for name, value in values.items())
    where = one.where.condition.sql(str)
    condition = f"dataset = {dataset} AND coalesce(({where}), FALSE) AND ({differs})"
    found = 'SELECT CAST(coalesce(sum("measure.records"), 0) AS BIGINT) FROM stated WHERE '
    [(records,)] = connection.execute(found + condition).fetchall()
    if not records:
        return _use(one.stated, CorrectionState.UNUSED)
    replaced = tuple(
        entry for name, value in values.items() for entry in _replaced(connection, name, value, condition)
    )
    asked = [q.name for q in plan.facts.questions if not values.keys().isdisjoint(q.expression.names)]
    settled = ", ".join(
        f"CASE WHEN {condition} THEN {value} ELSE {quote(name)} END AS {quote(name)}"
        for name, value in (*values.items(), *((name, "NULL") for name in asked))
    )
    connection.execute(f"CREATE OR REPLACE TABLE stated AS SELECT * REPLACE ({settled}) FROM stated")
    return _use(one.stated, CorrectionState.APPLIED, records, replaced)


def _use(
    stated: StatedCorrection, state: CorrectionState, records: int = 0, replaced: tuple[Replaced, ...] = ()
) -> CorrectionUse:
    return CorrectionUse(stated.correction, stated.anchor, state, records, replaced, stated.document)


def _lapsed(stated: StatedCorrection, as_of: datetime.date) -> CorrectionState | None:
    """Return why a correction is not made; None when it is."""
    if as_of < stated.correction.created:
        return CorrectionState.PENDING
    return None if stated.document is DocumentState.SAME else CorrectionState.DOCUMENT_CHANGED


def _sql(name: str, value: Fact) -> str:
    """Return SQL for a value as profiles hold it."""
    match value:
        case None:
            return "NULL"
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime.date():
            return f"DATE '{value:%Y-%m-%d}'"
        case str():
            text = literal(value.strip().lower() if COLUMNS[name].kind is Kind.NAME else value.strip())
            return f"[{text}]" if COLUMNS[name].kind is Kind.LIST else text


def _replaced(
    connection: duckdb.DuckDBPyConnection, name: str, value: str, condition: str
) -> Iterator[Replaced]:
    """Yield the most frequent values of a column that a correction is about to replace."""
    rows = connection.execute(
        f"""
        SELECT {text_of(name)} AS was, CAST(sum("measure.records") AS BIGINT) AS records FROM stated
        WHERE {condition} AND {quote(name)} IS DISTINCT FROM {value}
        GROUP BY was ORDER BY records DESC, was NULLS FIRST LIMIT {_VALUES_KEPT}
        """
    ).fetchall()
    for was, records in rows:
        yield Replaced(name.removeprefix("record."), was, records)
