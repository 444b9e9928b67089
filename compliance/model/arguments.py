"""Arguments: what a run was asked, kept apart from words so that it can be asked again."""

import datetime
from dataclasses import dataclass

from compliance.model.contract import ContractCheck
from compliance.model.sample import Draw


@dataclass(frozen=True)
class Arguments:
    """The arguments that decide what is reported, besides the day and the gate; paths as they were given."""

    paths: tuple[str, ...] = ()
    """Cards, manifests and folders; none is every card below the folder of the run."""
    card: str | None = None
    rules: tuple[str, ...] = ()
    """Folders of a team's own laws."""
    grants: str | None = None
    contract: tuple[ContractCheck, ...] = ()
    sample: Draw | None = None
    waivers: str | None = None
    corrections: str | None = None
    baseline: str | None = None
    no_waivers: bool = False
    """Whether waivers were left aside, so that the truth is seen."""
    no_baseline: bool = False
    since: str | None = None
    """The git ref from which datasets had to differ; None is all of them."""

    @property
    def words(self) -> tuple[str, ...]:
        """The same as words of a command, the contract checks aside."""
        options = [
            ("--card", self.card),
            *(("--rules", folder) for folder in self.rules),
            ("--grants", self.grants),
            ("--sample", None if self.sample is None else str(self.sample.size)),
            ("--seed", None if self.sample is None else self.sample.seed),
            ("--since", self.since),
            ("--waivers", self.waivers),
            ("--corrections", self.corrections),
            ("--baseline", self.baseline),
        ]
        given = (word for name, value in options if value is not None for word in (name, value))
        switches = (("--no-waivers", self.no_waivers), ("--no-baseline", self.no_baseline))
        return (*self.paths, *given, *(name for name, is_on in switches if is_on))

    def call(self, as_of: datetime.date) -> str:
        """Return the same as a call from Python, as of a day."""
        named = {
            "card": self.card,
            "grants": self.grants,
            "rules": self.rules or None,
            "waivers": self.waivers,
            "corrections": self.corrections,
            "baseline": self.baseline,
        }
        given = (f"{name}={value!r}" for name, value in named.items() if value is not None)
        return f"compliance.audit({', '.join([*map(repr, self.paths), f'as_of={as_of!r}', *given])})"
