"""The profile against a plain Python reading of the same rows."""

import datetime
import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.model.profile import MEASURES, POINTERS, Profile, pointed
from tests.factories import profile
from tests.properties.manifests import MANIFESTS, PLAN, QUESTIONS, UTC, manifest_of

Rows = list[dict[str, object]]
Group = tuple[tuple[object, ...], list[int], list[int]]
"""Facts, measures, and numbers of the first and the last row."""


def text(cell: object) -> str | None:
    """Return trimmed text; blank text is nothing."""
    return (str(cell).strip(" \t\r\n") or None) if cell is not None else None


def name(cell: object) -> str | None:
    """Return a name without case."""
    trimmed = text(cell)
    return trimmed.lower() if trimmed else None


def word(cell: object) -> str | None:
    """Return a word of a vocabulary, with underscores for blanks and dashes."""
    lowered = name(cell)
    return re.sub(r"[-\s]+", "_", lowered) if lowered else None


def instant(cell: object) -> datetime.datetime | None:
    """Return a time in UTC; what is no time is nothing."""
    if isinstance(cell, str):
        try:
            cell = datetime.datetime.fromisoformat(cell)
        except ValueError:
            return None
    return cell.astimezone(UTC) if isinstance(cell, datetime.datetime) else None


def facts(row: dict[str, object]) -> tuple[object, ...]:
    """Return the facts of one record, in the order of the plan."""
    collected, used = instant(row["collected_at"]), instant(row["used_at"])
    answers: dict[str, object] = {
        QUESTIONS[0]: text(row["url"]) is None,
        QUESTIONS[1]: None if collected is None or used is None else collected <= used,
    }
    return (
        word(row["acquisition_method"]),
        text(row["license"]),
        name(row["platform"]),
        word(row["purpose"]),
        None if collected is None else collected.date(),
        *(answers[question.text] for question in PLAN.questions),
    )


def reference(rows: Rows) -> list[Group]:
    """Return the groups of the rows in the order of their first ones."""
    groups: dict[tuple[object, ...], tuple[list[int], list[int]]] = {}
    for number, row in enumerate(rows):
        sums, ends = groups.setdefault(facts(row), ([0, 0, 0, 0], [number, number]))
        ends[1] = number
        items = 1 if row["record_count"] is None else row["record_count"]
        added = (1, items, row["token_count"] or 0, row["content_size"] or 0)
        sums[:] = [total + int(str(part)) for total, part in zip(sums, added, strict=True)]
    return [(key, sums, ends) for key, (sums, ends) in groups.items()]


def found(result: Profile, sizes: list[int]) -> list[Group]:
    """Return the groups of a profile likewise; *sizes* are the rows of each file."""
    return [
        (
            tuple(row[fact] for fact in PLAN.names),
            [row[measure] for measure in MEASURES],
            [sum(sizes[:file]) + number for file, number in (pointed(row[name]) for name in POINTERS)],
        )
        for row in result.table.to_pylist()
    ]


@settings(max_examples=50, deadline=None)
@given(MANIFESTS)
def test_the_scan_agrees_with_plain_python(rows: Rows) -> None:
    """Groups, sums, first and last rows are those of a loop over the rows, in the order of the first."""
    with tempfile.TemporaryDirectory() as folder:
        result = profile(manifest_of(Path(folder), [rows]), PLAN)

    assert found(result, [len(rows)]) == reference(rows)


@settings(max_examples=30, deadline=None)
@given(st.lists(MANIFESTS, min_size=1, max_size=4))
def test_splitting_a_manifest_changes_nothing(parts: list[Rows]) -> None:
    """The same rows in one file or in several have the same profile, down to the first and last rows."""
    rows = [row for part in parts for row in part]
    with tempfile.TemporaryDirectory() as folder:
        whole = profile(manifest_of(Path(folder) / "whole", [rows]), PLAN)
        split = profile(manifest_of(Path(folder) / "split", parts), PLAN)

    assert found(split, [len(part) for part in parts]) == found(whole, [len(rows)]) == reference(rows)


@settings(max_examples=20, deadline=None)
@given(MANIFESTS.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_rows_changes_only_the_pointers(orders: tuple[Rows, Rows]) -> None:
    """Shuffled rows have the same groups and sums."""
    rows, shuffled = orders
    with tempfile.TemporaryDirectory() as folder:
        first = profile(manifest_of(Path(folder) / "a", [rows]), PLAN)
        second = profile(manifest_of(Path(folder) / "b", [shuffled]), PLAN)

    def groups(result: Profile) -> list[str]:
        return sorted(repr(group[:2]) for group in found(result, [len(rows)]))

    assert groups(first) == groups(second)
