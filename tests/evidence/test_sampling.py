"""Records drawn at random."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pytest

from compliance.errors import ManifestError
from compliance.evidence import Sampled, draw_sample
from compliance.model.manifest import ManifestFile
from compliance.model.report import Counts
from compliance.model.sample import AuditSample, Draw
from compliance.model.verdict import Verdict
from tests.factories import read_dataset, write_manifest

ROWS = 1_000
BATCH = 300


def manifest(folder: Path, files: int = 2, first: str = "part") -> tuple[ManifestFile, ...]:
    """Write files whose ids spell file and row, and return them."""
    for number in range(files):
        rows = [{"id": f"{number}-{row}", "platform": "x"} for row in range(ROWS)]
        write_manifest(folder / f"{first}-{number}.parquet", rows)
    return read_dataset(folder, base=folder).files


def records(files: int, marks: Sequence[int]) -> Iterator[pa.RecordBatch]:
    """Yield every record in batches, with marks in turn."""
    places = [(file, row, marks[row % len(marks)]) for file in range(files) for row in range(ROWS)]
    for start in range(0, len(places), BATCH):
        columns = zip(*places[start : start + BATCH], strict=True)
        types = (pa.int32(), pa.int64(), pa.int32())
        arrays = [pa.array(column, type_) for column, type_ in zip(columns, types, strict=True)]
        yield pa.record_batch(arrays, ["file", "row", "mark"])


def drawn(
    files: Sequence[ManifestFile], draw: Draw, batches: Sequence[pa.RecordBatch] | None = None
) -> AuditSample:
    """Return a sample for one rule that half of the records keep, and one that all break."""
    given = [(0, "law/one", "compliant"), (0, "law/two", "violation"), (1, "law/two", "violation")]
    columns = dict(zip(("mark", "rule", "verdict"), zip(*given, strict=True), strict=True))
    schema = pa.schema([("mark", pa.int32()), ("rule", pa.string()), ("verdict", pa.string())])
    every = ROWS * len(files)
    counts = (
        ("law/two", Counts(violation=every)),
        ("law/one", Counts(compliant=every // 2, not_applicable=every // 2)),
    )
    found = list(records(len(files), (0, 1))) if batches is None else batches
    return draw_sample(Sampled(files, found, pa.table(columns, schema), counts), draw)


def ids(sample: AuditSample) -> list[list[str]]:
    """Return the ids of each stratum in the order of the draw."""
    return [[dict(row.cells)["id"] for row in stratum.rows] for stratum in sample.strata]


def test_as_many_of_each_as_asked(tmp_path: Path) -> None:
    """Each stratum has so many records, none twice, from every file, in the order of the rules."""
    sample = drawn(manifest(tmp_path), Draw(59))
    two, one = ids(sample)

    assert [(each.rule, each.verdict, each.records) for each in sample.strata] == [
        ("law/two", Verdict.VIOLATION, 2000),
        ("law/one", Verdict.COMPLIANT, 1000),
    ]
    assert len(set(two)) == len(set(one)) == 59
    assert {id_[0] for id_ in two} == {id_[0] for id_ in one} == {"0", "1"}
    assert all(int(id_[2:]) % 2 == 0 for id_ in one)


def test_all_of_a_few(tmp_path: Path) -> None:
    """A stratum that has fewer records is drawn whole, and then nothing is left to chance."""
    _, one = drawn(manifest(tmp_path, files=1), Draw(600)).strata

    assert sorted(row.row for row in one.rows) == list(range(0, ROWS, 2))
    assert one.bounds == ((0, 0), (1, 1), (2, 2))


def test_the_same_again(tmp_path: Path) -> None:
    """Neither the order of records, nor how batches are cut, nor what files are called changes a sample."""
    files = manifest(tmp_path / "one")
    sample = drawn(files, Draw(20))
    backwards = [batch.take(pa.array(range(batch.num_rows)[::-1])) for batch in [*records(2, (0, 1))][::-1]]
    in_one = pa.Table.from_batches(records(2, (0, 1))).combine_chunks().to_batches()

    assert drawn(files, Draw(20), backwards) == sample
    assert drawn(files, Draw(20), in_one) == sample
    assert ids(drawn(manifest(tmp_path / "two", first="renamed"), Draw(20))) == ids(sample)


def test_a_smaller_sample_is_the_beginning_of_a_larger(tmp_path: Path) -> None:
    """Whoever checks on takes the next records, and has checked none in vain."""
    files = manifest(tmp_path)
    small, large = ids(drawn(files, Draw(10))), ids(drawn(files, Draw(40)))

    assert small == [stratum[:10] for stratum in large]


def test_another_seed(tmp_path: Path) -> None:
    """A seed of one's own draws others; without one, the content of the files is the seed."""
    files = manifest(tmp_path)
    ours, theirs = drawn(files, Draw(20)), drawn(files, Draw(20, "2026-W34"))

    assert len(ours.seed) == 64
    assert theirs.seed == "2026-W34"
    assert ids(ours) != ids(theirs)
    assert ids(drawn(files, Draw(20, ours.seed))) == ids(ours)


def test_every_part_has_its_share(tmp_path: Path) -> None:
    """Of five hundred records, every tenth of the manifest has about fifty: no part is preferred."""
    two, _ = ids(drawn(manifest(tmp_path), Draw(500)))
    tenths = [0] * 10
    for id_ in two:
        file, _, row = id_.partition("-")
        tenths[(int(file) * ROWS + int(row)) * 10 // (2 * ROWS)] += 1

    assert all(30 <= count <= 70 for count in tenths)


def test_copies_of_a_file_are_drawn_apart(tmp_path: Path) -> None:
    """Of two files with the same bytes, not the same rows are drawn."""
    for name in ("a", "b"):
        write_manifest(
            tmp_path / f"{name}.parquet", [{"id": str(row), "platform": "x"} for row in range(ROWS)]
        )
    two, _ = drawn(read_dataset(tmp_path, base=tmp_path).files, Draw(100)).strata
    rows = {name: {row.row for row in two.rows if row.file == f"{name}.parquet"} for name in "ab"}

    assert rows["a"] != rows["b"]
    assert len(rows["a"] & rows["b"]) < 20


def test_a_file_that_fails(tmp_path: Path) -> None:
    """What the scan raises is raised as it is."""

    def failing() -> Iterator[pa.RecordBatch]:
        yield from records(1, (0,))
        raise ManifestError("it is gone")

    files = manifest(tmp_path)
    empty = pa.table({"mark": pa.array([], pa.int32()), "rule": pa.array([], pa.string()), "verdict": []})

    with pytest.raises(ManifestError, match="it is gone"):
        draw_sample(Sampled(files, failing(), empty, ()), Draw(5))
