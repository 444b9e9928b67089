"""The terminal: where results and errors are printed, and how wide and coloured it is."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext

from rich.console import Console

from compliance.errors import UsageError

_WIDTH_WITHOUT_TERMINAL = 100


class Terminal:
    """Standard output for results, standard error for everything else."""

    def __init__(self, color: str = "auto", *, quiet: bool = False) -> None:
        """Prepare both streams. Raises UsageError for an unknown *color*."""
        if color not in {"auto", "always", "never"}:
            raise UsageError(f"--color {color} is not auto, always or never")
        force = {"auto": None, "always": True, "never": False}[color]
        no_color = color == "never" or (color == "auto" and bool(os.environ.get("NO_COLOR")))
        self.quiet = quiet
        width = None if sys.stdout.isatty() else _WIDTH_WITHOUT_TERMINAL
        self.out, self.err = (
            Console(
                stderr=stderr,
                width=width,
                force_terminal=force,
                no_color=no_color,
                highlight=False,
                soft_wrap=True,
            )
            for stderr in (False, True)
        )

    @property
    def is_colored(self) -> bool:
        """Whether results may carry colour."""
        return self.out.is_terminal and not self.out.no_color

    @property
    def is_live(self) -> bool:
        """Whether a person is watching, so that progress may be drawn."""
        return sys.stderr.isatty() and not self.quiet and not os.environ.get("CI")

    @property
    def width(self) -> int:
        """Columns of the terminal; 100 without one."""
        return self.out.width

    def say(self, text: str) -> None:
        """Print text as it is, unless quiet."""
        if not self.quiet:
            self.write(text)

    def write(self, text: str) -> None:
        """Print text as it is."""
        sys.stdout.write(text if text.endswith("\n") else text + "\n")

    def mention(self, text: str) -> None:
        """Print what happened beside the results, unless quiet."""
        if not self.quiet:
            self.err.print(text, markup=False)

    def busy(self, text: str) -> AbstractContextManager[object]:
        """Show to a person who watches what takes a while, for as long as the context lasts."""
        return self.err.status(text) if self.is_live else nullcontext()

    def warn(self, text: str) -> None:
        """Print what went wrong without changing any result."""
        self.err.print(f"warning: {text}", markup=False)

    def complain(self, text: str, remedy: str = "") -> None:
        """Print an error and what to do about it."""
        self.err.print("error: ", style="bold red", end="")
        self.err.print(text, markup=False)
        if remedy:
            self.err.print(f"  try: {remedy}", markup=False)
