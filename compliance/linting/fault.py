"""What lint finds: a fault at a place in a file."""

from dataclasses import dataclass

Location = tuple[str | int, ...]
Remark = tuple[Location, str]
"""Where in its file something is wrong, and what."""


@dataclass(frozen=True)
class Fault:
    """A remark of one check on one file."""

    check: str
    path: str
    location: Location
    text: str
