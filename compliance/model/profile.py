"""Profiles: how many records share each combination of facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from compliance.model.report import FileCoverage, Notice

_ROW_BITS = 40
MEASURES = ("measure.records", "measure.items", "measure.tokens", "measure.bytes")
"""Columns that add up when groups are merged; int64, none null."""
POINTER = "pointer"
"""Column with the smallest pointer of the group; see `pointer_to`."""
LAST = "pointer.last"
"""Column with the largest one."""
POINTERS = (POINTER, LAST)
"""int64, none null."""


@dataclass(frozen=True)
class Profile:
    """The records of one dataset, grouped by their facts.

    The table has one row for each combination of facts: the facts by full
    name, the measures, and the pointers to the first and the last record. The
    records add up to the rows examined in the coverage ledger.
    """

    table: pa.Table
    coverage: tuple[FileCoverage, ...]
    notices: tuple[Notice, ...] = ()
    questions: Mapping[str, str] | None = None
    """Fact name of each scan question and its text."""
    unreadable: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Path of a file → column → cells that are not what such a column holds, where there are any."""


def pointer_to(file: int, row: int) -> int:
    """Return the pointer to a row of the file with this index."""
    return (file << _ROW_BITS) | row


def pointed(pointer: int) -> tuple[int, int]:
    """Return file index and row number of a pointer."""
    return pointer >> _ROW_BITS, pointer & ((1 << _ROW_BITS) - 1)
