"""What can go wrong, as one tree.

ComplianceError
├── UsageError            the command line asks for something impossible (exit 2)
├── ConfigurationError    a card, register, rule or reference file is wrong (exit 2)
├── ManifestError         a manifest file cannot be read (exit 4)
└── OutOfReachError       what a report names cannot be looked at again (exit 4)

Errors carry text only, so that they can cross processes.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault in one text file, at a place a reader can go to."""

    path: str
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        """Return `file:line:column: what was expected`."""
        return f"{self.path}:{self.line}:{self.column}: {self.text}"


class ComplianceError(Exception):
    """Base of every error that this program raises on purpose."""

    def __init__(self, text: str, *, remedy: str = "") -> None:
        """Say what is wrong in one sentence, and what to do about it."""
        super().__init__(text)
        self.text = text
        self.remedy = remedy


class UsageError(ComplianceError):
    """The command line asks for something impossible."""


class ConfigurationError(ComplianceError):
    """One or more text files are wrong; all of their problems at once."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Collect the problems of a run, in the order of the files."""
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class ManifestError(ComplianceError):
    """A manifest file cannot be read; the rest of the run still happens."""


class OutOfReachError(ComplianceError):
    """What a report names is not there, or is not to be read; the rest is still checked."""
