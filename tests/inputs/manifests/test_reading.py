"""One manifest: every file looked at on its own, the unreadable ones named."""

from pathlib import Path

import pytest

from compliance.errors import UsageError
from compliance.inputs.manifests import read_manifest
from compliance.model.card import Card
from tests.factories import write_manifest

CARD = Card(name="d")
ROWS = [{"id": "1", "url": "u"}, {"id": "2", "url": "v"}]


def test_bad_files_leave_good_ones_alone(tmp_path: Path) -> None:
    """Each file that cannot be read is listed with its own reason; the rest is read."""
    write_manifest(tmp_path / "a.parquet", ROWS)
    (tmp_path / "b.parquet").write_bytes(b"")
    (tmp_path / "c.parquet").write_bytes(b"id,url\n")
    write_manifest(tmp_path / "d.parquet", [{"key": "1", "url": "u"}])
    write_manifest(tmp_path / "e.parquet", ROWS)
    manifest = read_manifest((tmp_path,), CARD, lambda path: path.name)

    assert [file.path for file in manifest.files] == ["a.parquet", "e.parquet"]
    assert [(line.path, line.problem, line.rows) for line in manifest.unread] == [
        ("b.parquet", "it is empty, 0 bytes", None),
        ("c.parquet", "it is not a Parquet file", None),
        ("d.parquet", "it has no column `id`", 1),
    ]
    assert all(line.remedy and line.rows_examined == 0 for line in manifest.unread)


def test_a_file_that_lacks_a_column_is_named(tmp_path: Path) -> None:
    """The file without the column is left out, with its rows, not the files that have it."""
    write_manifest(tmp_path / "a.parquet", [{"id": "1", "url": "u", "license": "MIT"}])
    write_manifest(tmp_path / "b.parquet", ROWS)
    manifest = read_manifest((tmp_path,), CARD, lambda path: path.name)

    assert [file.path for file in manifest.files] == ["a.parquet"]
    (line,) = manifest.unread
    assert (line.path, line.rows, line.rows_unread) == ("b.parquet", 2, 2)
    assert line.problem == "it lacks `license`, which other files of the manifest have"
    assert "b.parquet" not in (line.remedy or "")


def test_a_column_in_another_case_is_no_lack(tmp_path: Path) -> None:
    """Files may spell a column differently, and order their columns as they like."""
    write_manifest(tmp_path / "a.parquet", [{"id": "1", "url": "u"}])
    write_manifest(tmp_path / "b.parquet", [{"URL": "u", "Id": "1"}])

    assert [file.bindings for file in read_manifest((tmp_path,), CARD, str).files] == [
        (("id", '"id"'), ("url", '"url"')),
        (("id", '"Id"'), ("url", '"URL"')),
    ]


def test_a_partition_is_a_column(tmp_path: Path) -> None:
    """A Hive folder can give the platform, and the card can rename it."""
    write_manifest(tmp_path / "platform=x" / "a.parquet", [{"id": "1"}])
    (file,) = read_manifest((tmp_path,), CARD, str).files

    assert file.partitions == (("platform", "x"),)
    assert file.columns == ("id", "platform")
    assert dict(file.bindings)["platform"] == '"platform"'

    renamed = Card(name="d", columns={"publisher": "platform"})
    assert dict(read_manifest((tmp_path,), renamed, str).files[0].bindings)["publisher"] == '"platform"'


def test_a_column_wins_over_a_partition(tmp_path: Path) -> None:
    """If the file itself has the column, the folder adds nothing."""
    write_manifest(tmp_path / "url=folder" / "a.parquet", [{"id": "1", "url": "file"}])
    (file,) = read_manifest((tmp_path,), CARD, str).files

    assert (file.columns, file.partitions) == (("id", "url"), ())


def test_a_card_that_does_not_fit(tmp_path: Path) -> None:
    """A mapped column that a file lacks leaves out that file and says so."""
    write_manifest(tmp_path / "a.parquet", [{"key": "1", "url": "u"}])
    write_manifest(tmp_path / "b.parquet", [{"kye": "1", "url": "u"}])
    manifest = read_manifest((tmp_path,), Card(name="d", columns={"id": "key"}), lambda path: path.name)

    assert [file.path for file in manifest.files] == ["a.parquet"]
    assert "no column 'key'" in (manifest.unread[0].problem or "")


def test_no_such_manifest(tmp_path: Path) -> None:
    """A path that does not exist is an error of the command line."""
    with pytest.raises(UsageError):
        read_manifest((tmp_path / "none",), CARD, str)


def test_a_pattern_that_matches_nothing(tmp_path: Path) -> None:
    """A pattern without files is an empty manifest; the run will say that nothing was examined."""
    assert read_manifest((tmp_path / "*.parquet",), CARD, str).files == ()
