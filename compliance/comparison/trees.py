"""Trees: the files of one state of a repository, taken from git only as far as they are needed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from compliance.git import extract, files_of
from compliance.inputs.acceptances import CORRECTIONS, WAIVERS
from compliance.inputs.baselines import BASELINE
from compliance.inputs.datasets import DatasetReader
from compliance.inputs.discovery import CARD, REGISTER, Target, find_nearest, find_targets

_GOVERNING = (REGISTER, WAIVERS, CORRECTIONS, BASELINE)
"""Files that hold for the datasets in their folder and below it; they may cite papers."""


@dataclass(frozen=True)
class Tree:
    """The files of a repository, or what a commit has of them. Paths are from its top."""

    name: str
    """As it was asked for."""
    commit: str | None
    """None: the files as they are now."""
    repository: Path
    """The top of the repository."""
    folder: Path
    """The same, or the folder with a copy of what is needed."""
    here: PurePosixPath
    """The folder of the run."""
    blobs: dict[str, str] = field(default_factory=dict)
    _texts: dict[Path, str] = field(default_factory=dict, repr=False)

    @classmethod
    def opened(cls, ref: tuple[str, str | None], run: Path, top: Path, copy: Path) -> "Tree":
        """Return the tree of a name and commit, as seen from the folder of a *run*.

        Cards and what governs datasets are in the folder *copy*. Without a
        commit, it is the tree of the files as they are. Raises UsageError.
        """
        name, commit = ref
        here = PurePosixPath(run.resolve().relative_to(top).as_posix())
        if commit is None:
            return cls(name, None, top, top, here)
        tree = cls(name, commit, top, copy, here, files_of(commit, top))
        tree.base.mkdir(parents=True, exist_ok=True)
        tree.take(lambda path: path.name in {CARD, *_GOVERNING})
        return tree

    @property
    def base(self) -> Path:
        """The folder of the run in this tree."""
        return self.folder / self.here

    def take(self, is_wanted: Callable[[PurePosixPath], bool]) -> None:
        """Bring files of the commit, by their path, into the folder. Raises UsageError."""
        wanted = {path: blob for path, blob in self.blobs.items() if is_wanted(PurePosixPath(path))}
        extract(wanted, self.repository, self.folder)

    def take_dataset(self, target: Target) -> None:
        """Bring all that a dataset may be read from: its files, and the papers that it may rest on."""
        roots, texts = self.roots(target), self.governing_texts(target)
        self.take(
            lambda path: (
                any(path.is_relative_to(root) for root in roots) or any(path.name in text for text in texts)
            )
        )

    def targets(self, paths: Sequence[PurePosixPath]) -> tuple[Target, ...]:
        """Return what *paths*, from the folder of the run, mean in this tree; none means every card.

        Raises UsageError.
        """
        if not paths:
            return tuple(target for target in find_targets((self.base,)) if target.card is not None)
        for path in (self.here / path for path in paths):
            below = [PurePosixPath(name) for name in self.blobs if PurePosixPath(name).is_relative_to(path)]
            if not any(name.name == CARD for name in below):
                self.take(partial(_lies_below, path))
        places = tuple(place for path in paths if (place := self.base / path).exists())
        return find_targets(places) if places else ()

    def key(self, target: Target) -> PurePosixPath:
        """Return what tells a target apart, on either side: the path of its card, or of its manifest."""
        return self._places(target)[0]

    def roots(self, target: Target) -> tuple[PurePosixPath, ...]:
        """Return the folders and files that a dataset is made of."""
        folder = [] if target.card is None else [self._from_top(target.card.parent)]
        return tuple(dict.fromkeys((*folder, *self._places(target))))

    def governing(self, target: Target) -> tuple[PurePosixPath, ...]:
        """Return the files that hold for a dataset."""
        near = DatasetReader(self.base).near(target)
        found = (find_nearest(name, near, self.base, self.folder) for name in _GOVERNING)
        top = self.folder.resolve()
        return tuple(PurePosixPath(path.relative_to(top).as_posix()) for path in found if path is not None)

    def governing_texts(self, target: Target) -> list[str]:
        """Return what those files say."""
        return [self._text(self.folder / path) for path in self.governing(target)]

    def _text(self, path: Path) -> str:
        if path not in self._texts:
            self._texts[path] = path.read_text(encoding="utf-8", errors="replace")
        return self._texts[path]

    def _places(self, target: Target) -> list[PurePosixPath]:
        places = [target.card] if target.card is not None else []
        return [self._from_top(place) for place in (*places, *target.manifests) if isinstance(place, Path)]

    def _from_top(self, place: Path) -> PurePosixPath:
        return PurePosixPath(place.relative_to(self.folder).as_posix())


@dataclass(frozen=True)
class Touched:
    """What changed files may concern, for many datasets and many files."""

    files: frozenset[PurePosixPath]
    folders: frozenset[PurePosixPath]
    """Each changed file, and every folder above it."""
    names: frozenset[str]
    """Of the changed files, as others may cite them."""
    _known: dict[str, bool] = field(default_factory=dict, repr=False)

    @classmethod
    def by(cls, paths: frozenset[str]) -> "Touched":
        """Return what changes of these files may concern."""
        files = frozenset(map(PurePosixPath, paths))
        folders = frozenset(folder for file in files for folder in (file, *file.parents))
        return cls(files, folders, frozenset(file.name for file in files) - {CARD})

    def concerns(self, tree: Tree, target: Target) -> bool:
        """Tell whether a file changed that makes up the dataset, governs it, or is cited by one that does."""
        return (
            not self.folders.isdisjoint(tree.roots(target))
            or not self.files.isdisjoint(tree.governing(target))
            or any(map(self._is_citing, tree.governing_texts(target)))
        )

    def _is_citing(self, text: str) -> bool:
        if text not in self._known:
            self._known[text] = any(name in text for name in self.names)
        return self._known[text]


def _lies_below(folder: PurePosixPath, name: PurePosixPath) -> bool:
    return name.is_relative_to(folder)
