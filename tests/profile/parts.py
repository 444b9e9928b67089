"""Small parts."""

import pyarrow as pa

from compliance.model.profile import MEASURES, POINTERS, pointer_to
from compliance.profile.part import Part


def part_of(*platforms: str, records: int = 1, lost: dict[int, dict[str, int]] | None = None) -> Part:
    """Return a part with one group for each platform, all records of each in a row of its own."""
    count = len(platforms)
    measures = {name: pa.array([records] * count, pa.int64()) for name in MEASURES}
    pointers = pa.array([pointer_to(0, row) for row in range(count)], pa.int64())
    columns = {"record.platform": pa.array(platforms, pa.string()), **measures}
    return Part(pa.table(columns | dict.fromkeys(POINTERS, pointers)), lost or {})
