"""Profiles from any state of a cache, of a manifest in any files, against one file without a cache."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.model.profile import Profile
from compliance.profile import Cache, Means, profile_dataset
from tests.factories import HOSTS, profile
from tests.properties.manifests import MANIFESTS, PLAN, manifest_of
from tests.properties.test_profile import Rows, found

ROOMY = 10**9
FATES = st.lists(st.sampled_from(("kept", "gone", "cut", "flipped", "another's")), max_size=12)


@st.composite
def splits(draw: st.DrawFn) -> tuple[Rows, list[Rows], list[Rows]]:
    """Return rows, and two ways to write them into files, each in an order of its own."""
    rows = [row | {"id": str(number)} for number, row in enumerate(draw(MANIFESTS))]
    return rows, draw(split(rows)), draw(split(rows))


@st.composite
def split(draw: st.DrawFn, rows: Rows) -> list[Rows]:
    """Return the rows in a random order, in up to twenty files of which some may be empty."""
    shuffled = draw(st.permutations(rows))
    cuts = sorted(draw(st.lists(st.integers(0, len(rows)), max_size=19)))
    return [list(shuffled[start:end]) for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True)]


def befall(folder: Path, fates: Sequence[str]) -> None:
    """Let each entry of a cache have its fate."""
    entries = sorted(folder.rglob("*.parquet"))
    for path, fate in zip(entries, fates, strict=False):
        content = path.read_bytes()
        match fate:
            case "gone":
                path.unlink()
            case "cut":
                path.write_bytes(content[: len(content) // 3])
            case "flipped":
                path.write_bytes(content[:-5] + bytes([content[-5] ^ 1]) + content[-4:])
            case "another's":
                path.write_bytes(entries[-1].read_bytes())


def groups(result: Profile, parts: Sequence[Rows]) -> dict[str, tuple[list[int], Rows]]:
    """Return the sums of each group, and the rows that it points to."""
    rows = [row for part in parts for row in part]
    return {
        repr(facts): (sums, [rows[end] for end in ends])
        for facts, sums, ends in found(result, [len(part) for part in parts])
    }


@settings(max_examples=12, deadline=None)
@given(splits(), FATES)
def test_neither_files_nor_cache_change_a_profile(
    splits: tuple[Rows, list[Rows], list[Rows]], fates: list[str]
) -> None:
    """Groups and sums are equal, however rows are split and ordered, and whatever befell the cache.

    The rows a group points to are the first and the last in the order of the
    files: another order has others, which are of the same group all the same.
    """
    rows, *ways = splits
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        expected = groups(profile(manifest_of(folder / "whole", [rows]), PLAN), [rows])
        for number, parts in enumerate((ways[0], ways[1], ways[0])):
            dataset = manifest_of(folder / str(number), parts)
            without = groups(profile(dataset, PLAN), parts)
            means = Means(cache=Cache(folder / "cache", ROOMY))
            kept = groups(profile_dataset(dataset, PLAN, HOSTS, means), parts)

            assert kept == without
            assert {facts: sums for facts, (sums, _) in kept.items()} == {
                facts: sums for facts, (sums, _) in expected.items()
            }
            befall(folder / "cache", fates)
