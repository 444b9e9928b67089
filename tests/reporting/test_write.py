"""Reports on disk."""

import os
from pathlib import Path

import pytest

from compliance.errors import UsageError
from compliance.reporting.catalog import FORMATS
from compliance.reporting.write import write
from tests.reporting.sample_report import clean_report, sample_report


@pytest.mark.parametrize("name", FORMATS)
def test_a_written_report_is_the_rendered_one(name: str, tmp_path: Path) -> None:
    """The file holds exactly the rendered text in UTF-8, in folders made for it."""
    path = tmp_path / "new" / "folder" / "report"

    write(sample_report(), name, path)

    assert path.read_bytes().decode() == FORMATS[name].render(sample_report())


def test_a_new_report_replaces_an_old_one(tmp_path: Path) -> None:
    """Writing again leaves one file, the new one, in another file than the old."""
    path = tmp_path / "report.json"
    write(clean_report(), "json", path)
    old = path.open("rb")

    write(sample_report(), "json", path)

    with old:
        assert '"outcome": "compliant"' in old.read().decode()
    assert '"outcome": "failed"' in path.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    """When the target cannot be replaced, no temporary file stays."""
    path = tmp_path / "report.json"
    (path / "in the way").mkdir(parents=True)

    with pytest.raises(UsageError, match="cannot be written") as caught:
        write(clean_report(), "json", path)

    assert caught.value.remedy
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    """A misspelt format is told which ones exist."""
    with pytest.raises(UsageError, match="'htm'") as caught:
        write(clean_report(), "htm", tmp_path / "report")

    assert "html" in caught.value.remedy


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_a_report_is_as_readable_as_any_new_file(tmp_path: Path) -> None:
    """The file has the mode that the user's mask gives to new files, not a private one."""
    (tmp_path / "other").write_text("", encoding="utf-8")

    write(clean_report(), "text", tmp_path / "report.txt")

    assert (tmp_path / "report.txt").stat().st_mode == (tmp_path / "other").stat().st_mode
