"""Adding to `waivers.yaml`: what was there stays, and what is not YAML is not made worse."""

from pathlib import Path

import pytest

from compliance.errors import ConfigurationError, UsageError
from compliance.inputs.waiver_file import add_waiver, filled
from compliance.inputs.yaml_file import read_yaml
from tests.factories import write_text

LINES = ("waivers:", "  - id: new", '    owner: ""  # who', "    # document: {path: a}")


def ids(path: Path) -> list[str]:
    """Return the ids of the waivers in a file."""
    value = read_yaml(path, "w", "waivers").value
    assert isinstance(value, dict)
    return [entry["id"] for entry in value["waivers"]]


def test_a_new_file(tmp_path: Path) -> None:
    """Where there is none, the file begins with the waiver."""
    path = tmp_path / "team" / "waivers.yaml"

    assert add_waiver(path, LINES) == 2
    assert ids(path) == ["new"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# ours\nwaivers:\n  - id: old  # keep\n", 4),
        ("# ours\nwaivers:\n- id: old  # keep\n", 4),
        ("# ours\nwaivers:\n    - id: old  # keep", 4),
    ],
)
def test_entries_and_comments_stay(tmp_path: Path, text: str, line: int) -> None:
    """The waiver comes after those that are there, indented as they are."""
    path = write_text(tmp_path / "waivers.yaml", text)

    assert add_waiver(path, LINES) == line
    assert ids(path) == ["old", "new"]
    assert path.read_text().startswith(text.rstrip("\n"))


@pytest.mark.parametrize("text", ["", "# ours\n", "waivers: []\n", "waivers:\n", "waivers: []  # none yet\n"])
def test_an_empty_list_begins(tmp_path: Path, text: str) -> None:
    """A file without waivers gets its first."""
    path = write_text(tmp_path / "waivers.yaml", text)
    add_waiver(path, LINES)

    assert ids(path) == ["new"]
    assert ("none yet" in path.read_text()) == ("none yet" in text)


@pytest.mark.parametrize("text", ["waivers: [{id: old}]\n", "waivers:\n  - id: old\nother: 1\n"])
def test_a_list_that_text_cannot_be_added_to(tmp_path: Path, text: str) -> None:
    """The file stays as it was, byte for byte."""
    path = write_text(tmp_path / "waivers.yaml", text)
    with pytest.raises(UsageError, match="no list to add to"):
        add_waiver(path, LINES)

    assert path.read_text() == text


def test_a_broken_file(tmp_path: Path) -> None:
    """What is not YAML is named where it breaks, and stays."""
    path = write_text(tmp_path / "waivers.yaml", "waivers: [\n")
    with pytest.raises(ConfigurationError, match="is not YAML"):
        add_waiver(path, LINES)

    assert path.read_text() == "waivers: [\n"


def test_what_is_known_is_put_in() -> None:
    """Values take the place of what is empty, and of the comment where a document could be."""
    assert filled(LINES, {"owner": '"me"', "document": "{path: b}"}) == (
        *LINES[:2],
        '    owner: "me"',
        "    document: {path: b}",
    )
