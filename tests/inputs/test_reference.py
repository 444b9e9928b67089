"""Reference data."""

import shutil
from pathlib import Path

import pytest

from compliance.errors import ConfigurationError
from compliance.inputs.discovery import shipped_rules
from compliance.inputs.reference import read_reference
from compliance.model.platform import HostKind
from tests.factories import write_text

SOURCE = "source: {url: 'https://example.org'}"


def write_reference(folder: Path) -> Path:
    """Write the least reference data there can be, and return its folder."""
    write_text(
        folder / "platforms" / "x.yaml",
        "id: x\nname: X\naliases: [twitter]\nowner: X Corp.\n"
        f"domains: {{primary: [x.com], short_link: [t.co], {SOURCE}}}",
    )
    write_text(folder / "licenses.yaml", "licenses: []")
    write_text(folder / "datasets.yaml", f"datasets: [{{id: c4, platforms: [x], {SOURCE}}}]")
    write_text(folder / "archives.yaml", f"archives: [{{host: archive.ph, {SOURCE}}}]")
    write_text(folder / "models.yaml", f"models: [{{id: m, names: [m], output_training: silent, {SOURCE}}}]")
    return folder


def faults(folder: Path) -> list[str]:
    """Return the problems of reference data as the command line shows them."""
    with pytest.raises(ConfigurationError) as caught:
        read_reference(folder, "ref")
    return [str(problem) for problem in caught.value.problems]


def test_small_reference_data(tmp_path: Path) -> None:
    """Platforms, hosts, archives and datasets are found by name, and every file is on the receipt."""
    read = read_reference(write_reference(tmp_path), "ref")

    assert [(line.host, line.platform, line.kind) for line in read.reference.hosts] == [
        ("archive.ph", None, HostKind.ARCHIVE),
        ("t.co", "x", HostKind.SHORT_LINK),
        ("x.com", "x", HostKind.PRIMARY),
    ]
    assert read.reference.platform_ids == {"x": "x", "twitter": "x"}
    assert [dataset.id for dataset in read.reference.datasets] == ["c4"]
    assert [recorded.path for recorded in read.inputs] == [
        "ref/platforms/x.yaml",
        "ref/licenses.yaml",
        "ref/datasets.yaml",
        "ref/archives.yaml",
        "ref/models.yaml",
    ]


def test_every_broken_file_at_once(tmp_path: Path) -> None:
    """The problems of all files come together."""
    write_reference(tmp_path)
    write_text(tmp_path / "platforms" / "y.yaml", "id: y\n")
    write_text(tmp_path / "licenses.yaml", "licenses: [")
    (tmp_path / "archives.yaml").unlink()

    assert {fault.split(":")[0] for fault in faults(tmp_path)} == {
        "ref/platforms/y.yaml",
        "ref/licenses.yaml",
        "ref/archives.yaml",
    }


def test_a_fact_without_a_source(tmp_path: Path) -> None:
    """Nothing is believed that does not say where it was read."""
    write_reference(tmp_path)
    write_text(tmp_path / "archives.yaml", "archives: [{host: archive.ph}]")

    assert faults(tmp_path) == ["ref/archives.yaml:1:12: `source` is missing"]


@pytest.mark.parametrize(
    ("model", "fault"),
    [
        ("provider: who", "ref/models.yaml:1:28: there is no platform 'who'"),
        ("provider: x, documents: [Terms]", "ref/models.yaml:1:43: the platform 'x' has no document 'Terms'"),
        ("output_training: silent, license: who", "ref/models.yaml:1:52: there is no license 'who'"),
        (
            "names: [m]",
            "ref/models.yaml:1:10: a model has a provider, or open weights with `output_training`",
        ),
        ("output_training: maybe", "ref/models.yaml:1:10: output_training is one of silent, allowed, "),
    ],
)
def test_a_model_without_terms(model: str, fault: str, tmp_path: Path) -> None:
    """A model whose terms are not in the reference data is pointed at."""
    write_reference(tmp_path)
    write_text(tmp_path / "models.yaml", f"models: [{{id: m, {model}, {SOURCE}}}]")

    (found,) = faults(tmp_path)

    assert found.startswith(fault)


def test_two_platforms_with_one_id(tmp_path: Path) -> None:
    """A platform given twice would lose the terms of the first, so it is an error."""
    write_reference(tmp_path)
    shutil.copy(tmp_path / "platforms" / "x.yaml", tmp_path / "platforms" / "y.yaml")

    assert faults(tmp_path)


def test_the_shipped_reference_data() -> None:
    """The reference data that comes with the program can be read."""
    reference = read_reference(shipped_rules() / "reference", "rules/reference").reference

    assert reference.platform_ids["twitter"] == "x"
    assert {"x.com", "reddit.com", "web.archive.org"} <= {line.host for line in reference.hosts}
    assert all(line.host == line.host.lower().strip(".") for line in reference.hosts)
