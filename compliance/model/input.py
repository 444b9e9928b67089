"""Inputs of a run, as its report records them."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Input:
    """A file that the run read, by its digest."""

    path: str
    kind: str
    """manifest, card, grants, rule, reference, adjustments, or report where reports were merged."""
    sha256: str
    bytes: int
    digest_of: Literal["content", "footer"] = "content"
    """What the digest is over: content, or footer (with size and version) of a remote object."""
    stamp: tuple[int, ...] = field(default=(), compare=False, repr=False)
    """What changes when the file is written again, as it was before the digest; empty if not looked at."""
