"""Closed vocabularies: an unknown word is named, and counts as unknown, never as absent."""

import difflib
from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from compliance.expressions import FactPlan
from compliance.model.columns import COLUMNS, Kind
from compliance.model.manifest import Dataset
from compliance.model.report import Notice

_NAMED = 20
"""Unknown words that are named for each dataset and column; the rest is counted."""
_PLATFORM = "record.platform"


def settle_words(
    groups: pa.Table, plan: FactPlan, datasets: Sequence[Dataset], platform_ids: Mapping[str, str]
) -> tuple[pa.Table, list[Notice]]:
    """Return the groups with words outside their vocabulary as null, and a notice for each.

    A platform that nobody knows stays what the record says it is.
    """
    notices: list[Notice] = []
    for fact in plan.values:
        column = COLUMNS.get(fact.removeprefix("record."))
        is_word = column is not None and column.kind is Kind.WORD
        if column is None or not (is_word or fact == _PLATFORM):
            continue
        known = column.words if is_word else tuple(platform_ids)
        unknown = sorted(set(pc.unique(groups[fact]).to_pylist()) - {None, *known})
        if unknown:
            consequence = "counts as unknown" if is_word else "has no terms on file"
            notices += _notices(groups, fact, (unknown, known), datasets, consequence)
            if is_word:
                groups = _without(groups, fact, unknown)
    return groups, notices


def _without(groups: pa.Table, fact: str, unknown: Sequence[str]) -> pa.Table:
    words = groups[fact]
    settled = pc.if_else(pc.is_in(words, pa.array(unknown)), pa.scalar(None, words.type), words)
    return groups.set_column(groups.column_names.index(fact), fact, settled)


def _notices(
    groups: pa.Table,
    fact: str,
    words: tuple[Sequence[str], Sequence[str]],
    datasets: Sequence[Dataset],
    consequence: str,
) -> Iterator[Notice]:
    """Yield the notices on the unknown among the *words*, the most frequent of each dataset first."""
    unknown, known = words
    faulty = groups.select(["dataset", fact, "measure.records"]).filter(
        pc.is_in(groups[fact], pa.array(unknown))
    )
    counted = faulty.group_by(["dataset", fact]).aggregate([("measure.records", "sum")]).to_pylist()
    for index, dataset in enumerate(datasets):
        where = dataset.name, fact.removeprefix("record.")
        own = [(-row["measure.records_sum"], row[fact]) for row in counted if row["dataset"] == index]
        ranked = sorted(own)
        for records, word in ranked[:_NAMED]:
            yield _named(where, word, -records, consequence + _nearest(word, known))
        if ranked[_NAMED:]:
            rest = -sum(records for records, _ in ranked[_NAMED:])
            yield _further(where, len(ranked) - _NAMED, rest, consequence)


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
