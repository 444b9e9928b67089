"""Parquet footers: what a file holds, or one sentence on why it cannot be read."""

import hashlib
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from compliance.errors import ManifestError
from compliance.inputs.manifests.footer import read_footer
from tests.factories import write_manifest, write_table

GOOD = [{"id": str(number), "url": "u"} for number in range(10)]


def refusal(path: Path) -> ManifestError:
    """Return why the file cannot be read."""
    with pytest.raises(ManifestError) as caught:
        read_footer(path, "m.parquet")
    assert not isinstance(caught.value.__cause__, AttributeError)
    return caught.value


def good(folder: Path) -> Path:
    """Write a good Parquet file and return its path."""
    return write_manifest(folder / "m.parquet", GOOD)


def test_a_good_file(tmp_path: Path) -> None:
    """Rows, row groups and columns are those of the footer, and the digest is that of the bytes."""
    path = tmp_path / "m.parquet"
    parquet.write_table(
        pa.table({"id": list(range(10)), "B": [{"a": 1}] * 10, "": [1] * 10}), path, row_group_size=4
    )
    footer = read_footer(path, "shown.parquet")

    assert (footer.rows, footer.row_groups, footer.columns) == (10, 3, ("id", "B", ""))
    assert (footer.input.path, footer.input.kind, footer.input.bytes) == (
        "shown.parquet",
        "manifest",
        path.stat().st_size,
    )
    assert footer.input.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("content", "problem", "remedy"),
    [
        (b"", "it is empty, 0 bytes", "write the file again from its source"),
        (b"PARE" + b"x" * 40 + b"PARE", "its Parquet footer is encrypted", "give a decrypted copy"),
        (b"PAR1" + b"x" * 40 + b"PARE", "its Parquet footer is encrypted", "give a decrypted copy"),
        (b"id,url\n1,https://x.com\n", "it is not a Parquet file", "convert it to Parquet"),
        (b"PK\x03\x04" + b"x" * 40, "it is not a Parquet file", "convert it to Parquet"),
        (b"x", "it is not a Parquet file", "convert it to Parquet"),
        (b"PAR1", "it is truncated: the Parquet footer at its end is missing", "copy it again"),
        (b"PAR1PAR1", "it is truncated: the Parquet footer at its end is missing", "copy it again"),
        (b"PAR1" + b"x" * 40, "it is truncated: the Parquet footer at its end is missing", "copy it again"),
    ],
)
def test_what_the_file_is_instead(content: bytes, problem: str, remedy: str, tmp_path: Path) -> None:
    """The error says what the file is instead and what to do."""
    path = tmp_path / "m.parquet"
    path.write_bytes(content)
    error = refusal(path)

    assert (error.text, error.remedy) == (problem, remedy)


def test_a_truncated_copy(tmp_path: Path) -> None:
    """A file that lost its end at any place is truncated, never read in part."""
    path = good(tmp_path)
    content = path.read_bytes()
    for size in (5, 12, len(content) // 2, len(content) - 1):
        path.write_bytes(content[:size])
        assert refusal(path).text.startswith("it is truncated: ")


@pytest.mark.parametrize("length", [0, 1, 7, 2**31 - 1, 2**32 - 1])
def test_a_wrong_footer_length(length: int, tmp_path: Path) -> None:
    """A length that points nowhere is a damaged footer."""
    path = good(tmp_path)
    path.write_bytes(path.read_bytes()[:-8] + length.to_bytes(4, "little") + b"PAR1")
    error = refusal(path)

    assert error.text.startswith("its Parquet footer is damaged (")
    assert "\n" not in error.text
    assert error.remedy == "write the file again from its source"


@pytest.mark.parametrize("filler", [b"\x00", b"\xff", b"A"])
def test_a_footer_of_rubbish(filler: bytes, tmp_path: Path) -> None:
    """Rubbish between sound ends is a damaged footer."""
    path = good(tmp_path)
    content = path.read_bytes()
    length = int.from_bytes(content[-8:-4], "little")
    path.write_bytes(content[: -8 - length] + filler * length + content[-8:])

    assert refusal(path).text.startswith("its Parquet footer is damaged (")


def test_a_name_that_is_not_text(tmp_path: Path) -> None:
    """A footer whose column names are not UTF-8 is damaged."""
    path = write_manifest(tmp_path / "m.parquet", [{"zzzzzz": "1"}])
    path.write_bytes(path.read_bytes().replace(b"zzzzzz", b"\xff\xfe\xfa\xff\xfe\xfa"))

    assert refusal(path).text.startswith("its Parquet footer is damaged (")


def test_two_columns_of_one_name(tmp_path: Path) -> None:
    """Which of two equal columns is meant cannot be told."""
    table = pa.Table.from_arrays([pa.array([1]), pa.array([2]), pa.array([3])], names=["id", "url", "id"])
    error = refusal(write_table(tmp_path / "m.parquet", table))

    assert error.text == "it has two columns named 'id', case aside"
    assert error.remedy


def test_an_absurd_schema(tmp_path: Path) -> None:
    """Thousands of columns are no manifest."""
    wide = pa.table({f"c{number}": pa.array([1], pa.int8()) for number in range(5_001)})

    assert refusal(write_table(tmp_path / "m.parquet", wide)).text.startswith("it has 5,001 columns")


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    """A missing file and a folder are errors of the file, not crashes."""
    for path in (tmp_path / "none.parquet", tmp_path):
        assert refusal(path).text.startswith("it cannot be opened: ")
