"""Reads: what was taken from a platform on one day, as exposure counts it."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Reads:
    """Reads of one day that stand alike; the day is None when it is unknown."""

    dataset: int
    platform: str
    day: datetime.date | None
    by_api: bool
    access: int
    """Whether they violate a rule about access, or are unproven by one."""
    items: int
