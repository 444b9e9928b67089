"""Adoption: what a baseline holds of the findings of today, and how it shrinks as they go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from compliance.errors import ManifestError
from compliance.judge import Detail, judge
from compliance.laws import Laws
from compliance.model.baseline import BaselineEntry
from compliance.model.excuse import ExcuseKind
from compliance.model.manifest import Dataset
from compliance.pipeline import Request
from compliance.profile import Means, profile_datasets


@dataclass(frozen=True)
class Change:
    """A baseline as it is to be, and how it differs from what it was."""

    entries: tuple[BaselineEntry, ...]
    gone: int = 0
    """Entries that no record needs any more."""
    smaller: int = 0
    """Entries that fewer records need."""
    new: int = 0
    """Groups that are not in it, or have grown, or whose rule has changed."""

    @property
    def records(self) -> int:
        """Records that it accepts."""
        return sum(entry.records for entry in self.entries)


def without_baseline(request: Request) -> Request:
    """Return the request that sees what the baseline would hide."""
    return replace(request, amendments=replace(request.amendments, ignored=(ExcuseKind.BASELINE,)))


def present_entries(
    request: Request, laws: Laws, datasets: Sequence[Dataset], means: Means
) -> tuple[BaselineEntry, ...]:
    """Return every group that is found in *datasets* and that no waiver covers.

    Raises ManifestError when a file cannot be read: what it holds would be taken
    for gone. Raises ConfigurationError like `pipeline.run`.
    """
    laws, reference = laws.amended_for(datasets), laws.reference.reference
    try:
        profiles = profile_datasets(datasets, laws.plan.facts, reference.hosts, means)
    finally:
        means.engine.close()
    for file in (file for profile in profiles for file in profile.coverage):
        if file.problem is not None:
            raise ManifestError(f"{file.path}: {file.problem}", remedy=file.remedy or "")
    subjects = list(zip(datasets, profiles, strict=True))
    found = judge(subjects, laws.plan, reference, request.as_of, means.resources, detail=Detail.ENTRIES)
    return found.entries


def updated(
    known: Iterable[BaselineEntry],
    present: Iterable[BaselineEntry],
    datasets: Iterable[str],
    *,
    accept_new: bool,
) -> Change:
    """Return the baseline that holds what is *known* and still *present* in these *datasets*.

    Entries on other datasets stay as they are. Nothing is added, and no entry
    grows, unless *accept_new*.
    """
    looked_at = set(datasets)
    old = {_key(entry): entry for entry in known}
    now = {_key(entry): entry for entry in present}
    kept = [entry for entry in old.values() if entry.dataset not in looked_at]
    own = {key: entry for key, entry in old.items() if entry.dataset in looked_at}
    lasting = {
        key: entry.model_copy(update={"records": min(entry.records, now[key].records)})
        for key, entry in own.items()
        if key in now and entry.rule_version == now[key].rule_version
    }
    new = [key for key, entry in now.items() if key not in lasting or entry.records > lasting[key].records]
    return Change(
        (*kept, *(now if accept_new else lasting).values()),
        gone=sum(key not in now for key in own),
        smaller=sum(entry.records < own[key].records for key, entry in lasting.items()),
        new=len(new),
    )


def _key(entry: BaselineEntry) -> tuple[str, str]:
    return entry.dataset, entry.fingerprint
