"""Files with one defect each, for everything that can be wrong with an input."""

from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from builders.files import write_table, write_text

_RECORDS = 20
_POINTER = """\
version https://git-lfs.github.com/spec/v1
oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
size 132735
"""


def write(folder: Path) -> tuple[Path, ...]:
    """Write one file for each defect; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    sound = _sound()
    whole = write_table(folder / "truncated.parquet", sound).read_bytes()
    return (
        _write(folder / "truncated.parquet", whole[: len(whole) * 2 // 3]),
        _write(folder / "empty.parquet", b""),
        write_text(folder / "git-lfs-pointer.parquet", _POINTER),
        write_text(folder / "not-parquet.parquet", "id,url\n1,https://blog.example.org/posts/1\n"),
        write_table(folder / "zero-rows.parquet", sound.slice(0, 0)),
        write_table(folder / "missing-columns.parquet", sound.drop_columns(["url", "platform"])),
        write_table(folder / "wrong-type.parquet", _with_structs(sound)),
        write_table(folder / "mixed-schemas" / "with-license.parquet", sound),
        write_table(folder / "mixed-schemas" / "without-license.parquet", sound.drop_columns(["license"])),
        _damage(write_table(folder / "corrupt-page.parquet", sound), "url"),
    )


def _sound() -> pa.Table:
    """Return the manifest that each file would be but for its defect."""
    numbers = range(_RECORDS)
    return pa.table(
        {
            "id": [f"page-{number}" for number in numbers],
            "url": [f"https://en.wikipedia.org/wiki/Example_{number}" for number in numbers],
            "platform": ["wikimedia"] * _RECORDS,
            "acquisition_method": ["official_dump"] * _RECORDS,
            "collected_at": pa.array(
                [1_704_067_200_000_000 + 60_000_000 * number for number in numbers], pa.timestamp("us", "UTC")
            ),
            "license": ["CC-BY-SA-4.0"] * _RECORDS,
            "attribution_text": ["Contributors of Wikipedia"] * _RECORDS,
            "purpose": ["pretrain"] * _RECORDS,
            "commercial": [True] * _RECORDS,
            "public_release": [False] * _RECORDS,
        }
    )


def _with_structs(table: pa.Table) -> pa.Table:
    moments = table["collected_at"].combine_chunks()
    structs = pa.StructArray.from_arrays([moments, moments], ["start", "end"])
    return table.set_column(table.schema.get_field_index("collected_at"), "collected_at", structs)


def _damage(path: Path, column: str) -> Path:
    """Overwrite the last half of the stored bytes of *column*; the footer stays whole."""
    chunk = next(
        chunk
        for chunk in parquet.read_metadata(path).row_group(0).to_dict()["columns"]
        if chunk["path_in_schema"] == column
    )
    start = chunk["dictionary_page_offset"] or chunk["data_page_offset"]
    size = chunk["total_compressed_size"]
    content = bytearray(path.read_bytes())
    content[start + size // 2 : start + size] = b"\xff" * (size - size // 2)
    return _write(path, bytes(content))


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
