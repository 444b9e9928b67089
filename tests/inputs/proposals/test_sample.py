"""A look at a Parquet file."""

import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from compliance.errors import ManifestError
from compliance.inputs.proposals.sample import ROWS, Form, SampledColumn, read_sample
from tests.factories import damage_pages, write_manifest, write_table


def test_forms(tmp_path: Path) -> None:
    """Every type of column has a form; values are kept of those that can be looked at."""
    arrays = {
        "text": pa.array(["a", None]),
        "coded": pa.array(["a", "b"]).dictionary_encode(),
        "whole": pa.array([1, 2], pa.uint8()),
        "fraction": pa.array([1.5, None]),
        "flag": pa.array([True, False]),
        "day": pa.array([datetime.date(2026, 1, 1), None]),
        "nanoseconds": pa.array([1, 2], pa.timestamp("ns")),
        "texts": pa.array([["a"], []]),
        "structs": pa.array([[{"License": "MIT", "URL": "u"}], None]),
        "nothing": pa.nulls(2),
        "bytes": pa.array([b"\xff", None]),
    }
    found = read_sample(write_table(tmp_path / "a.parquet", pa.table(arrays)))

    assert [column.form for column in found.columns] == [
        *(Form.TEXT, Form.TEXT, Form.WHOLE, Form.FRACTION, Form.BOOLEAN, Form.TIME, Form.TIME),
        *(Form.TEXTS, Form.STRUCTS, Form.EMPTY, Form.OTHER),
    ]
    assert found["text"].values == ("a",)
    assert found["whole"].texts == ("1", "2")
    assert found["structs"].fields == ("License", "URL")
    assert {column.rows for column in found.columns} == {2}


def test_only_the_first_rows(tmp_path: Path) -> None:
    """A large file is not read to its end, though its rows are counted."""
    found = read_sample(
        write_manifest(tmp_path / "a.parquet", [{"id": number} for number in range(ROWS + 5)])
    )

    assert (found.rows, found["id"].rows, len(found["id"].values)) == (ROWS + 5, ROWS, ROWS)


@pytest.mark.parametrize(
    ("values", "rows", "is_unique"),
    [(("a", "b"), 2, True), (("a", "a"), 2, False), (("a",), 2, False), ((), 0, False)],
)
def test_unique(values: tuple[str, ...], rows: int, is_unique: bool) -> None:  # noqa: FBT001
    """A column tells rows apart when each has a value of its own; that of no rows does not."""
    assert SampledColumn("a", Form.TEXT, values, rows).is_unique == is_unique


def test_damage(tmp_path: Path) -> None:
    """Damaged pages leave names and types; a file without a footer is refused."""
    path = write_manifest(tmp_path / "a.parquet", [{"id": "1" * 50}])
    damage_pages(path)
    (tmp_path / "b.parquet").write_bytes(b"PAR1")

    assert read_sample(path)["id"].values == ()
    with pytest.raises(ManifestError):
        read_sample(tmp_path / "b.parquet")
