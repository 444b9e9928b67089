"""Which configuration a folder has."""

from pathlib import Path

import pytest

from compliance.errors import ConfigurationError
from compliance.inputs.configuration import find_configuration, is_configured, read_configuration
from tests.factories import write_text


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with folders a/b."""
    (tmp_path / "r" / ".git").mkdir(parents=True)
    (tmp_path / "r" / "a" / "b").mkdir(parents=True)
    return tmp_path / "r"


def test_the_nearest(repository: Path) -> None:
    """The nearest file counts, and the search ends at the root of the repository."""
    here = repository / "a" / "b"
    write_text(repository.parent / "compliance.toml", "quiet = true")

    assert find_configuration(here) is None
    for folder, way in ((repository, "../../"), (repository / "a", "../"), (here, "")):
        write_text(folder / "compliance.toml", "quiet = true")
        found = find_configuration(here)
        assert found is not None
        assert (found.folder, found.file.path) == (folder.resolve(), f"{way}compliance.toml")


def test_outside_of_a_repository(tmp_path: Path) -> None:
    """Without a repository only the folder itself is looked into."""
    (tmp_path / "a").mkdir()
    write_text(tmp_path / "compliance.toml", "quiet = true")

    assert find_configuration(tmp_path / "a") is None
    assert find_configuration(tmp_path) is not None


@pytest.mark.parametrize(
    "text",
    [
        "[tool.compliance]\nquiet = true",
        "[tool]\ncompliance = {quiet = true}",
        "tool.compliance.quiet = true",
        '["tool"."compliance"]\nquiet = true',
        "[ tool . compliance ]\nquiet = true",
    ],
)
def test_a_table_in_pyproject(repository: Path, text: str) -> None:
    """The table may be written in every way that TOML has."""
    write_text(repository / "pyproject.toml", text)
    found = find_configuration(repository)

    assert found is not None
    assert found.value == {"quiet": True}


def test_places_in_pyproject(repository: Path) -> None:
    """A setting is where it stands in the whole file."""
    write_text(repository / "pyproject.toml", "[project]\nname = 'x'\n[tool.compliance]\nquiet = true")
    found = find_configuration(repository)

    assert found is not None
    assert found.place(("quiet",)) == "pyproject.toml:4:1"


@pytest.mark.parametrize("text", ["[project]\nname = 'compliance'", "[tool.ruff]\n", "not TOML"])
def test_a_pyproject_of_others(repository: Path, text: str) -> None:
    """A pyproject.toml without the table is none, and the search goes on; nor need it be TOML."""
    write_text(repository / "compliance.toml", "quiet = true")
    write_text(repository / "a" / "pyproject.toml", text)
    found = find_configuration(repository / "a")

    assert found is not None
    assert found.file.path == "../compliance.toml"


def test_two_in_one_folder(repository: Path) -> None:
    """Nobody can tell which of two is meant."""
    write_text(repository / "compliance.toml", "quiet = true")
    write_text(repository / "pyproject.toml", "[tool.compliance]\n")
    with pytest.raises(ConfigurationError, match=r"compliance\.toml:1:1: .* keep one of them"):
        find_configuration(repository)

    assert is_configured(repository)


def test_no_table(repository: Path) -> None:
    """A table that is none, and a named pyproject.toml without it, are errors."""
    path = write_text(repository / "pyproject.toml", "[tool]\ncompliance = 3")
    with pytest.raises(ConfigurationError, match=r"pyproject\.toml:2:1: "):
        find_configuration(repository)
    write_text(path, "[tool.ruff]\n")
    with pytest.raises(ConfigurationError, match="no table"):
        read_configuration(path)


def test_a_named_file(repository: Path) -> None:
    """A file that is named may have any name; it is all settings."""
    path = write_text(repository / "ci.toml", "quiet = true")

    assert read_configuration(path).value == {"quiet": True}
    assert not is_configured(repository)
