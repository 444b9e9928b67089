"""The folders in which a team keeps its own laws."""

from pathlib import Path

import pytest

from compliance.errors import ConfigurationError
from compliance.inputs.teams import team_places
from tests.factories import write_text

SHIPPED = Path("no/such/folder")


def faults(folder: Path) -> list[str]:
    """Return the problems of a team's folder, each without the path of the folder."""
    with pytest.raises(ConfigurationError) as caught:
        team_places([folder], SHIPPED)
    return [str(problem).removeprefix(folder.as_posix()) for problem in caught.value.problems]


def test_a_folder_counts_once(tmp_path: Path) -> None:
    """A folder that is given twice, however it is written, is read once, and the order is kept."""
    for name in ("one", "two"):
        write_text(tmp_path / name / "adjustments.yaml", "{}")
    again = tmp_path / "two" / ".." / "one"
    places = team_places([tmp_path / "one", tmp_path / "two", again], SHIPPED)

    assert [path for path, _ in places] == [tmp_path / "one", tmp_path / "two"]


def test_a_folder_called_as_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A team's folder `rules` is told from the shipped one, which reports call so."""
    monkeypatch.chdir(tmp_path)
    write_text(Path("rules/adjustments.yaml"), "{}")

    assert team_places([Path("rules")], SHIPPED) == [(Path("rules"), "./rules")]


def test_the_shipped_folder(tmp_path: Path) -> None:
    """The shipped folder is read anyway and is no team's."""
    assert team_places([tmp_path], tmp_path / "x" / "..") == []


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there is an error."""
    assert faults(tmp_path / "nowhere") == [":1:1: there is no such folder"]


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder without laws would change nothing, so it is an error."""
    write_text(tmp_path / "README.md", "")

    assert [fault.split(":")[3].strip() for fault in faults(tmp_path)] == ["holds no laws"]


@pytest.mark.parametrize(
    "name",
    [
        "adjustment.yaml",
        "adjustments.yml",
        "references/licenses.yaml",
        "reference/licences.yaml",
        "reference/datasets.yml",
        "reference/platforms/own.yml",
        "reference/platform/own.yaml",
        "mine/rule.yml",
        "mine/adjustments.yaml",
    ],
)
def test_a_file_that_would_be_overlooked(name: str, tmp_path: Path) -> None:
    """A file that nobody would read, but whose name says it is meant to be, is an error."""
    write_text(tmp_path / "mine" / "pack.yaml", "")
    write_text(tmp_path / name, "")
    (fault,) = faults(tmp_path)

    assert name.startswith(fault.split(":")[0].strip("/"))


def test_other_files_are_none_of_ours(tmp_path: Path) -> None:
    """Other files and folders may lie beside the laws."""
    write_text(tmp_path / "adjustments.yaml", "{}")
    write_text(tmp_path / "mkdocs.yml", "")
    write_text(tmp_path / "data" / "dataset.yaml", "")
    write_text(tmp_path / "reference" / "README.md", "")

    assert len(team_places([tmp_path], SHIPPED)) == 1
