"""What is asked of a run, and the datasets that it is about."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from compliance.inputs.amendments import AmendmentPaths
from compliance.inputs.datasets import DatasetReader
from compliance.inputs.discovery import Target
from compliance.model.arguments import Arguments
from compliance.model.contract import ContractCheck
from compliance.model.gate import Gate
from compliance.model.manifest import Dataset
from compliance.model.row_list import RowListKind
from compliance.model.sample import Draw


@dataclass(frozen=True)
class Request:
    """What to audit, by which rules, as of which day."""

    targets: tuple[Target, ...]
    as_of: datetime.date
    command: str
    """The command that asks the same again, for the receipt."""
    rules: tuple[Path, ...] = ()
    """Folders of a team's own laws, beside the shipped ones."""
    register: Path | None = None
    amendments: AmendmentPaths = field(default_factory=AmendmentPaths)
    gate: Gate = field(default_factory=Gate)
    contract: tuple[ContractCheck, ...] = ()
    """What to ask of every dataset, beside what its card asks."""
    lists: tuple[tuple[RowListKind, Path], ...] = ()
    """What to write record by record, and where."""
    sample: Draw | None = None
    """What to draw for a check by hand."""
    base: Path = field(default_factory=Path)
    """The folder that paths in the report are relative to."""
    project: Path | None = None
    """The folder around the base in which the nearest register is looked for; None: the base."""
    beside: tuple[str, ...] = ()
    """Names of datasets that are there and not to be looked at."""
    arguments: Arguments | None = None
    """The same in words, for the report."""


def read_datasets(request: Request, cache: Path | None = None) -> tuple[Dataset, ...]:
    """Return the datasets of a request. Raises ConfigurationError or UsageError.

    Of a file whose content is not here, the folder *cache* may tell what is needed.
    """
    return dataset_reader(request, cache).read_all(request.targets)


def dataset_reader(request: Request, cache: Path | None = None) -> DatasetReader:
    """Return what reads the datasets of a request."""
    places = (request.base, request.register, request.project, request.amendments)
    return DatasetReader(*places, cache, request.beside)
