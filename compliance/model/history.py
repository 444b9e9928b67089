"""The history of a dataset: what it was made from, when it was collected, what access would have cost."""

from dataclasses import dataclass
from enum import StrEnum

from compliance.model.exposure import Exposure
from compliance.model.timeline import PlatformTimeline


class Known(StrEnum):
    """Whether anybody knows a dataset that another was made from."""

    RUN = "run"
    """It is a dataset of the same run."""
    PUBLIC = "known"
    """It is one of the public datasets in the reference data."""
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Origin:
    """A parent that the card of a dataset names."""

    name: str
    version: str | None
    known: Known


@dataclass(frozen=True, kw_only=True)
class History:
    """What a report says of the past of one dataset."""

    timeline: tuple[PlatformTimeline, ...] = ()
    """By platform, the most violations first; they add up to the records examined."""
    exposure: tuple[Exposure, ...] = ()
    """By platform, the largest first."""
    origins: tuple[Origin, ...] = ()
    """In the order of the card."""
