"""Datasets as `compliance doctor` looks at them: cards, manifests, and columns that nothing reads."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from compliance.cli.doctor.remark import Remark, fault, faults_of, fine, warning
from compliance.cli.init.card import yaml_text
from compliance.errors import ConfigurationError, ManifestError, UsageError
from compliance.inputs.datasets import DatasetReader, check_together
from compliance.inputs.discovery import Target
from compliance.inputs.proposals import canonical_name, fit, read_sample, spelled
from compliance.model.columns import COLUMNS
from compliance.model.exit_code import ExitCode
from compliance.model.manifest import Dataset, ManifestFile
from compliance.quoting import quote
from compliance.reporting.wording import plural
from compliance.storage import is_url


def read_datasets(
    reader: DatasetReader, targets: Iterable[Target], remarks: list[Remark]
) -> tuple[Dataset, ...]:
    """Return the datasets that can be read, and remark on the others."""
    datasets: list[Dataset] = []
    for target in targets:
        try:
            datasets.append(reader.read(target))
        except (ConfigurationError, UsageError) as error:
            shown = target.card or next(iter(target.manifests), "dataset")
            remarks += faults_of(str(shown), error)
    try:
        check_together(datasets)
    except UsageError as error:
        remarks += faults_of("datasets", error)
    return tuple(datasets)


def look_at_datasets(datasets: Sequence[Dataset]) -> Iterator[Remark]:
    """Yield what keeps rows from being read, and columns that were perhaps meant."""
    for dataset in datasets:
        yield _size(dataset)
        for file in dataset.unread:
            yield fault(file.path, file.problem or "it is not read", file.remedy or "", ExitCode.INCOMPLETE)
        for found in dataset.files:
            if found.pointer is not None:
                text = f"{found.pointer.text}; what was kept of it is judged"
                yield warning(found.path, text, found.pointer.remedy)
        yield from _missed(dataset)
    if datasets and not any(dataset.unread or _rows(dataset) for dataset in datasets):
        yield fault("datasets", "there are no rows at all", "check the manifests", ExitCode.NOTHING_EXAMINED)


def _rows(dataset: Dataset) -> int:
    return sum(file.rows for file in dataset.files)


def _size(dataset: Dataset) -> Remark:
    if not _rows(dataset):
        return warning(dataset.name, "no rows of it can be read", "check `manifest:` in its card")
    files, known = plural(len(dataset.files), "file"), plural(len(dataset.columns_bound), "column")
    return fine(dataset.name, f"{plural(_rows(dataset), 'row')} in {files}, {known} of ours")


def _missed(dataset: Dataset) -> Iterator[Remark]:
    """Yield columns that nothing reads, and that could be one of ours that is missing."""
    read = " ".join(sql for file in dataset.files for _, sql in file.bindings)
    about = dataset.card_path or dataset.name
    where = dataset.card_path or "a card (compliance init writes one)"
    for file in dataset.files[:1]:
        for name in file.columns:
            canonical = canonical_name(name)
            if canonical is None or quote(name) in read or canonical in dataset.columns_bound:
                continue
            expression = _expression(file, name, canonical)
            if expression is not None:
                text = f"`{name}` is not read; did you mean to map it to `{canonical}`?"
                line = f"{canonical}: {yaml_text(expression)}"
                yield warning(about, text, f"add `{line}` to `columns:` in {where}, if that is what it is")


def _expression(file: ManifestFile, name: str, canonical: str) -> str | None:
    """Return how a column could be read as one of ours; of a file elsewhere only its name is known."""
    if is_url(file.location) or file.pointer is not None:
        return spelled(name)
    try:
        sample = read_sample(Path(file.location))
        return fit(COLUMNS[canonical], sample[name]) if name in sample.names else None
    except ManifestError:
        return None
