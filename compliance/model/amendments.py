"""Amendments: what a team changes about the verdicts on one dataset, and answers for."""

from dataclasses import dataclass

from compliance.model.baseline import BaselineEntry
from compliance.model.correction import StatedCorrection
from compliance.model.waiver import StatedWaiver


@dataclass(frozen=True)
class Amendments:
    """The waivers, corrections and baseline entries on one dataset, in the order of their files."""

    waivers: tuple[StatedWaiver, ...] = ()
    corrections: tuple[StatedCorrection, ...] = ()
    baseline: tuple[BaselineEntry, ...] = ()
    baseline_path: str | None = None
    """None without a baseline."""
