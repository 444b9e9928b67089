"""The outline of a comparison: its sentences in order, for every format that people read."""

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.reporting.plain import cell, tail

NAME, SENTENCE = 60, 400
"""Characters of one name from outside, and of what several of them make up."""


@dataclass(frozen=True)
class Value:
    """Text from outside, which must stay what it is."""

    text: str
    limit: int = NAME
    is_path: bool = False
    """Whether its end tells more than its beginning."""

    @property
    def shown(self) -> str:
        """The text on one line, redacted and not too long."""
        return tail(self.text, self.limit) if self.is_path else cell(self.text, self.limit)


Words = tuple[str | Value, ...]
"""A sentence, or a part of one."""


@dataclass(frozen=True)
class Line:
    """One thing that differs."""

    words: Words
    lead: str = ""
    """What stands in front: a severity, or how many records."""
    below: tuple["Line", ...] = ()
    """What explains it."""


@dataclass(frozen=True)
class Section:
    """Lines of one kind."""

    label: str
    lines: tuple[Line, ...]
    rest: str = ""
    """How much is left out."""


@dataclass(frozen=True)
class Chapter:
    """One dataset, or what concerns all of them."""

    title: Words
    sections: tuple[Section, ...]


def joined(parts: Sequence[Words], separator: str = ", ") -> Words:
    """Return the parts as one sentence."""
    words: list[str | Value] = []
    for part in parts:
        words += [separator, *part] if words else part
    return tuple(words)


def kept(label: str, lines: Sequence[Line], most: int, noun: str) -> list[Section]:
    """Return a section of the first lines, which says how many more there are; none without lines."""
    if not lines:
        return []
    left = len(lines) - most
    rest = f"and {left:,} more {noun}{'s' if left > 1 else ''}" if left > 0 else ""
    return [Section(label, tuple(lines[:most]), rest)]
