"""A sheet of text lines: wrapped to a width, coloured or not, nothing else."""

from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.text import Text

Piece = str | tuple[str, str]
"""Text, or text with a style; never markup, so that brackets in it stay brackets."""
NARROW = 60
"""Columns below which labels do not stand beside text, but before it."""


def indent_of(width: int) -> int:
    """Return how far text stands from the left, beside its labels."""
    return 10 if width >= NARROW else 2


class Sheet:
    """Lines of at most `width` terminal columns."""

    def __init__(self, width: int) -> None:
        """Start empty; widths below 40 are taken as 40."""
        self.width = max(width, 40)
        self._console = Console(width=self.width, _environ={})
        self._lines: list[Text] = []

    def __len__(self) -> int:
        """Lines so far."""
        return len(self._lines)

    def add(self, *pieces: Piece, label: Piece = "", indent: int = 0) -> None:
        """Add a paragraph; `label` stands left of it, or begins it where the indent has no room."""
        name, style = (label, "dim") if isinstance(label, str) else label
        fits = not name or len(name) < indent
        margin = Text(name.ljust(indent), style) if fits else Text()
        body = Text.assemble(*(() if fits else ((f"{name.strip()}  ", style),)), *pieces)
        for line in body.wrap(self._console, self.width - indent, overflow="fold"):
            line.rstrip()
            self._lines.append(Text.assemble(margin, line))
            margin = Text(" " * indent)

    def gap(self) -> None:
        """Add an empty line."""
        self._lines.append(Text())

    def extend(self, lines: Iterable[Text]) -> None:
        """Add lines of another sheet of the same width."""
        self._lines.extend(lines)

    @property
    def lines(self) -> tuple[Text, ...]:
        """The lines, already wrapped."""
        return tuple(self._lines)

    def text(self, *, color: bool) -> str:
        """Return the whole sheet; without colour, plain characters only."""
        stream = StringIO()
        # The environment (NO_COLOR, TERM, COLUMNS) must not change a report.
        console = Console(
            file=stream,
            width=self.width,
            force_terminal=color,
            color_system="standard" if color else None,
            legacy_windows=False,
            _environ={},
        )
        for line in self._lines:
            console.print(line, soft_wrap=True, highlight=False, markup=False, emoji=False)
        return stream.getvalue()
