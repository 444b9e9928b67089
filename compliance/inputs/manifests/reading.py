"""One manifest: every file looked at on its own, the unreadable ones named."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from compliance.errors import ManifestError
from compliance.inputs.manifests.binding import bind_columns, check_required, check_same
from compliance.inputs.manifests.files import FoundFile, find_files
from compliance.inputs.manifests.footer import Footer, read_footer
from compliance.model.card import Card
from compliance.model.manifest import ManifestFile
from compliance.model.report import FileCoverage


@dataclass(frozen=True)
class Manifest:
    """The readable files of a manifest, and why the others are not read."""

    files: tuple[ManifestFile, ...]
    unread: tuple[FileCoverage, ...]


def read_manifest(
    patterns: Iterable[Path], card: Card, show: Callable[[Path], str], within: Path | None = None
) -> Manifest:
    """Return the files that the *patterns* mean, with columns bound through the card.

    *show* gives the path of a file as reports name it. No file may lie outside
    of *within*, links followed; None where a person named the paths. A file
    that cannot be read is kept with its reason. Raises UsageError when there is
    no such path.
    """
    files: dict[str, ManifestFile] = {}
    unread: dict[str, FileCoverage] = {}
    for found in dict.fromkeys(found for pattern in patterns for found in find_files(pattern)):
        shown = show(found.path)
        footer: Footer | None = None
        try:
            _check_within(found.path, within)
            footer = read_footer(found.path, shown)
            files[shown] = _bind(found, footer, card)
        except ManifestError as error:
            unread[shown] = _unread(shown, footer, error.text, error.remedy)
    bound = {path: frozenset(name for name, _ in file.bindings) for path, file in files.items()}
    for path, fault in check_same(card, bound).items():
        file = files.pop(path)
        remedy = "write the column into every file, null where unknown, or give a default in the card"
        unread[path] = FileCoverage(path, file.rows, file.row_groups, 0, fault, remedy)
    return Manifest(tuple(files.values()), tuple(unread[path] for path in sorted(unread)))


def _check_within(path: Path, within: Path | None) -> None:
    if within is not None and not path.resolve().is_relative_to(within.resolve()):
        raise ManifestError(
            "it is a link that leads out of the project", remedy="name its path on the command line"
        )


def _bind(found: FoundFile, footer: Footer, card: Card) -> ManifestFile:
    physical = {name.lower() for name in footer.columns}
    partitions = tuple(pair for pair in found.partitions if pair[0].lower() not in physical)
    columns = (*footer.columns, *(name for name, _ in partitions))
    bindings = bind_columns(card, columns)
    check_required(card, bindings, footer.columns)
    return ManifestFile(
        path=footer.input.path,
        location=str(found.path.resolve()),
        rows=footer.rows,
        row_groups=footer.row_groups,
        columns=columns,
        schema=footer.schema,
        partitions=partitions,
        bindings=tuple(bindings.items()),
        input=footer.input,
    )


def _unread(shown: str, footer: Footer | None, problem: str, remedy: str) -> FileCoverage:
    if footer is None:
        return FileCoverage(shown, None, None, 0, problem, remedy)
    return FileCoverage(shown, footer.rows, footer.row_groups, 0, problem, remedy)
