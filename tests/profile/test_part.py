"""Parts: split from one scan, added up, and numbered."""

import pyarrow as pa
import pytest

from compliance.database import open_database
from compliance.errors import ManifestError
from compliance.expressions import FactPlan
from compliance.model.manifest import ManifestFile
from compliance.model.profile import LAST, MEASURES, POINTER, POINTERS, pointed, pointer_to
from compliance.profile.part import Part, empty, merge, renumbered, split
from compliance.profile.scan import FILE
from tests.profile.parts import part_of
from tests.profile.test_batches import sized


def scanned(*lines: tuple[int, str, int, int]) -> pa.Table:
    """Return what a scan gives: number of the file, platform, records, cells lost."""
    files, platforms, records, lost = zip(*lines, strict=True)
    columns = {FILE: files, "record.platform": platforms, **dict.fromkeys(MEASURES, records)}
    return pa.table(columns | {"lost.token_count": lost} | dict.fromkeys(POINTERS, range(len(lines))))


FILES = sized(3, 0, 5)


def test_one_scan_of_several_files() -> None:
    """Each file gets its own groups in whatever order they came, and a file without rows gets none."""
    first, second, third = split(scanned((2, "x", 4, 1), (0, "x", 3, 0), (2, "y", 1, 2)), FILES)

    assert first.table["record.platform"].to_pylist() == ["x"]
    assert second.table.num_rows == 0
    assert sorted(third.table["record.platform"].to_pylist()) == ["x", "y"]
    assert [dict(part.lost) for part in (first, second, third)] == [{}, {}, {0: {"lost.token_count": 3}}]
    assert all(
        part.table.column_names == ["record.platform", *MEASURES, *POINTERS] for part in (first, third)
    )


@pytest.mark.parametrize("records", [2, 4])
def test_a_file_with_other_rows(records: int) -> None:
    """A file of which more or fewer rows were read than its footer has is refused."""
    with pytest.raises(ManifestError, match="its footer promises 3 rows"):
        split(scanned((0, "x", records, 0), (2, "x", 5, 0)), FILES)


def test_adding_up() -> None:
    """Equal groups are one, pointers and losses are of the file in its place among all."""
    first, second = part_of("x", "y", records=2), part_of("y", "z", lost={0: {"lost.n": 1}})
    with open_database() as connection:
        total = merge(connection, [(0, first), (3, second)])
    rows = {row["record.platform"]: row for row in total.table.to_pylist()}

    assert {
        name: (row["measure.records"], pointed(row[POINTER]), pointed(row[LAST]))
        for name, row in rows.items()
    } == {"x": (2, (0, 0), (0, 0)), "y": (3, (0, 1), (3, 0)), "z": (1, (3, 1), (3, 1))}
    assert total.lost == {3: {"lost.n": 1}}
    assert total.rows == first.rows + second.rows
    assert total.table.schema == first.table.schema


def test_adding_up_lists_and_nothing() -> None:
    """Lists are facts too; unknown is a value like any other, and a part may be empty."""
    names = ["record.was_derived_from", *MEASURES, *POINTERS]
    lists = pa.array([["a", "b"], None, []], pa.list_(pa.string()))
    table = pa.table([lists, *[pa.array([1, 1, 1])] * 6], names)
    with open_database() as connection:
        total = merge(
            connection, [(0, Part(table, {})), (1, Part(table.slice(0, 0), {})), (2, Part(table, {}))]
        )

    assert total.table["measure.records"].to_pylist() == [2, 2, 2]
    assert sorted(map(repr, total.table[names[0]].to_pylist())) == ["None", "['a', 'b']", "[]"]


def test_numbers_of_today() -> None:
    """Pointers lead to the files by the numbers that they have in this run, and to the same rows."""
    table = part_of("x", "y", "z").table
    firsts = pa.chunked_array([[pointer_to(0, 5), pointer_to(2, (1 << 40) - 1), pointer_to(1, 0)]])
    lasts = pa.chunked_array([[pointer_to(2, 9), pointer_to(2, (1 << 40) - 1), pointer_to(1, 3)]])
    table = table.drop_columns(list(POINTERS)).append_column(POINTER, firsts).append_column(LAST, lasts)
    found = renumbered(table, [4, 7, 1_000_000])

    assert list(map(pointed, found[POINTER].to_pylist())) == [(4, 5), (1_000_000, (1 << 40) - 1), (7, 0)]
    assert list(map(pointed, found[LAST].to_pylist())) == [
        (1_000_000, 9),
        (1_000_000, (1 << 40) - 1),
        (7, 3),
    ]


def test_a_table_that_is_no_part() -> None:
    """A table from elsewhere is refused."""
    with pytest.raises(KeyError):
        Part.unpacked(part_of("x").table)


def test_the_profile_of_nothing() -> None:
    """It has the columns of any other, and no rows."""
    table = empty(FactPlan(("record.platform",), ("record.collected_at",)))

    assert table.column_names == ["record.platform", "record.collected_at", *MEASURES, *POINTERS]
    assert Part(table, {}).rows == 0


def test_a_file_is_only_counted() -> None:
    """Splitting asks for the rows of a file and nothing else of it."""
    files: list[ManifestFile] = sized(1)

    assert split(scanned((0, "x", 1, 0)), files)[0].rows == 1
