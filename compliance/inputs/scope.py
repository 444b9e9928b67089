"""The scope of a run: all that it was asked for, or the datasets that changes in git concern.

Verdicts on a part must be those of the whole. So whatever a verdict on a dataset may rest on comes
along: the datasets that it was made from, and those that share its register, over which rules add up.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath

from compliance.git import Changes
from compliance.inputs.card_outlines import Outline, read_outlines
from compliance.inputs.datasets import DatasetReader, manifest_paths
from compliance.inputs.discovery import CARD, Target, shipped_rules
from compliance.inputs.touching import Touch
from compliance.model.spelling import dataset_key

_NAME = re.compile(r"\bname:[ \t]*([^,}\n]+)")
"""What a card may say that it is called, and its parents; in passing, without a full reading."""


@dataclass(frozen=True)
class Scope:
    """What a run looks at."""

    targets: tuple[Target, ...]
    beside: tuple[str, ...] = ()
    """Names of the other datasets that it was asked for."""


def touched_scope(
    targets: Sequence[Target], changes: Changes, reader: DatasetReader, laws: Sequence[Path] = ()
) -> Scope:
    """Return the targets that changes concern, with those that verdicts on them rest on.

    *laws* are folders with rules and reference data: where they differ, all is
    concerned. So is a dataset of which git cannot tell whether it changed.
    """
    touch = Touch(changes, reader.base.resolve())
    held = (*laws, *reader.given)
    if changes.meets(shipped_rules()) or touch.is_given_otherwise(held) or touch.is_reconfigured():
        return Scope(tuple(targets))
    whole = _Whole(targets, touch, reader)
    touched = {index for index in range(len(targets)) if whole.is_touched(index)} | whole.orphans()
    return whole.scope(whole.closed(whole.with_children(touched)))


def named_scope(targets: Sequence[Target], names: Collection[str], reader: DatasetReader) -> Scope:
    """Return the targets that are datasets of these names."""
    outlines = [outline for _, outline in _outlined(targets, reader)]
    chosen = {index for index, outline in enumerate(outlines) if outline is None or outline.name in names}
    return _scope(targets, outlines, chosen)


def _scope(targets: Sequence[Target], outlines: Sequence[Outline | None], chosen: Collection[int]) -> Scope:
    return Scope(
        tuple(target for index, target in enumerate(targets) if index in chosen),
        tuple(
            outline.name
            for index, outline in enumerate(outlines)
            if index not in chosen and outline is not None
        ),
    )


def _outlined(targets: Sequence[Target], reader: DatasetReader) -> Iterator[tuple[Target, Outline | None]]:
    cards = [target.card for target in targets if target.card is not None]
    outlines = read_outlines(cards, reader.base, reader.cache)
    for target in targets:
        yield target, Outline(reader.name(target)) if target.card is None else outlines[target.card]


@dataclass(frozen=True)
class _Whole:
    """All targets of a command, and what concerns whom."""

    targets: Sequence[Target]
    touch: Touch
    reader: DatasetReader

    @cached_property
    def outlines(self) -> list[Outline | None]:
        return [outline for _, outline in _outlined(self.targets, self.reader)]

    @cached_property
    def parents(self) -> list[set[int]]:
        """The datasets that each one was made from."""
        indices = self._by_key()
        return [
            {
                index
                for parent in (outline.parents if outline else ())
                for index in indices.get(dataset_key(parent), ())
            }
            for outline in self.outlines
        ]

    @cached_property
    def registers(self) -> list[Path | None]:
        """The register of each dataset."""
        return [self.reader.register_path(target) for target in self.targets]

    @cached_property
    def names(self) -> Counter[str]:
        return Counter(outline.name for outline in self.outlines if outline is not None)

    def is_touched(self, index: int) -> bool:
        """Tell whether a change concerns the dataset, or none can be ruled out."""
        target, outline = self.targets[index], self.outlines[index]
        if outline is None or self.names[outline.name] > 1:  # which the run will refuse
            return True
        if self.touch.is_governed(self.reader.near(target)):
            return True
        files = () if target.card is None else (target.card,)
        return any(map(self.touch.is_file, files)) or any(
            map(self.touch.is_manifest, manifest_paths(target, outline.manifest))
        )

    def orphans(self) -> set[int]:
        """Return the datasets made from one whose card is gone, or may have given it another name."""
        changed = [name for name in self.touch.changes.changed if PurePath(name).name == CARD]
        texts = self.touch.changes.texts_then(changed) if changed else []
        keys = {dataset_key(name.strip(" '\"")) for text in texts for name in _NAME.findall(text)}
        return {
            index
            for index, outline in enumerate(self.outlines)
            if outline is not None and not keys.isdisjoint(map(dataset_key, outline.parents))
        }

    def with_children(self, touched: set[int]) -> set[int]:
        """Return the datasets with all that were made from them."""
        children = [set[int]() for _ in self.targets]
        for child, above in enumerate(self.parents):
            for parent in above:
                children[parent].add(child)
        return _closed(touched, children.__getitem__)

    def closed(self, touched: set[int]) -> set[int]:
        """Return the datasets with all that they were made from, and those that share a register with one."""
        seen: set[Path] = set()

        def needed(index: int) -> set[int]:
            register = self.reader.register_path(self.targets[index])
            if register is None or register in seen:
                return self.parents[index]
            seen.add(register)
            return self.parents[index] | {i for i, other in enumerate(self.registers) if other == register}

        return _closed(touched, needed)

    def scope(self, chosen: set[int]) -> Scope:
        """Return these datasets as the scope of a run."""
        return _scope(self.targets, self.outlines, chosen)

    def _by_key(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, outline in enumerate(self.outlines):
            if outline is not None:
                found.setdefault(dataset_key(outline.name), []).append(index)
        return found


def _closed(start: set[int], step: Callable[[int], Iterable[int]]) -> set[int]:
    """Return what is reached from *start*, and it."""
    found, waiting = set(start), list(start)
    while waiting:
        new = set(step(waiting.pop())) - found
        found |= new
        waiting += new
    return found
