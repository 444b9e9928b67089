"""What a team changes about the verdicts on its datasets: waivers, corrections and the baseline."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from compliance.inputs.acceptances import CORRECTIONS, WAIVERS, read_corrections, read_waivers
from compliance.inputs.baselines import BASELINE, read_baseline
from compliance.inputs.discovery import find_nearest
from compliance.model.amendments import Amendments
from compliance.model.excuse import ExcuseKind
from compliance.model.input import Input

Content = TypeVar("Content")
Read = tuple[Content, tuple[Input, ...]]


@dataclass(frozen=True)
class AmendmentPaths:
    """Where the files are, for every dataset; None is the nearest one of its usual name."""

    waivers: Path | None = None
    corrections: Path | None = None
    baseline: Path | None = None
    ignored: tuple[ExcuseKind, ...] = ()
    """What is not looked at, so that the truth is seen."""


@dataclass(frozen=True)
class AmendmentReader:
    """Reads each file once, however many datasets it is about."""

    paths: AmendmentPaths
    base: Path
    project: Path | None
    """The folder around the base up to which files are looked for; None: the base."""
    show: Callable[[Path], str]
    """A path as reports name it."""
    _known: dict[Path, Read[object]] = field(default_factory=dict, repr=False)

    def read(self, dataset: str, near: Path) -> Read[Amendments]:
        """Return what is about a dataset, whose files are *near*, and the files it was read from.

        Raises ConfigurationError.
        """
        inputs: list[Input] = []
        waivers = self._read(self._waivers(near), read_waivers, inputs) or ()
        corrections = self._read(self._corrections(near), read_corrections, inputs) or ()
        path = self._baseline(near)
        entries = self._read(path, read_baseline, inputs) or ()
        amendments = Amendments(
            tuple(stated for stated in waivers if stated.waiver.dataset == dataset),
            tuple(stated for stated in corrections if stated.correction.dataset == dataset),
            tuple(entry for entry in entries if entry.dataset == dataset),
            None if path is None else self.show(path),
        )
        return amendments, tuple(inputs)

    def _waivers(self, near: Path) -> Path | None:
        if ExcuseKind.WAIVER in self.paths.ignored:
            return None
        return self.paths.waivers or find_nearest(WAIVERS, near, self.base, self.project)

    def _corrections(self, near: Path) -> Path | None:
        return self.paths.corrections or find_nearest(CORRECTIONS, near, self.base, self.project)

    def _baseline(self, near: Path) -> Path | None:
        if ExcuseKind.BASELINE in self.paths.ignored:
            return None
        return self.paths.baseline or find_nearest(BASELINE, near, self.base, self.project)

    def _read(
        self, path: Path | None, read: Callable[[Path, str], Read[Content]], inputs: list[Input]
    ) -> Content | None:
        if path is None:
            return None
        if path not in self._known:
            self._known[path] = read(path, self.show(path))
        content, found = self._known[path]
        inputs += found
        return cast("Content", content)
