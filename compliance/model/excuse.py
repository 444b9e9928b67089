"""Excuses: why a finding does not fail a run."""

from dataclasses import dataclass
from enum import StrEnum


class ExcuseKind(StrEnum):
    """Who said that a finding is no news."""

    WAIVER = "waiver"
    BASELINE = "baseline"


@dataclass(frozen=True)
class Excuse:
    """What a finding is accepted by."""

    kind: ExcuseKind
    name: str
    """Id of the waiver, or path of the baseline."""


def ignored_kinds(*, waivers: bool, baseline: bool) -> tuple[ExcuseKind, ...]:
    """Return what is left aside, as told by one switch for each kind."""
    switches = {ExcuseKind.WAIVER: waivers, ExcuseKind.BASELINE: baseline}
    return tuple(kind for kind, is_ignored in switches.items() if is_ignored)
