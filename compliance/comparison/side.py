"""Sides: the datasets of one state, judged, with all that comparing needs of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa

from compliance.judge import NEEDED, Detail, judge
from compliance.laws import Laws
from compliance.model.comparison import Standpoint, Untold
from compliance.model.judgement import Strata
from compliance.model.manifest import Dataset
from compliance.model.profile import Profile
from compliance.model.report import Report
from compliance.pipeline import Request, described
from compliance.profile import Means, profile_datasets
from compliance.reporting.assembly import assemble


@dataclass(frozen=True)
class Seen:
    """A dataset as the judge has seen it, every group of it."""

    dataset: Dataset
    profile: Profile
    traits: pa.Table
    strata: Strata


@dataclass(frozen=True)
class Side:
    """One of two states to compare."""

    name: str
    report: Report
    commit: str | None = None
    seen: Mapping[str, Seen] = field(default_factory=dict)
    """By name; nothing of a report from disk."""
    untold: tuple[Untold, ...] = ()
    """What could not be read."""
    failed: frozenset[str | None] = frozenset()
    """Paths of the cards of datasets that could not be read at all."""

    @property
    def standpoint(self) -> Standpoint:
        """What the comparison says of it."""
        return Standpoint(self.name, self.commit, self.report.as_of, self.report.tool_version)


def survey(name: str, request: Request, laws: Laws, datasets: Sequence[Dataset], means: Means) -> Side:
    """Return a side: *datasets* profiled and judged, without a look at any row of theirs again.

    Raises ConfigurationError for a rule that cannot be judged.
    """
    laws = laws.amended_for(datasets)
    plan = replace(laws.plan, facts=laws.plan.facts.merged(NEEDED))
    reference = laws.reference.reference
    profiles = profile_datasets(datasets, plan.facts, reference.hosts, means)
    subjects = list(zip(datasets, profiles, strict=True))
    found = judge(subjects, plan, reference, request.as_of, means.resources, detail=Detail.TRAITS)
    report = assemble(
        described(request, laws, means.engine), datasets, profiles, found, [{} for _ in datasets]
    )
    parts = zip(datasets, profiles, found.traits, found.strata, strict=True)
    seen = {part[0].name: Seen(*part) for part in parts}
    return Side(name, report, seen=seen, untold=tuple(unread(name, report)))


def unread(name: str, report: Report) -> Iterable[Untold]:
    """Yield every file of a side that could not be read."""
    for dataset in report.datasets:
        for file in dataset.coverage:
            if file.problem is not None:
                where = file.path if file.path == name else f"{name}: {file.path}"
                yield Untold(where, file.problem, file.remedy or "")
