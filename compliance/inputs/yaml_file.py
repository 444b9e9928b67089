"""YAML files: read safely, with the place of every value."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from compliance.errors import ConfigurationError, Problem
from compliance.model.anchor import Anchor
from compliance.model.input import Input

KEPT = 512
"""Files that a process remembers as they were read: who judges again reads the same laws again."""
KEPT_BYTES = 256 * 1024
"""The largest of them."""
_LIMIT_BYTES = 8 * 1024 * 1024
_LIMIT_DEPTH = 40
_LIMIT_NODES = 500_000
_PLAIN_TAGS = frozenset({"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})

Location = tuple[str | int, ...]
Value = object


@dataclass(frozen=True, eq=False)
class YamlFile:
    """A YAML document: its value, and where in the file each part of it stands."""

    input: Input
    value: Value
    places: dict[Location, "Place"] = field(repr=False)
    keys: dict[Location, int] = field(default_factory=dict, repr=False)
    """The line of each key, which may stand above its value."""

    def problem(self, location: Location, text: str, offset: int | None = None) -> Problem:
        """Return a problem at the deepest known part of *location*.

        With *offset*, it is that many characters on in the text that stands
        there, as far as the text stands on one line.
        """
        place = self._place(location)
        column = place.column if offset is None or place.inside is None else place.inside + offset
        return Problem(self.input.path, place.line, column, text)

    def anchor(self, location: Location) -> Anchor:
        """Return where the deepest known part of *location* stands; of a text, its first character."""
        place = self._place(location)
        return Anchor(self.input.path, place.line, place.column if place.inside is None else place.inside)

    def _place(self, location: Location) -> "Place":
        while location and location not in self.places:
            location = location[:-1]
        return self.places.get(location, Place(1, 1))


@dataclass(frozen=True)
class Place:
    """Where a value stands, both counted from 1."""

    line: int
    column: int
    inside: int | None = None
    """Column of the first character of a text on one line, after its quote."""


class _Loader(yaml.CSafeLoader):
    """YAML 1.2 words: `no`, `off` and `y` are text."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"
    ]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(path: Path, shown: str, kind: str) -> YamlFile:
    """Return the one document of a YAML file.

    *shown* is the path as reports name it. Raises ConfigurationError when the
    file is missing, too large, too deep, not YAML, or repeats a key.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _refuse(shown, f"cannot be read: {error.strerror}") from error
    if len(content) > _LIMIT_BYTES:
        raise _refuse(shown, f"is larger than {_LIMIT_BYTES // 1024 // 1024} MiB")
    return (_read_once if len(content) <= KEPT_BYTES else _read)(content, shown, kind)


def _read(content: bytes, shown: str, kind: str) -> YamlFile:
    recorded = Input(shown, kind, hashlib.sha256(content).hexdigest(), len(content))
    reader = _Reader(shown)
    return YamlFile(recorded, reader.read(content), reader.places, reader.keys)


_read_once = lru_cache(maxsize=KEPT)(_read)


class _Reader:
    """Builds plain values from one document and notes where they stand."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.places: dict[Location, Place] = {}
        self.keys: dict[Location, int] = {}
        self._nodes = 0

    def read(self, content: bytes) -> Value:
        try:
            self._check_depth(content)
            self._loader = _Loader(content)
            node = self._loader.get_single_node()
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            mark = getattr(error, "problem_mark", None)
            place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            reason = getattr(error, "problem", None) or str(error).splitlines()[0]
            raise _refuse(self.shown, f"is not YAML: {reason}", place) from error
        return None if node is None else self._build(node, ())

    def _check_depth(self, content: bytes) -> None:
        """Refuse what nests too deeply: the parser recurses in C, and would end the process."""
        depth = 0
        events = _Loader(content)
        while (event := events.get_event()) is not None:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _LIMIT_DEPTH:
                raise _refuse(self.shown, "is nested too deeply")

    def _build(self, node: yaml.Node, location: Location) -> Value:
        place = (node.start_mark.line + 1, node.start_mark.column + 1)
        self.places[location] = _place(node)
        self._nodes += 1
        if self._nodes > _LIMIT_NODES or len(location) > _LIMIT_DEPTH:
            raise _refuse(self.shown, "is nested too deeply or repeats itself too often", place)
        if not isinstance(node, yaml.ScalarNode) and node.tag not in _PLAIN_TAGS:
            raise _refuse(self.shown, f"cannot read a value of the kind {node.tag}", place)
        if isinstance(node, yaml.MappingNode):
            return {key: self._build(value, (*location, key)) for key, value in self._items(node, location)}
        if isinstance(node, yaml.SequenceNode):
            return [self._build(value, (*location, index)) for index, value in enumerate(node.value)]
        try:
            return self._loader.construct_object(node)
        except (yaml.YAMLError, ValueError) as error:
            raise _refuse(self.shown, f"cannot read the value {node.value!r}", place) from error

    def _items(self, node: yaml.MappingNode, location: Location) -> Iterator[tuple[str, yaml.Node]]:
        seen: set[str] = set()
        for key, value in node.value:
            place = (key.start_mark.line + 1, key.start_mark.column + 1)
            if not isinstance(key, yaml.ScalarNode) or key.value == "<<":
                raise _refuse(self.shown, "only plain text can be a key here", place)
            if key.value in seen:
                raise _refuse(self.shown, f"the key {key.value!r} is given twice", place)
            seen.add(key.value)
            self.keys[(*location, key.value)] = place[0]
            yield key.value, value


def _place(node: yaml.Node) -> Place:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if (
        not isinstance(node, yaml.ScalarNode)
        or node.start_mark.line != node.end_mark.line
        or node.style in {"|", ">"}
    ):
        return Place(line, column)
    return Place(line, column, column + (1 if node.style else 0))


def _refuse(shown: str, text: str, place: tuple[int, int] = (1, 1)) -> ConfigurationError:
    return ConfigurationError((Problem(shown, *place, text),))
