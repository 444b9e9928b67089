"""Datasets: a target of the command line, read into card, register and manifest."""

import os.path
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from compliance.errors import ConfigurationError, Problem, UsageError
from compliance.inputs.amendments import AmendmentPaths, AmendmentReader
from compliance.inputs.cards import StatedCard, read_card
from compliance.inputs.discovery import Target, find_register
from compliance.inputs.grants import read_register
from compliance.inputs.manifests import FooterCache, known_facts, read_manifest
from compliance.model.card import Card
from compliance.model.grant import Register
from compliance.model.input import Input
from compliance.model.manifest import Dataset
from compliance.storage import Place, Url, read_place


@dataclass(frozen=True)
class DatasetReader:
    """Reads datasets as seen from the folder *base*."""

    base: Path
    register: Path | None = None
    """The register for every dataset; None: the nearest one."""
    project: Path | None = None
    """The folder around the base in which the nearest one is looked for; None: the base."""
    amendments: AmendmentPaths = field(default_factory=AmendmentPaths)
    cache: Path | None = None
    """Where footers are kept, for files whose content is elsewhere; None: nowhere."""
    beside: tuple[str, ...] = ()
    """Names of datasets that are there and not read."""
    _registers: dict[Path, tuple[Register, str, tuple[Input, ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What was read, for the next dataset that goes with the same register."""

    @property
    def given(self) -> tuple[Path, ...]:
        """The register and amendments that hold for every dataset, wherever it lies."""
        paths = (
            self.register,
            self.amendments.waivers,
            self.amendments.corrections,
            self.amendments.baseline,
        )
        return tuple(path for path in paths if path is not None)

    @cached_property
    def _amending(self) -> AmendmentReader:
        return AmendmentReader(self.amendments, self.base, self.project, self.show)

    def read_all(self, targets: Iterable[Target]) -> tuple[Dataset, ...]:
        """Return the datasets, each under a name of its own.

        Raises ConfigurationError with the problems of every card and register.
        """
        datasets: list[Dataset] = []
        problems: list[Problem] = []
        for target in targets:
            try:
                datasets.append(self.read(target))
            except ConfigurationError as error:
                problems += error.problems
        if problems:
            raise ConfigurationError(tuple(dict.fromkeys(problems)))
        check_together(datasets)
        return tuple(datasets)

    def read(self, target: Target) -> Dataset:
        """Return one dataset. Raises ConfigurationError or UsageError."""
        stated = self._card(target)
        card, inputs = (stated.card, (stated.input,)) if stated else (self._without_card(target), ())
        register, register_path, register_inputs = self._register(target)
        amendments, amendment_inputs = self._amending.read(card.name, self.near(target))
        paths = manifest_paths(target, card.manifest)
        footers = FooterCache(self.cache, known_facts(self.cache, paths))
        manifest = read_manifest(paths, card, self.show, self._fence(target), footers)
        footers.facts.keep()
        return Dataset(
            card=card,
            card_path=None if target.card is None else self.show(target.card),
            register=register,
            register_path=register_path,
            files=manifest.files,
            unread=manifest.unread,
            inputs=(*inputs, *register_inputs, *amendment_inputs),
            amendments=amendments,
            card_lines=stated.lines if stated else (),
            beside=self.beside,
        )

    def show(self, path: Place) -> str:
        """Return the path as reports name it: relative to the base where it lies in the project.

        A URL is without its query, which may hold a signature.
        """
        if isinstance(path, Url):
            return str(path)
        found, base = path.resolve(), self.base.resolve()
        if not found.is_relative_to((self.project or self.base).resolve()):
            return path.as_posix()
        return Path(os.path.relpath(found, base)).as_posix()

    def near(self, target: Target) -> Path:
        """Return where the dataset lies: what holds for it lies there or above."""
        near = target.card or next(iter(target.manifests), self.base)
        return self.base if isinstance(near, Url) else near

    def name(self, target: Target) -> str:
        """Return the name of a dataset without a card."""
        return self.show(next(iter(target.manifests), self.base))

    def register_path(self, target: Target) -> Path | None:
        """Return the register that goes with the dataset."""
        return self.register or find_register(self.near(target), self.base, self.project)

    def _card(self, target: Target) -> StatedCard | None:
        return None if target.card is None else read_card(target.card, self.show(target.card))

    def _without_card(self, target: Target) -> Card:
        return Card(name=self.name(target))

    def _fence(self, target: Target) -> Path | None:
        """Return the folder that a card may not lead out of: the project, or its own elsewhere."""
        if target.manifests or target.card is None:
            return None
        folder = target.card.parent.resolve()
        return self.base if folder.is_relative_to(self.base.resolve()) else folder

    def _register(self, target: Target) -> tuple[Register | None, str | None, tuple[Input, ...]]:
        path = self.register_path(target)
        if path is None:
            return None, None, ()
        if path not in self._registers:
            shown = self.show(path)
            register, inputs = read_register(path, shown)
            self._registers[path] = (register, shown, inputs)
        return self._registers[path]


def check_together(datasets: Sequence[Dataset]) -> None:
    """Raise UsageError where datasets of one run share a name, or are made from themselves."""
    _check_names(datasets)
    _check_cycles({dataset.name: dataset for dataset in datasets})


def _check_names(datasets: Sequence[Dataset]) -> None:
    """Refuse two datasets of one name: findings and lineage tell datasets apart by it."""
    cards: dict[str, str] = {}
    for dataset in datasets:
        shown = dataset.card_path or "a manifest without a card"
        if dataset.name in cards:
            raise UsageError(
                f"two datasets of the run are named {dataset.name!r}: {cards[dataset.name]} and {shown}",
                remedy="give each a `name` of its own in its card",
            )
        cards[dataset.name] = shown


def _check_cycles(datasets: Mapping[str, Dataset]) -> None:
    """Refuse a dataset that is made, over its parents, from itself."""
    for name in datasets:
        trail, waiting = [name], [iter(datasets[name].card.parents)]
        while waiting:
            parent = next(waiting[-1], None)
            if parent is None:
                trail.pop()
                waiting.pop()
            elif parent.name == name:
                raise UsageError(
                    f"datasets are made from themselves: {' → '.join([*trail, name])}",
                    remedy="correct `parents:` in their cards",
                )
            elif parent.name in datasets and parent.name not in trail:
                trail.append(parent.name)
                waiting.append(iter(datasets[parent.name].card.parents))


def manifest_paths(target: Target, manifest: str | None) -> tuple[Place, ...]:
    """Return the files, globs and folders of a dataset whose card names this manifest."""
    if target.manifests:
        return target.manifests
    folder = target.card.parent if target.card is not None else Path()
    place = read_place(manifest or "")
    return (place if isinstance(place, Url) else folder / place,)
