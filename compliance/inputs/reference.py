"""Reference data: platforms, licences and known datasets, ours and a team's."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from compliance.errors import ConfigurationError, Problem
from compliance.inputs.claims import (
    Claim,
    archive_claims,
    contested,
    dataset_claims,
    license_claims,
    misread,
    model_claims,
    platform_claims,
)
from compliance.inputs.teams import REFERENCE_FILES
from compliance.inputs.validation import Model, validate
from compliance.inputs.yaml_file import YamlFile, read_yaml
from compliance.model.input import Input
from compliance.model.license import LicenseReading, Rights
from compliance.model.platform import Platform
from compliance.model.reference import (
    ArchiveHost,
    ArchiveHosts,
    KnownDataset,
    KnownDatasets,
    KnownModel,
    KnownModels,
    Licenses,
    Reference,
)

LicenseReader = Callable[[str, Mapping[str, Rights]], LicenseReading]
"""Reads a written licence by the rights matrix."""


@dataclass(frozen=True)
class ReferenceFiles:
    """Reference data and the files it was read from."""

    reference: Reference
    inputs: tuple[Input, ...]


def read_reference(
    folder: Path, shown: str, beside: Sequence[tuple[Path, str]] = (), reads: LicenseReader | None = None
) -> ReferenceFiles:
    """Return the reference data of *folder*, and of a team's folders *beside* it.

    A team's folder may lack any file. A name that has a meaning without it is
    a problem; names of licences are read by *reads* to tell. Raises
    ConfigurationError with the problems of every file.
    """
    shipped = _Reader(folder, shown)
    shipped.read_all(REFERENCE_FILES)
    own = [_Reader(path, name) for path, name in beside]
    for reader in own:
        reader.read_all([name for name in REFERENCE_FILES if (reader.folder / name).is_file()])
    readers = [shipped, *own]
    own_claims = [claim for reader in own for claim in reader.claims]
    problems = [problem for reader in readers for problem in reader.problems]
    problems += contested(shipped.claims, own_claims) or _misread(own_claims, shipped.licenses, reads)
    if problems:
        raise ConfigurationError(tuple(problems))
    reference = Reference(
        {platform.id: platform for reader in readers for platform in reader.platforms},
        {rights.id: rights for reader in readers for rights in reader.licenses},
        tuple(dataset for reader in readers for dataset in reader.datasets),
        tuple(archive for reader in readers for archive in reader.archives),
        tuple(model for reader in readers for model in reader.models),
    )
    problems += (problem for reader in readers for problem in _unknown_terms(reader, reference))
    if problems:
        raise ConfigurationError(tuple(problems))
    return ReferenceFiles(reference, tuple(file.input for reader in readers for file in reader.files))


def _misread(
    claims: Iterable[Claim], licenses: Iterable[Rights], reads: LicenseReader | None
) -> list[Problem]:
    if reads is None:
        return []
    matrix = {rights.id: rights for rights in licenses}
    return misread(claims, lambda written: reads(written, matrix))


def _unknown_terms(reader: "_Reader", reference: Reference) -> Iterator[Problem]:
    """Yield a problem for each model of a folder whose terms are not in the reference data."""
    for index, model in enumerate(reader.models):
        # The file of the models is the last that is read.
        file = reader.files[-1]
        provider = None if model.provider is None else reference.platforms.get(model.provider)
        if model.provider is not None and provider is None:
            yield file.problem(("models", index, "provider"), f"there is no platform {model.provider!r}")
        titles = {document.title for document in provider.documents} if provider else set(model.documents)
        for place, title in enumerate(model.documents):
            if title not in titles:
                text = f"the platform {model.provider!r} has no document {title!r}"
                yield file.problem(("models", index, "documents", place), text)
        if model.license is not None and model.license not in reference.licenses:
            yield file.problem(("models", index, "license"), f"there is no license {model.license!r}")


class _Reader:
    """Reads file after file of one folder and keeps every problem."""

    def __init__(self, folder: Path, shown: str) -> None:
        self.folder, self.shown = folder, shown
        self.files: list[YamlFile] = []
        self.problems: list[Problem] = []
        self.claims: list[Claim] = []
        self.platforms: list[Platform] = []
        self.licenses: tuple[Rights, ...] = ()
        self.datasets: tuple[KnownDataset, ...] = ()
        self.archives: tuple[ArchiveHost, ...] = ()
        self.models: tuple[KnownModel, ...] = ()

    def read_all(self, names: Iterable[str]) -> None:
        """Read every platform, and the files of these names."""
        for path in sorted((self.folder / "platforms").glob("*.yaml")):
            self._read_platform(path)
        for name in names:
            self._read_file(name)

    def _read_platform(self, path: Path) -> None:
        platform = self._read(f"platforms/{path.name}", Platform)
        if platform is None:
            return
        if platform.id != path.stem:
            text = f"the file of the platform {platform.id!r} is called {platform.id}.yaml"
            self.problems.append(self.files[-1].problem(("id",), text))
        self.platforms.append(platform)
        self.claims += platform_claims(self.files[-1], platform)

    def _read_file(self, name: str) -> None:
        match name:
            case "licenses.yaml":
                if licenses := self._read(name, Licenses):
                    self.licenses = licenses.licenses
                    self.claims += license_claims(self.files[-1], licenses)
            case "datasets.yaml":
                if known := self._read(name, KnownDatasets):
                    self.datasets = known.datasets
                    self.claims += dataset_claims(self.files[-1], known)
            case "archives.yaml":
                if hosts := self._read(name, ArchiveHosts):
                    self.archives = hosts.archives
                    self.claims += archive_claims(self.files[-1], hosts)
            case "models.yaml":
                if models := self._read(name, KnownModels):
                    self.models = models.models
                    self.claims += model_claims(self.files[-1], models)
            case _:
                raise ValueError(f"no reference data is called {name}")

    def _read(self, name: str, model: type[Model]) -> Model | None:
        try:
            file = read_yaml(self.folder / name, f"{self.shown}/{name}", "reference")
            self.files.append(file)
            return validate(file, model)
        except ConfigurationError as error:
            self.problems += error.problems
            return None
