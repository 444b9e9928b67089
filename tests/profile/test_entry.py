"""Entries: what was sealed comes back, and nothing else does."""

from pathlib import Path

import pytest
from pyarrow import parquet

from compliance.profile.entry import sealed, unsealed
from tests.profile.parts import part_of

PART = part_of("x", "reddit", lost={0: {"lost.token_count": 2}})
CONTENT = sealed("a", PART)


def test_what_was_sealed_comes_back() -> None:
    """Groups, their types, and what was lost on the way."""
    found = unsealed("a", CONTENT)

    assert found.table.equals(PART.table)
    assert found.lost == PART.lost


def test_an_entry_is_a_parquet_file(tmp_path: Path) -> None:
    """Anyone may look into the cache with the tools they have."""
    path = tmp_path / "entry.parquet"
    path.write_bytes(CONTENT)

    assert parquet.read_table(path)["record.platform"].to_pylist() == ["x", "reddit"]


def test_an_entry_of_another_key() -> None:
    """An entry that stands in another's place is not taken for it."""
    with pytest.raises(ValueError, match="digest"):
        unsealed("b", CONTENT)


def test_any_flipped_bit_shows() -> None:
    """There is no byte that may change: not in pages, footer, length, marks or digest."""
    for position in range(len(CONTENT)):
        damaged = bytearray(CONTENT)
        damaged[position] ^= 1 << position % 8

        with pytest.raises(ValueError, match=r"digest|short"):
            unsealed("a", bytes(damaged))


def test_any_missing_end_shows() -> None:
    """A file that is cut anywhere is no entry, nor is an empty one."""
    for length in range(len(CONTENT)):
        with pytest.raises(ValueError, match=r"digest|short"):
            unsealed("a", CONTENT[:length])


def test_an_honest_digest_over_no_part() -> None:
    """A table that is no part is refused even when its digest is right."""
    other = sealed("a", part_of("x"))
    assert unsealed("a", other).rows == 1

    class Plain:
        def packed(self):
            return PART.table

    with pytest.raises(KeyError):
        unsealed("a", sealed("a", Plain()))  # type: ignore[arg-type]
