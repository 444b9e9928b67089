"""The options about waivers, corrections and the baseline."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.yielding import unless_given
from compliance.errors import UsageError
from compliance.inputs.amendments import AmendmentPaths
from compliance.model.excuse import ignored_kinds

Waivers = Annotated[
    Path | None,
    typer.Option(
        "--waivers",
        metavar="FILE",
        help="What a team accepts. Default: the nearest waivers.yaml.",
        show_default=False,
        callback=unless_given("no_waivers"),
    ),
]
Corrections = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        metavar="FILE",
        help="Facts that a manifest gets wrong. Default: the nearest corrections.yaml.",
        show_default=False,
    ),
]
BaselineFile = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="Findings that were there when a team began. Default: the nearest baseline.json.",
        show_default=False,
        callback=unless_given("no_baseline"),
    ),
]
NoWaivers = Annotated[bool, typer.Option("--no-waivers", help="Leave waivers aside: show the truth.")]
NoBaseline = Annotated[bool, typer.Option("--no-baseline", help="Leave the baseline aside.")]


@dataclass(frozen=True)
class AmendmentOptions:
    """The options of a command about what a team changes."""

    waivers: Path | None = None
    corrections: Path | None = None
    baseline: Path | None = None
    no_waivers: bool = False
    no_baseline: bool = False

    @property
    def paths(self) -> AmendmentPaths:
        """Where the files are. Raises UsageError for a file that is given and left aside, or is not there."""
        pairs = {"waivers": self.no_waivers, "baseline": self.no_baseline}
        for name, is_ignored in pairs.items():
            if is_ignored and getattr(self, name) is not None:
                raise UsageError(f"--{name} and --no-{name} exclude each other", remedy="give one of them")
        ignored = ignored_kinds(waivers=self.no_waivers, baseline=self.no_baseline)
        return AmendmentPaths(self.waivers, self.corrections, self.baseline, ignored)
