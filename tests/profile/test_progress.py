"""Progress of a scan."""

from pathlib import Path

import pytest

from compliance.profile import Means, profile_dataset
from tests.factories import HOSTS, damage_pages, plan_for, read_dataset, write_manifest


@pytest.mark.parametrize("is_damaged", [False, True])
def test_the_steps_add_up(is_damaged: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Rows and bytes never go back, and end at what the files hold, even when one cannot be read."""
    for name in ("a", "b"):
        write_manifest(
            tmp_path / "m" / f"{name}.parquet", [{"id": str(n), "platform": "x"} for n in range(50)]
        )
    if is_damaged:
        damage_pages(tmp_path / "m" / "a.parquet")
    dataset = read_dataset(tmp_path / "m")
    steps: list[tuple[int, int]] = []
    profile_dataset(
        dataset, plan_for("record.platform = 'x'"), HOSTS, Means(progress=lambda *step: steps.append(step))
    )

    assert all(rows >= 0 and size >= 0 for rows, size in steps)
    assert sum(rows for rows, _ in steps) == 100
    assert sum(size for _, size in steps) == sum(file.input.bytes for file in dataset.files)
