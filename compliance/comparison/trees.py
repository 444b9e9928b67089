"""Trees: the files of one state of a repository, taken from git only as far as they are needed."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from compliance.git import extract, files_of
from compliance.inputs.discovery import CARD, REGISTER, Target, find_register, find_targets

_YAML = frozenset({".yaml", ".yml"})


@dataclass(frozen=True)
class Tree:
    """The files below a folder, or what a commit has of them."""

    name: str
    """As it was asked for."""
    commit: str | None
    """None: the files as they are now."""
    repository: Path
    folder: Path
    """Where the files are: a copy, or the folder itself."""
    blobs: dict[str, str] = field(default_factory=dict)

    @classmethod
    def opened(cls, name: str, commit: str | None, repository: Path, copy: Path) -> "Tree":
        """Return the tree of a commit, with its cards and registers in the folder *copy*.

        Without a commit, it is that of the repository's folder. Raises UsageError.
        """
        if commit is None:
            return cls(name, None, repository, repository)
        tree = cls(name, commit, repository, copy, files_of(commit, repository))
        copy.mkdir(parents=True, exist_ok=True)
        tree.take(lambda path: path.name in {CARD, REGISTER})
        return tree

    def take(self, is_wanted: Callable[[PurePosixPath], bool]) -> None:
        """Bring files of the commit, by their path, into the folder. Raises UsageError."""
        wanted = {path: blob for path, blob in self.blobs.items() if is_wanted(PurePosixPath(path))}
        extract(wanted, self.repository, self.folder)

    def take_dataset(self, target: Target) -> None:
        """Bring all that a dataset may be read from: its files, and the YAML files above them."""
        roots = self.roots(target)
        self.take(lambda path: concerns(path, roots))

    def targets(self, paths: Sequence[PurePosixPath]) -> tuple[Target, ...]:
        """Return what the *paths* mean in this tree; none means every card. Raises UsageError."""
        if not paths:
            return tuple(target for target in find_targets((self.folder,)) if target.card is not None)
        for path in paths:
            below = [PurePosixPath(name) for name in self.blobs if PurePosixPath(name).is_relative_to(path)]
            if not any(name.name == CARD for name in below):
                self.take(lambda name, path=path: name.is_relative_to(path))  # type: ignore[misc]
        places = tuple(place for path in paths if (place := self.folder / path).exists())
        return find_targets(places) if places else ()

    def key(self, target: Target) -> PurePosixPath:
        """Return what tells a target apart, on either side: the path of its card, or of its manifest."""
        return self._places(target)[0]

    def register(self, target: Target) -> Path | None:
        """Return the register that goes with the target, relative to the folder."""
        near = target.card or self.folder / self._places(target)[0]
        found = find_register(near, self.folder)
        return None if found is None else found.relative_to(self.folder.resolve())

    def roots(self, target: Target) -> tuple[PurePosixPath, ...]:
        """Return the folders and files that a dataset is made of."""
        folder = [] if target.card is None else [self._relative(target.card.parent)]
        return tuple(dict.fromkeys((*folder, *self._places(target))))

    def _places(self, target: Target) -> list[PurePosixPath]:
        places = [target.card] if target.card is not None else []
        return [self._relative(place) for place in (*places, *target.manifests) if isinstance(place, Path)]

    def _relative(self, place: Path) -> PurePosixPath:
        return PurePosixPath(place.relative_to(self.folder).as_posix())


def concerns(path: PurePosixPath, roots: Iterable[PurePosixPath]) -> bool:
    """Tell whether a file may be part of a dataset: below its folder, or a YAML file in one above."""
    is_yaml = path.suffix in _YAML
    return any(path.is_relative_to(root) or (is_yaml and root.is_relative_to(path.parent)) for root in roots)


@dataclass(frozen=True)
class Touched:
    """What some changed files may concern, for many datasets and many files."""

    folders: frozenset[PurePosixPath]
    """Each changed file, and every folder above it."""
    beside_yaml: frozenset[PurePosixPath]
    """The folders of changed YAML files."""

    @classmethod
    def by(cls, paths: Collection[str]) -> "Touched":
        """Return what changes of these files may concern."""
        files = [PurePosixPath(path) for path in paths]
        above = {folder for file in files for folder in (file, *file.parents)}
        return cls(frozenset(above), frozenset(file.parent for file in files if file.suffix in _YAML))

    def concerns(self, roots: Iterable[PurePosixPath]) -> bool:
        """Tell the same as `concerns` of any of the files."""
        return any(
            root in self.folders or not self.beside_yaml.isdisjoint((root, *root.parents)) for root in roots
        )
