"""Refs: the datasets of two states of a repository, as far as any of them may differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from compliance.comparison.trees import Touched, Tree
from compliance.errors import ComplianceError, ConfigurationError, UsageError
from compliance.git import changed_paths
from compliance.inputs.cards import read_card
from compliance.inputs.datasets import DatasetReader, check_together
from compliance.inputs.discovery import Target
from compliance.inputs.project import project_root
from compliance.model.card import Card, Parent
from compliance.model.comparison import Untold
from compliance.model.manifest import Dataset
from compliance.model.spelling import dataset_key

_Targets = Mapping[PurePosixPath, Target]


@dataclass(frozen=True)
class Asked:
    """Two states of a repository, and what of it is to be compared."""

    run: Path
    """The folder as seen from which everything is read."""
    old: tuple[str, str | None]
    """Name and commit; None is the files as they are now, on one side at most."""
    new: tuple[str, str | None]
    paths: tuple[PurePosixPath, ...] = ()
    """Cards, manifests or folders below the folder; none is every card."""
    register: Path | None = None
    all_differ: bool = False
    """Whether verdicts may differ though no file does: the sides are judged as of other days."""
    cache: Path | None = None
    """Where footers are kept, for files whose content is elsewhere."""


@dataclass(frozen=True)
class State:
    """The datasets of one side."""

    name: str
    commit: str | None
    datasets: tuple[Dataset, ...]
    """To be judged together."""
    compared: frozenset[str]
    """Names of those that may differ."""
    untold: tuple[Untold, ...] = ()
    failed: frozenset[str | None] = frozenset()
    """Cards of those that cannot be read."""


@dataclass(frozen=True)
class _Side:
    """A tree, what was asked of it, and all that is in it."""

    tree: Tree
    wanted: _Targets
    every: _Targets
    cards: Mapping[PurePosixPath, Card] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Tree, paths: Sequence[PurePosixPath]) -> "_Side":
        wanted = {tree.key(target): target for target in tree.targets(paths)}
        every = {tree.key(target): target for target in tree.targets(())} | wanted
        cards = {key: card for key, target in every.items() if (card := _card(tree, target)) is not None}
        return cls(tree, wanted, every, cards)

    @property
    def names(self) -> set[str]:
        return {dataset_key(card.name) for card in self.cards.values()}

    def judged_with(self, keys: set[PurePosixPath], names: set[str]) -> set[PurePosixPath]:
        """Return those that share a register with one of *keys*, or name one of *names* as a parent."""
        registers = {self._register(self.every[key]) for key in keys if key in self.every} - {None}
        return {
            key
            for key, target in self.every.items()
            if self._register(target) in registers
            or any(dataset_key(parent.name) in names for parent in self._parents(key))
        }

    def _register(self, target: Target) -> Path | None:
        return DatasetReader(self.tree.base, None, self.tree.folder).register_path(target)

    def _parents(self, key: PurePosixPath) -> Sequence[Parent]:
        return self.cards[key].parents if key in self.cards else ()


def read_states(asked: Asked, scratch: Path) -> tuple[State, State, int]:
    """Return both sides, and how many datasets are the same by the files that they are made of.

    Of a commit, what is needed is written below the folder *scratch*. Datasets whose
    files are all the same are judged only where another may change their verdict: by
    the register that they share, whose caps add up, or as a parent that came or went.
    Raises UsageError.
    """
    top, old, new = project_root(asked.run), asked.old[0], asked.new[0]
    trees = (
        Tree.opened(asked.old, asked.run, top, scratch / "old"),
        Tree.opened(asked.new, asked.run, top, scratch / "new"),
    )
    sides = tuple(_Side.of(tree, asked.paths) for tree in trees)
    wanted = {key for side in sides for key in side.wanted}
    if not wanted:
        where = f" at {', '.join(map(str, asked.paths))}" if asked.paths else ""
        raise UsageError(f"neither {old} nor {new} has a dataset{where}", remedy="check the refs and paths")
    judged = wanted if asked.all_differ or asked.register else _judged(asked, sides)
    states = [_state(side, judged, asked) for side in sides]
    return states[0], states[1], len(wanted - judged)


def _judged(asked: Asked, sides: Sequence[_Side]) -> set[PurePosixPath]:
    """Return the datasets that may differ, and all that have to be judged with them."""
    commits = [commit for _, commit in (asked.old, asked.new) if commit is not None]
    top = sides[0].tree.repository
    touched = Touched.by(changed_paths(commits[0], commits[1] if len(commits) > 1 else None, top))
    found = {
        key for side in sides for key, target in side.wanted.items() if touched.concerns(side.tree, target)
    }
    names = sides[0].names ^ sides[1].names
    while True:
        more = found.union(*(side.judged_with(found, names) for side in sides))
        if more == found:
            return found
        found = more


def _state(side: _Side, judged: set[PurePosixPath], asked: Asked) -> State:
    tree = side.tree
    beside = tuple(card.name for key, card in side.cards.items() if key not in judged)
    reader = DatasetReader(tree.base, asked.register, tree.folder, cache=asked.cache, beside=beside)
    read: dict[PurePosixPath, Dataset] = {}
    untold: dict[str, Untold] = {}
    for key in sorted(judged & set(side.every)):
        target = side.every[key]
        tree.take_dataset(target)
        try:
            read[key] = _with_files(reader.read(target))
        except (ConfigurationError, UsageError) as error:
            shown = reader.show(tree.folder / key)
            untold[shown] = Untold(f"{tree.name}: {shown}", _text(error, tree), error.remedy)
    check_together(list(read.values()))
    return State(
        name=tree.name,
        commit=tree.commit,
        datasets=tuple(read.values()),
        compared=frozenset(dataset.name for key, dataset in read.items() if key in side.wanted),
        untold=tuple(untold.values()),
        failed=frozenset(untold),
    )


def _card(tree: Tree, target: Target) -> Card | None:
    """Return the card of a target; None where there is none, or a faulty one."""
    if target.card is None:
        return None
    try:
        return read_card(target.card, str(tree.key(target))).card
    except ConfigurationError:
        return None


def _with_files(dataset: Dataset) -> Dataset:
    """Return the dataset. Raises UsageError for one without files: all of its records would seem gone."""
    if not dataset.files and not dataset.unread:
        raise UsageError(
            "there is no manifest file", remedy="if git does not keep the manifests, compare two folders"
        )
    return dataset


def _text(error: ComplianceError, tree: Tree) -> str:
    """Return what is wrong, without the folder to which files were copied."""
    return error.text.replace(f"{tree.base}/", "").replace(f"{tree.folder}/", "")
