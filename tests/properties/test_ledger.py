"""The coverage ledger: every row of every file is examined or named as unread."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from compliance.expressions import FactPlan
from compliance.model.report import FileCoverage
from tests.factories import damage_pages, profile, read_dataset, write_manifest, write_table

PLAN = FactPlan(("record.platform", "record.purpose"), ("record.collected_at",))
TEXT = pa.schema([(name, pa.string()) for name in ("id", "platform", "purpose", "collected_at")])


def good(path: Path, rows: int) -> None:
    """Write a file that can be read to its end."""
    write_manifest(path, [{"id": "1", "platform": "x"}] * rows, TEXT)


def empty(path: Path, rows: int) -> None:
    """Write no bytes."""
    del rows
    path.write_bytes(b"")


def pointer(path: Path, rows: int) -> None:
    """Write a git-LFS pointer."""
    path.write_text(f"version https://git-lfs.github.com/spec/v1\nsize {rows}\n", encoding="utf-8")


def truncated(path: Path, rows: int) -> None:
    """Write a file that lost its end."""
    good(path, rows)
    path.write_bytes(path.read_bytes()[:-3])


def damaged(path: Path, rows: int) -> None:
    """Write a file whose footer is sound and whose pages are not."""
    good(path, rows)
    damage_pages(path)


def without_id(path: Path, rows: int) -> None:
    """Write a file that lacks a required column."""
    write_table(path, pa.table({"platform": ["x"] * rows}))


def without_column(path: Path, rows: int) -> None:
    """Write a file that lacks a column of the others."""
    write_table(path, pa.table({"id": ["1"] * rows, "platform": ["x"] * rows}))


def wrong_type(path: Path, rows: int) -> None:
    """Write a file in which a column has a type that cannot be read."""
    column = pa.array([[True]] * rows, pa.list_(pa.bool_()))
    write_table(path, pa.table({"id": ["1"] * rows, "platform": column, "purpose": ["eval"] * rows}))


WRITERS = (good, empty, pointer, truncated, damaged, without_id, without_column, wrong_type)
FILES = st.lists(st.tuples(st.sampled_from(WRITERS), st.integers(0, 5)), min_size=1, max_size=6)


def promised(path: Path) -> int | None:
    """Return the rows that the footer promises, or None if it cannot be read."""
    try:
        return int(parquet.read_metadata(path).num_rows)
    except (pa.ArrowException, OSError):
        return None


@settings(max_examples=60, deadline=None)
@given(FILES)
def test_the_ledger_adds_up(files: list[tuple[Callable[[Path, int], None], int]]) -> None:
    """Rows in the footers are rows examined plus rows unread, and the profile counts those examined."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for index, (write, rows) in enumerate(files):
            write(folder / f"{index}.parquet", rows)
        found = profile(read_dataset(folder, base=folder), PLAN)
        footers = {path.name: promised(path) for path in sorted(folder.iterdir())}

    assert {line.path: line.rows for line in found.coverage} == footers
    assert [line.path for line in found.coverage] == sorted(footers)
    examined = sum(line.rows_examined for line in found.coverage)
    assert sum(found.table["measure.records"].to_pylist()) == examined
    assert sum(rows or 0 for rows in footers.values()) == examined + sum(
        line.rows_unread for line in found.coverage
    )


@settings(max_examples=30, deadline=None)
@given(FILES)
def test_a_file_is_read_whole_or_not_at_all(files: list[tuple[Callable[[Path, int], None], int]]) -> None:
    """Every file is examined to its last row, or has a reason why no row of it is."""
    with tempfile.TemporaryDirectory() as name:
        for index, (write, rows) in enumerate(files):
            write(Path(name) / f"{index}.parquet", rows)
        coverage = profile(read_dataset(Path(name), base=Path(name)), PLAN).coverage

    for line in coverage:
        assert is_whole(line) or is_left_out(line), line


def is_whole(line: FileCoverage) -> bool:
    """Tell whether every row of the file was examined."""
    return line.problem is None and line.rows_examined == line.rows


def is_left_out(line: FileCoverage) -> bool:
    """Tell whether the file was left out for a reason."""
    return bool(line.problem) and line.rows_examined == 0
