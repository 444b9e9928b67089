"""Rows fetched back by pointer."""

import datetime
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from compliance.errors import ManifestError
from compliance.evidence import fetch_rows
from compliance.model.manifest import ManifestFile
from compliance.model.profile import pointer_to
from tests.factories import read_dataset, write_table, write_text

GROUP = 10


def files(folder: Path, count: int = 3, rows: int = 25) -> tuple[ManifestFile, ...]:
    """Write files of several row groups whose ids spell file and row, and return them."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        ids = [f"{number}-{row}" for row in range(rows)]
        table = pa.table({"id": ids, "platform": ["x"] * rows})
        path = folder / f"part-{number}.parquet"
        parquet.write_table(table, path, row_group_size=GROUP)
    return read_dataset(folder, base=folder).files


def test_the_right_row_of_the_right_file(tmp_path: Path) -> None:
    """Each pointer gives the row it points at: first and last of a row group, of a file, of the manifest."""
    places = [(0, 0), (0, 9), (0, 10), (0, 24), (1, 11), (2, 0), (2, 24)]
    manifest = files(tmp_path / "manifest")
    found = fetch_rows(manifest, [pointer_to(*place) for place in places])

    for file, row in places:
        exemplar = found[pointer_to(file, row)]
        assert (exemplar.file, exemplar.row) == (f"part-{file}.parquet", row)
        assert exemplar.cells == (("id", f"{file}-{row}"), ("platform", "x"))


def test_exactly_the_rows_asked_for(tmp_path: Path) -> None:
    """No other row comes with them, and a row asked for twice comes once."""
    pointers = [pointer_to(1, 3), pointer_to(1, 3), pointer_to(0, 7)]

    assert set(fetch_rows(files(tmp_path), pointers)) == set(pointers)


def test_nothing_asked_for(tmp_path: Path) -> None:
    """Without pointers no file is opened."""
    manifest = files(tmp_path)
    for file in manifest:
        Path(file.location).unlink()

    assert fetch_rows(manifest, []) == {}


def test_cells_as_text(tmp_path: Path) -> None:
    """Cells are text in canonical order; nulls are left out, and very long ones cut."""
    row = {
        "url": "x" * 10_000,
        "id": "1",
        "commercial": None,
        "token_count": 7,
        "collected_at": datetime.datetime(2024, 1, 2, 3, 4, tzinfo=datetime.UTC),
        "was_derived_from": ["a", "b"],
    }
    write_table(tmp_path / "records.parquet", pa.Table.from_pylist([row]))
    (found,) = fetch_rows(read_dataset(tmp_path).files, [pointer_to(0, 0)]).values()
    cells = dict(found.cells)

    assert list(cells) == ["id", "url", "was_derived_from", "collected_at", "token_count"]
    assert cells.get("token_count") == "7"
    assert "2024-01-02" in cells["collected_at"]
    assert 0 < len(cells["url"]) < 1_000


def test_partitions_are_cells_too(tmp_path: Path) -> None:
    """What the path of a file says of its records is shown with them."""
    write_table(tmp_path / "platform=x" / "part.parquet", pa.table({"id": ["1"]}))
    (found,) = fetch_rows(read_dataset(tmp_path).files, [pointer_to(0, 0)]).values()

    assert dict(found.cells) == {"id": "1", "platform": "x"}


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    """A file that went away since the scan is named."""
    manifest = files(tmp_path, count=1)
    Path(manifest[0].location).unlink()

    with pytest.raises(ManifestError, match="part-0"):
        fetch_rows(manifest, [pointer_to(0, 0)])


def test_a_file_that_shrank(tmp_path: Path) -> None:
    """A file with fewer rows than were scanned is an error, not evidence that is silently missing."""
    manifest = files(tmp_path, count=1)
    write_table(Path(manifest[0].location), pa.table({"id": ["0-0"], "platform": ["x"]}))

    with pytest.raises(ManifestError, match="part-0"):
        fetch_rows(manifest, [pointer_to(0, 24)])


def test_a_file_that_lost_a_column(tmp_path: Path) -> None:
    """A file that was written anew with other columns since the scan is an error."""
    manifest = files(tmp_path, count=1)
    write_table(Path(manifest[0].location), pa.table({"id": [str(row) for row in range(25)]}))

    with pytest.raises(ManifestError, match="part-0"):
        fetch_rows(manifest, [pointer_to(0, 0)])


def test_cells_are_named_as_the_rules_name_them(tmp_path: Path) -> None:
    """A column that the card maps is shown under its canonical name."""
    write_table(tmp_path / "records.parquet", pa.table({"key": ["1"], "site": ["x"]}))
    card = write_text(tmp_path / "dataset.yaml", "name: posts\ncolumns: {id: key, platform: upper(site)}\n")
    (found,) = fetch_rows(read_dataset(None, card).files, [pointer_to(0, 0)]).values()

    assert dict(found.cells) == {"id": "1", "platform": "X"}
