"""A manifest with a broad column that no rule needs, and its dataset."""

import random
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from compliance.inputs.datasets import DatasetReader
from compliance.inputs.discovery import Target
from compliance.model.manifest import Dataset
from compliance.storage import read_place

ROWS = 10_000
GROUP = 1_000


def wide_table() -> pa.Table:
    """Return rows of which the text of each is far longer than everything else."""
    chance = random.Random(7)  # noqa: S311 - no secret
    return pa.table(
        {
            "id": [str(row) for row in range(ROWS)],
            "text": [chance.randbytes(150).hex() for _ in range(ROWS)],
            "platform": [("x", "reddit")[row % 2] for row in range(ROWS)],
            "purpose": [("research", "eval", None)[row % 3] for row in range(ROWS)],
        }
    )


def write_wide(path: Path) -> Path:
    """Write the rows in ten row groups and return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(wide_table(), path, row_group_size=GROUP)
    return path


def remote_dataset(*urls: str) -> Dataset:
    """Return the dataset of these URLs, without a card."""
    return DatasetReader(Path()).read(Target(None, tuple(map(read_place, urls))))
