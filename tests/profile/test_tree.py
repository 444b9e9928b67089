"""The tree: sums of sixteen, and of sixteen of those."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from compliance.database import open_database
from compliance.model.profile import LAST, POINTER, pointed
from compliance.profile import tree as tree_module
from compliance.profile.cache import Cache
from compliance.profile.hold import Hold, open_hold
from compliance.profile.part import Part
from compliance.profile.tree import Tree, _children
from tests.profile.counting import ROOMY
from tests.profile.parts import part_of
from tests.profile.test_batches import sized


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Return where parts are added up."""
    with open_database() as opened:
        yield opened


@pytest.fixture
def hold() -> Iterator[Hold]:
    """Return where parts wait."""
    with open_hold() as opened:
        yield opened


def never(index: int) -> Part:
    """Refuse to scan."""
    raise AssertionError(index)


def platform(index: int) -> Part:
    """Return the part of a file: one group in common with all, one with some, one of its own."""
    return part_of("x", f"some{index % 7}", f"only{index}")


def open_tree(connection: duckdb.DuckDBPyConnection, hold: Hold, cache: Cache | None, count: int) -> Tree:
    """Return the tree of files with three rows each."""
    keys = {index: f"{index:04}" for index in range(count)}
    return Tree(sized(*[3] * count), keys, connection, cache, hold)


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(2, [1] * 2), (16, [1] * 16), (17, [16, 1]), (256, [16] * 16), (257, [256, 1]), (600, [256, 256, 88])],
)
def test_children(count: int, sizes: list[int]) -> None:
    """A node has sixteen children at most, each as large as the level allows, all files once and in order."""
    children = _children(range(count))

    assert [len(child) for child in children] == sizes
    assert [index for child in children for index in child] == list(range(count))


@pytest.mark.parametrize("is_cached", [True, False])
@pytest.mark.parametrize("at_once", [0, 20, 500_000])
def test_the_sum_is_exact(
    is_cached: bool,  # noqa: FBT001 - a parameter of the test
    at_once: int,
    connection: duckdb.DuckDBPyConnection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever is added up at once, every group has its records, its first row and its last."""
    monkeypatch.setattr(tree_module, "_AT_ONCE", at_once)
    count = 300
    with open_hold() as hold:
        tree = open_tree(connection, hold, Cache(tmp_path, ROOMY) if is_cached else None, count)
        for index in tree.missing(range(count)):
            tree.add(index, platform(index))
        total = tree.part(range(count), never)
    rows = {row["record.platform"]: row for row in total.table.to_pylist()}

    assert total.rows == 3 * count
    assert len(rows) == 1 + 7 + count
    assert rows["x"]["measure.records"] == count
    assert [pointed(rows[f"only{index}"][POINTER]) for index in (0, 17, 299)] == [(0, 2), (17, 2), (299, 2)]
    assert pointed(rows["some5"][POINTER]) == (5, 1)
    assert [pointed(rows[name][LAST]) for name in ("x", "some5", "only17")] == [(299, 0), (299, 1), (17, 2)]


def test_what_is_kept_is_not_missing(
    connection: duckdb.DuckDBPyConnection, hold: Hold, tmp_path: Path
) -> None:
    """Below a sum that is kept nothing is looked at; without it, each file speaks for itself."""
    cache = Cache(tmp_path, ROOMY)
    tree = open_tree(connection, hold, cache, 40)
    for index in tree.missing(range(40)):
        tree.add(index, platform(index))
    tree.part(range(40), never)
    (cache._path(tree._key(range(40)))).unlink()
    (cache._path(tree._key(range(16)))).unlink()
    for index in (3, 20):
        cache._path(tree.keys[index]).unlink()

    assert list(tree.missing(range(40))) == [3]


def test_a_part_that_goes_missing_is_made_again(
    connection: duckdb.DuckDBPyConnection, hold: Hold, tmp_path: Path
) -> None:
    """When another run clears the cache at the worst moment, files are scanned once more."""
    cache = Cache(tmp_path, ROOMY)
    tree = open_tree(connection, hold, cache, 20)
    for index in tree.missing(range(20)):
        tree.add(index, platform(index))
    expected = tree.part(range(20), never)
    cache.clear()
    again: list[int] = []

    def scan(index: int) -> Part:
        again.append(index)
        return platform(index)

    assert tree.part(range(20), scan).table.sort_by(POINTER) == expected.table.sort_by(POINTER)
    assert again == list(range(20))


def test_large_parts_wait_on_disk(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    """Beyond the room in memory parts of a run without a cache go to files, and come back whole."""
    hold = Hold(Cache(tmp_path, ROOMY), memory=1_000)
    tree = open_tree(connection, hold, None, 30)
    for index in range(30):
        tree.add(index, platform(index))

    assert len(list(tmp_path.rglob("*.parquet"))) > 20
    assert tree.part(range(30), never).rows == 90


def test_parts_that_are_kept_do_not_wait(tmp_path: Path) -> None:
    """What can be read back from the cache is not written a second time."""
    hold = Hold(Cache(tmp_path, ROOMY), memory=1_000)
    for index in range(30):
        hold.put(index, platform(index), is_kept=True)

    assert list(tmp_path.rglob("*.parquet")) == []
    assert hold.take(0, 3) is not None
    assert hold.take(29, 3) is None


def test_a_part_is_taken_once(hold: Hold) -> None:
    """Its memory is free for others afterwards."""
    hold.memory = 200
    for index in range(3):
        hold.put(index, part_of("x"), is_kept=True)
        assert hold.take(index, 1) is not None
        assert hold.take(index, 1) is None
