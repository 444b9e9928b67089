"""Row lists: who is on them, and how they are written."""

import os
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from compliance.errors import ManifestError, UsageError
from compliance.evidence import Listed, wanted_groups, write_list
from compliance.evidence.lists import SCHEMAS
from compliance.model.gate import Gate
from compliance.model.judgement import Marks
from compliance.model.row_list import RowListKind
from compliance.model.rule import Severity

FACTS = pa.map_(pa.string(), pa.string())
CIRCUMSTANCES = pa.table(
    {
        "rule": ["a/b", "a/b", "c/d"],
        "verdict": ["violation", "unproven", "violation"],
        "severity": ["high", "high", "low"],
        "accepted_by": pa.nulls(3, pa.string()),
        "facts": pa.array([[("platform.id", "x")], [("platform.id", None)], []], FACTS),
    }
)
MARKS = Marks(
    pa.table({"group": pa.array([0, 0, 1, 3], pa.int64()), "mark": pa.array([0, 2, 1, 2], pa.int32())}),
    CIRCUMSTANCES,
)


def records(*places: tuple[int, int, int]) -> pa.RecordBatch:
    """Return records by file, row and mark, called by their row."""
    return pa.record_batch(
        {
            "file": pa.array([file for file, _, _ in places], pa.int32()),
            "row": pa.array([row for _, row, _ in places], pa.int64()),
            "id": [f"id {row}" for _, row, _ in places],
            "url": pa.array([None] * len(places), pa.string()),
            "mark": pa.array([mark for _, _, mark in places], pa.int32()),
        }
    )


def listed(*batches: pa.RecordBatch) -> Listed:
    """Return a dataset of two files with these records."""
    return Listed("posts", ["a.parquet", "b.parquet"], CIRCUMSTANCES, batches)


@pytest.mark.parametrize(
    ("gate", "dropped"),
    [
        (Gate(), [0, 1, 3]),
        (Gate(violation=Severity.HIGH, unproven=None), [0]),
        (Gate(violation=None, unproven=Severity.HIGH), [1]),
        (Gate(violation=Severity.CRITICAL, unproven=Severity.CRITICAL), []),
    ],
)
def test_the_gate_divides_drop_from_keep(gate: Gate, dropped: list[int]) -> None:
    """A group is to be dropped once if any verdict on it fails the gate, else to be kept."""
    drop, keep = (
        wanted_groups(kind, MARKS, 5, gate)["group"].to_pylist()
        for kind in (RowListKind.DROP, RowListKind.KEEP)
    )

    assert drop == dropped
    assert sorted(drop + keep) == [0, 1, 2, 3, 4]


def test_evidence_is_about_every_mark() -> None:
    """Evidence has every finding, whatever the gate."""
    assert wanted_groups(RowListKind.EVIDENCE, MARKS, 5, Gate(violation=None)) == MARKS.groups


def test_evidence(tmp_path: Path) -> None:
    """A row says which rule, what of which record, and by which facts; the summary has the file's digest."""
    path = tmp_path / "new/evidence.parquet"
    batches = (records((0, 4, 0), (0, 4, 2)), records((1, 0, 1)))
    found = write_list(RowListKind.EVIDENCE, path, [listed(*batches)])
    first, second, third = parquet.read_table(path).to_pylist()

    assert parquet.read_schema(path).equals(SCHEMAS[RowListKind.EVIDENCE])
    assert first == {
        "rule": "a/b",
        "verdict": "violation",
        "severity": "high",
        "accepted_by": None,
        "facts": [("platform.id", "x")],
        "dataset": "posts",
        "file": "a.parquet",
        "row": 4,
        "id": "id 4",
        "url": None,
    }
    assert (second["rule"], second["row"], second["facts"]) == ("c/d", 4, [])
    assert (third["file"], third["facts"]) == ("b.parquet", [("platform.id", None)])
    assert (found.rows, found.bytes) == (3, path.stat().st_size)


def test_batches_leave_no_trace(tmp_path: Path) -> None:
    """The same records in other batches are the same file, byte for byte."""
    whole = records(*((0, row, 0) for row in range(300_000)))
    written = []
    for size in (33_333, 300_000):
        # Pages of a file end where its writer was given the next piece.
        batches = (whole.slice(start, size) for start in range(0, 300_000, size))
        written.append(write_list(RowListKind.DROP, tmp_path / "drop.parquet", [listed(*batches)]))

    assert written[0] == written[1]
    assert written[0].rows == 300_000
    assert parquet.read_metadata(tmp_path / "drop.parquet").num_row_groups == 2


def test_nobody_on_a_list(tmp_path: Path) -> None:
    """An empty list has its columns."""
    path = tmp_path / "keep.parquet"

    assert write_list(RowListKind.KEEP, path, [listed()]).rows == 0
    assert parquet.read_table(path).schema.names == ["dataset", "file", "row", "id", "url"]


def test_an_older_list_stays_when_a_manifest_fails(tmp_path: Path) -> None:
    """Half a list never takes the place of a whole one."""
    path = tmp_path / "drop.parquet"
    write_list(RowListKind.DROP, path, [listed(records((0, 1, 0)))])
    before = path.read_bytes()

    def failing() -> Iterator[pa.RecordBatch]:
        yield records((0, 2, 0))
        raise ManifestError("it cannot be read")

    with pytest.raises(ManifestError):
        write_list(RowListKind.DROP, path, [Listed("posts", ["a.parquet"], CIRCUMSTANCES, failing())])

    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_path_that_is_no_file(tmp_path: Path) -> None:
    """A list is read again for its digest: a pipe or a device is refused, and stays what it is."""
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(UsageError, match="is no file"):
        write_list(RowListKind.DROP, tmp_path / "pipe", [listed()])
    assert (tmp_path / "pipe").is_fifo()


def test_a_path_that_cannot_be_written(tmp_path: Path) -> None:
    """It is an error that names the path."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(UsageError, match="cannot be written"):
        write_list(RowListKind.DROP, tmp_path / "file/drop.parquet", [listed()])
