"""One manifest: every file looked at on its own, the unreadable ones named."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from compliance.errors import ManifestError
from compliance.inputs.manifests.binding import bind_columns, check_required, check_same
from compliance.inputs.manifests.dvc import named_content
from compliance.inputs.manifests.files import FoundFile, find_files
from compliance.inputs.manifests.footer import Footer, kept_footer, read_footer
from compliance.inputs.manifests.footer_cache import FooterCache
from compliance.model.card import Card
from compliance.model.manifest import ManifestFile
from compliance.model.report import FileCoverage
from compliance.storage import Place, Url

_WAITING = 16
"""Remote footers asked for at once."""
_NO_FOOTERS = FooterCache(None)


@dataclass(frozen=True)
class Manifest:
    """The readable files of a manifest, and why the others are not read."""

    files: tuple[ManifestFile, ...]
    unread: tuple[FileCoverage, ...]


def read_manifest(
    patterns: Iterable[Place],
    card: Card,
    show: Callable[[Place], str],
    within: Path | None = None,
    footers: FooterCache = _NO_FOOTERS,
) -> Manifest:
    """Return the files that the *patterns* mean, with columns bound through the card.

    *show* gives the path of a file as reports name it. No file may lie outside
    of *within*, links followed; None where a person named the paths. A file
    that cannot be read is kept with its reason; of one whose content is elsewhere,
    the footer is looked for among the *footers*. Raises UsageError when there is
    no such path.
    """
    files: dict[str, ManifestFile] = {}
    unread: dict[str, FileCoverage] = {}
    shown = partial(_shown, show, {})
    found: dict[FoundFile, None] = {}
    for pattern in patterns:
        try:
            found |= dict.fromkeys(find_files(pattern))
        except ManifestError as error:
            name = shown(pattern)
            unread[name] = _unread(name, None, error)
    named = [(shown(file.path), file) for file in found]
    for name, read in _in_parallel(_Reader(card, shown, within, footers).read, named):
        match read:
            case ManifestFile():
                files[name] = read
            case FileCoverage():
                unread[name] = read
    bound = {path: frozenset(name for name, _ in file.bindings) for path, file in files.items()}
    for path, fault in check_same(card, bound).items():
        file = files.pop(path)
        remedy = "write the column into every file, null where unknown, or give a default in the card"
        unread[path] = FileCoverage(path, file.rows, file.row_groups, 0, fault, remedy)
    return Manifest(tuple(files.values()), tuple(unread[path] for path in sorted(unread)))


def _shown(show: Callable[[Place], str], known: dict[str, list[Place]], place: Place) -> str:
    """Return a name for the place that no other has: two URLs may differ in their query alone."""
    places = known.setdefault(show(place), [])
    if place not in places:
        places.append(place)
    number = places.index(place) + 1
    return show(place) if number == 1 else f"{show(place)} ({number})"


def _in_parallel(
    read: Callable[[str, FoundFile], ManifestFile | FileCoverage], named: Sequence[tuple[str, FoundFile]]
) -> Iterator[tuple[str, ManifestFile | FileCoverage]]:
    """Yield each name and what was read, in order; remote files are waited for together."""
    remote = sum(isinstance(file.path, Url) for _, file in named)
    with ThreadPoolExecutor(max_workers=min(_WAITING, remote) or 1) as pool:
        results = pool.map(lambda pair: read(*pair), named)
        yield from ((name, result) for (name, _), result in zip(named, results, strict=True))


@dataclass(frozen=True)
class _Reader:
    """What is known while the files of a manifest are read."""

    card: Card
    show: Callable[[Place], str]
    within: Path | None
    footers: FooterCache

    def read(self, name: str, found: FoundFile) -> ManifestFile | FileCoverage:
        footer: Footer | None = None
        try:
            _check_within(found.path, self.within)
            if found.dvc is not None:
                _check_within(found.dvc, self.within)
            footer = self._footer(name, found)
            return _bind(found, footer, self.card)
        except ManifestError as error:
            return _unread(name, footer, error)

    def _footer(self, name: str, found: FoundFile) -> Footer:
        if found.dvc is None or isinstance(found.path, Url):
            return read_footer(found.path, name, self.footers)
        content = named_content(found.path, found.dvc, self.show(found.dvc), self.footers)
        return kept_footer(content, name, self.footers)


def _check_within(path: Place, within: Path | None) -> None:
    if isinstance(path, Url):
        return
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
    place = footer.stand_in or found.path
    return ManifestFile(
        path=footer.input.path,
        location=place.address if isinstance(place, Url) else str(place.resolve()),
        rows=footer.rows,
        row_groups=footer.row_groups,
        columns=columns,
        schema=footer.schema,
        partitions=partitions,
        bindings=tuple(bindings.items()),
        input=footer.input,
        pointer=footer.pointer,
    )


def _unread(shown: str, footer: Footer | None, error: ManifestError) -> FileCoverage:
    if footer is None:
        return FileCoverage(shown, None, None, 0, error.text, error.remedy)
    return FileCoverage(shown, footer.rows, footer.row_groups, 0, error.text, error.remedy)
