"""Reference data: platforms, licences and known datasets."""

from dataclasses import dataclass
from pathlib import Path

from compliance.errors import ConfigurationError, Problem
from compliance.inputs.validation import Model, validate
from compliance.inputs.yaml_file import YamlFile, read_yaml
from compliance.model.platform import Platform
from compliance.model.reference import ArchiveHosts, KnownDatasets, Licenses, Reference
from compliance.model.report import Input


@dataclass(frozen=True)
class ReferenceFiles:
    """Reference data and the files it was read from."""

    reference: Reference
    inputs: tuple[Input, ...]


def read_reference(folder: Path, shown: str) -> ReferenceFiles:
    """Return the reference data of *folder*.

    Raises ConfigurationError with the problems of every file.
    """
    reader = _Reader(folder, shown)
    by_id: dict[str, Platform] = {}
    for path in sorted((folder / "platforms").glob("*.yaml")):
        platform = reader.read(f"platforms/{path.name}", Platform)
        if platform is not None and platform.id != path.stem:
            text = f"the file of the platform {platform.id!r} is called {platform.id}.yaml"
            reader.problems.append(reader.files[-1].problem(("id",), text))
        elif platform is not None:
            by_id[platform.id] = platform
    licenses = reader.read("licenses.yaml", Licenses)
    datasets = reader.read("datasets.yaml", KnownDatasets)
    archives = reader.read("archives.yaml", ArchiveHosts)
    if reader.problems or licenses is None or datasets is None or archives is None:
        raise ConfigurationError(tuple(reader.problems))
    reference = Reference(by_id, licenses.by_id(), datasets.datasets, archives.archives)
    return ReferenceFiles(reference, tuple(file.input for file in reader.files))


class _Reader:
    """Reads file after file and keeps every problem."""

    def __init__(self, folder: Path, shown: str) -> None:
        self.folder, self.shown = folder, shown
        self.files: list[YamlFile] = []
        self.problems: list[Problem] = []

    def read(self, name: str, model: type[Model]) -> Model | None:
        try:
            file = read_yaml(self.folder / name, f"{self.shown}/{name}", "reference")
            self.files.append(file)
            return validate(file, model)
        except ConfigurationError as error:
            self.problems += error.problems
            return None
