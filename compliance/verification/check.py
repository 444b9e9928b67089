"""What a verification found, line by line."""

from dataclasses import dataclass
from enum import StrEnum

from compliance.model.exit_code import ExitCode


class State(StrEnum):
    """Whether something is as the report says."""

    HOLDS = "holds"
    CHANGED = "changed"
    """It is otherwise."""
    UNCHECKED = "unchecked"
    """It cannot be told."""


@dataclass(frozen=True)
class Check:
    """One thing that a report says, and whether it is so."""

    what: str
    state: State
    why: str = ""
    """What changed, or why it cannot be told; empty where it holds."""


@dataclass(frozen=True)
class Verification:
    """Everything that was checked; nothing that was not is left out."""

    inputs: tuple[Check, ...]
    verdicts: tuple[Check, ...]
    others: tuple[Check, ...]
    """The program, and the rest of the report."""

    @property
    def exit_code(self) -> ExitCode:
        """1 when something changed, else 4 when something cannot be told, else 0."""
        states = {check.state for check in (*self.inputs, *self.verdicts, *self.others)}
        if State.CHANGED in states:
            return ExitCode.FAILED
        return ExitCode.INCOMPLETE if State.UNCHECKED in states or not self.verdicts else ExitCode.COMPLIANT
