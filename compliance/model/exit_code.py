"""Exit codes: what happened, for scripts."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What happened, for scripts; never dependent on the format."""

    COMPLIANT = 0
    FAILED = 1
    USAGE = 2
    NOTHING_EXAMINED = 3
    INCOMPLETE = 4
    INTERNAL = 70
