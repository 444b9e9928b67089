"""What `compliance doctor` says of one thing: whether it works, and what to do if not."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from compliance.errors import ComplianceError, ConfigurationError
from compliance.model.exit_code import ExitCode


class State(StrEnum):
    """How well it works."""

    OK = "ok"
    WARNING = "warning"
    """A run works, and may not say what somebody expects."""
    ERROR = "error"


@dataclass(frozen=True)
class Remark:
    """One thing that was looked at."""

    state: State
    about: str
    text: str
    remedy: str = ""
    code: ExitCode = ExitCode.COMPLIANT
    """What a check would end with for it."""


def fine(about: str, text: str) -> Remark:
    """Return that it works."""
    return Remark(State.OK, about, text)


def warning(about: str, text: str, remedy: str) -> Remark:
    """Return that it works, with something to look at."""
    return Remark(State.WARNING, about, text, remedy)


def fault(about: str, text: str, remedy: str, code: ExitCode = ExitCode.USAGE) -> Remark:
    """Return that it does not work."""
    return Remark(State.ERROR, about, text, remedy, code)


def faults_of(about: str, error: ComplianceError) -> Iterator[Remark]:
    """Yield the same for an error that a run would end with; of several problems, each."""
    if isinstance(error, ConfigurationError):
        for problem in error.problems:
            yield fault(f"{problem.path}:{problem.line}:{problem.column}", problem.text, "correct the file")
    else:
        yield fault(about, error.text, error.remedy)
