"""Cells: what a profile tells of single columns, whatever the rules ask of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from compliance.expressions import FactPlan, parse_rule, plan_facts
from compliance.model.columns import COLUMNS, Kind
from compliance.model.profile import POINTER, Profile
from compliance.model.report import FileCoverage

CLOSED = tuple(name for name, column in COLUMNS.items() if column.kind is Kind.WORD)
"""Columns with a closed vocabulary."""
_RECORDS = "measure.records"
_FIRST = 3


@dataclass(frozen=True)
class Found:
    """Records with something in common."""

    records: int
    pointers: tuple[int, ...]
    """To a few of them, each in another group."""


@dataclass(frozen=True)
class Cells:
    """What is known of columns and files; a column that is not here is one that nobody asked about."""

    empty: Mapping[str, Found] = field(default_factory=dict)
    """Column → records without a value in it that could be read."""
    words: Mapping[str, Mapping[str, Found]] = field(default_factory=dict)
    """Column → word → the records that have it."""
    unreadable: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Path of a file → column → cells that hold something else than such a column does."""
    unread: Mapping[str, FileCoverage] = field(default_factory=dict)
    """Path of a file → why it could not be read."""

    def __or__(self, others: "Cells") -> "Cells":
        """Return what both know."""
        paths = {**self.unreadable, **others.unreadable}
        return Cells(
            {**self.empty, **others.empty},
            {**self.words, **others.words},
            {path: {**self.unreadable.get(path, {}), **others.unreadable.get(path, {})} for path in paths},
            {**others.unread, **self.unread},
        )


def plan_for(empty: Iterable[str], words: Iterable[str]) -> FactPlan:
    """Return the facts that tell which cells of some columns are empty, and which words others hold."""
    return FactPlan(tuple(f"record.{name}" for name in words)).merged(*map(_emptiness, empty))


def cells_of(profile: Profile, plan: FactPlan, counted: Iterable[str] = CLOSED) -> Cells:
    """Return what the profile knows of columns, with the words of those *counted* that it keeps."""
    unread = {line.path: line for line in profile.coverage if line.problem is not None}
    kept = [name for name in counted if f"record.{name}" in plan.values]
    return Cells(
        {name: _empty(profile.table, fact) for name, fact in _telling(plan).items()},
        {name: _words(profile.table, f"record.{name}") for name in kept},
        profile.unreadable,
        unread,
    )


@cache
def _emptiness(column: str) -> FactPlan:
    return plan_facts([parse_rule(f"record.{column} IS NULL")])[0]


def _telling(plan: FactPlan) -> dict[str, str]:
    """Return each column whose empty cells the plan tells, and the fact that does."""
    facts = {}
    for name in COLUMNS:
        known = {f"record.{name}", *_emptiness(name).names} & set(plan.names)
        if known:
            facts[name] = min(known)
    return facts


def _empty(table: pa.Table, fact: str) -> Found:
    if not table.num_rows:
        return Found(0, ())
    column = table[fact]
    rows = table.select([_RECORDS, POINTER]).filter(
        column if fact.startswith("scan.") else pc.is_null(column)
    )
    first = rows[POINTER].combine_chunks().sort().slice(0, _FIRST)
    return Found(pc.sum(rows[_RECORDS]).as_py() or 0, tuple(first.to_pylist()))


def _words(table: pa.Table, fact: str) -> dict[str, Found]:
    if not table.num_rows:
        return {}
    rows = table.select([fact, _RECORDS, POINTER]).filter(pc.is_valid(table[fact]))
    counted = rows.group_by(fact).aggregate([(_RECORDS, "sum"), (POINTER, "min")]).to_pylist()
    return {
        line[fact]: Found(line[f"{_RECORDS}_sum"], (line[f"{POINTER}_min"],))
        for line in sorted(counted, key=lambda line: (-line[f"{_RECORDS}_sum"], line[fact]))
    }
