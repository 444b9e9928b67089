"""Names that two rows of reference data claim."""

from pathlib import Path

import pytest

from compliance.errors import ConfigurationError
from compliance.inputs.reference import read_reference
from tests.factories import write_text
from tests.inputs.test_reference import SOURCE, write_reference

RIGHTS = (
    "commercial_use: allowed, derivatives: allowed, redistribution: allowed, training: allowed, "
    "attribution: required, share_alike: not_required"
)


def write_platform(folder: Path, id_: str = "own", more: str = "", hosts: str = "own.example") -> None:
    """Write a platform of a team's own."""
    text = f"id: {id_}\nname: {id_}\nowner: Us\n{more}\ndomains: {{primary: [{hosts}], {SOURCE}}}\n"
    write_text(folder / "platforms" / f"{id_}.yaml", text)


def faults(folder: Path, *own: str) -> list[str]:
    """Return the problems of small reference data with the team's folders beside it."""
    shipped = write_reference(folder / "ref")
    row = f"{{id: MIT, names: [The Expat License], {RIGHTS}, {SOURCE}}}"
    write_text(shipped / "licenses.yaml", f"licenses: [{row}]")
    try:
        read_reference(shipped, "ref", [(folder / name, name) for name in own])
    except ConfigurationError as error:
        return [str(problem) for problem in error.problems]
    return []


def test_own_names_add_to_ours(tmp_path: Path) -> None:
    """Names, hosts and archives that nobody has are no problem, nor is a name that repeats its own id."""
    write_platform(tmp_path / "own", more="aliases: [own, ours]", hosts="own.example, sub.own.example")
    write_text(tmp_path / "own" / "archives.yaml", f"archives: [{{host: old.example, {SOURCE}}}]")

    assert faults(tmp_path, "own") == []


@pytest.mark.parametrize(
    ("platform", "fault"),
    [
        (
            {"id_": "x"},
            "own/platforms/x.yaml:1:5: the platform 'x' is given already, in ref/platforms/x.yaml:1",
        ),
        ({"more": "aliases: [a, Twitter]"}, "own/platforms/own.yaml:4:14: the platform 'Twitter' is given"),
        ({"hosts": "own.example, t.co"}, "own/platforms/own.yaml:5:34: the host 't.co' is given already"),
        ({"hosts": "archive.ph"}, "own/platforms/own.yaml:5:21: the host 'archive.ph' is given already"),
        (
            {"hosts": "api.x.com"},
            "own/platforms/own.yaml:5:21: the host api.x.com lies below x.com, which ref/",
        ),
        ({"hosts": "Own.example"}, "own/platforms/own.yaml:5:21: 'Own.example' is no host"),
        (
            {"hosts": "'https://own.example/'"},
            "own/platforms/own.yaml:5:21: 'https://own.example/' is no host",
        ),
        ({"hosts": "example"}, "own/platforms/own.yaml:5:21: 'example' is no host"),
    ],
)
def test_a_contested_platform(platform: dict[str, str], fault: str, tmp_path: Path) -> None:
    """An id, alias or host that exists, or that no address can have, is shown with both places."""
    write_platform(tmp_path / "own", **platform)

    assert faults(tmp_path, "own")[0].startswith(fault)


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        (
            "licenses",
            f"{{id: LicenseRef-a, names: [expat], {RIGHTS}, {SOURCE}}}",
            "the licence 'expat' is given",
        ),
        (
            "licenses",
            f"{{id: mit, {RIGHTS}, {SOURCE}}}",
            "the licence 'mit' is given already, in ref/licenses",
        ),
        (
            "datasets",
            f"{{id: own, names: [C4], {SOURCE}}}",
            "the dataset 'C4' is given already, in ref/datasets",
        ),
        (
            "archives",
            f"{{host: x.com, {SOURCE}}}",
            "the host 'x.com' is given already, in ref/platforms/x.yaml",
        ),
    ],
)
def test_a_contested_row(name: str, text: str, fault: str, tmp_path: Path) -> None:
    """Spellings of one name count as that name."""
    write_text(tmp_path / "own" / f"{name}.yaml", f"{name}: [{text}]")

    assert [fault in found for found in faults(tmp_path, "own")] == [True]


def test_two_rows_of_one_file(tmp_path: Path) -> None:
    """A row that is given twice in one file would be lost, so it is an error."""
    row = f"{{id: own, {SOURCE}}}"
    write_text(tmp_path / "own" / "datasets.yaml", f"datasets:\n  - {row}\n  - {row}\n")

    assert faults(tmp_path, "own")[0].startswith("own/datasets.yaml:3:10: the dataset 'own' is given already")


def test_two_folders(tmp_path: Path) -> None:
    """Two folders of a team cannot both have a platform."""
    write_platform(tmp_path / "one")
    write_platform(tmp_path / "two")

    assert faults(tmp_path, "one", "two")[0].startswith("two/platforms/own.yaml:1:5: the platform 'own'")
