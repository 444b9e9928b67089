"""`compliance check --changed`: a hook hands over files, and the datasets that they touch are checked."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Compliance, write_purposes, write_rule
from tests.factories import write_text
from tests.repository import NEEDS_GIT, repository

pytestmark = NEEDS_GIT
RULES = ("--rules", "laws")


@pytest.fixture
def project(compliance: Compliance, tmp_path: Path) -> Compliance:
    """Return the command in a repository with a compliant and a violating dataset."""
    write_rule(tmp_path / "laws")
    write_purposes(tmp_path / "good", "research", name="good")
    write_purposes(tmp_path / "bad", "rag", name="bad")
    repository(tmp_path).commit()
    return compliance


def names(project: Compliance, *files: str) -> tuple[int, list[str]]:
    """Return the exit code, and the datasets that were checked, for files that changed."""
    outcome = project("check", "--changed", *RULES, "-o", "json=report.json", *files)
    return outcome.code, [found["name"] for found in json.loads(Path("report.json").read_text())["datasets"]]


def test_only_what_the_files_touch(project: Compliance) -> None:
    """A card or a manifest stands for its dataset; the others are not looked at."""
    (manifest,) = Path("good").rglob("*.parquet")

    assert names(project, str(manifest)) == (0, ["good"])
    assert names(project, "bad/dataset.yaml") == (1, ["bad"])


def test_every_file(project: Compliance) -> None:
    """`pre-commit run --all-files` checks everything: it can pass only if all is well."""
    files = [str(path) for path in Path().rglob("*.*") if ".git/" not in f"{path}/"]

    assert names(project, *files) == (1, ["bad", "good"])


def test_files_that_concern_no_dataset(project: Compliance) -> None:
    """A commit of other files passes, and the command says that it looked at nothing."""
    write_text(Path("notes.md"), "a note\n")
    outcome = project("check", "--changed", *RULES, "notes.md")

    assert (outcome.code, outcome.out) == (0, "No file that changed touches a dataset.\n")


def test_a_file_that_is_gone(project: Compliance) -> None:
    """A deleted manifest touches its dataset, which is then incomplete, not unnoticed."""
    (manifest,) = Path("good").rglob("*.parquet")
    manifest.unlink()
    outcome = project("check", "--changed", *RULES, str(manifest))

    assert outcome.code != 0


def test_outside_of_a_repository(compliance: Compliance, tmp_path: Path) -> None:
    """Without git nobody can tell what a file belongs to."""
    write_purposes(tmp_path / "good", "research", name="good")

    assert compliance("check", "--changed", "good/dataset.yaml").code == 2
