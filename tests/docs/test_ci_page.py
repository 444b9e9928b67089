"""What the guide says of CI."""

from pathlib import Path

from compliance.cli.ci import GITLAB_FILES, WORDS
from compliance.reporting.catalog import FORMATS

PAGE = (Path(__file__).parents[2] / "docs" / "guide" / "ci.md").read_text(encoding="utf-8")


def test_every_option_is_explained() -> None:
    """Each option of each format is in the table, with every word that it takes."""
    for name, format_ in FORMATS.items():
        for key, option in format_.options.items():
            lines = [
                line for line in PAGE.splitlines() if line.startswith(f"| `{key}=") and f"`{name}`" in line
            ]

            assert lines
            assert all(any(f"`{key}={word}`" in line for line in lines) for word in option.words)


def test_names_are_current() -> None:
    """The systems, and the files that are written for GitLab, are those of the program."""
    assert all(f"--ci {word}" in PAGE for word in WORDS if word != "auto")
    assert all(f"`{file}`" in PAGE for file in GITLAB_FILES.values())
