"""From two sides of `compliance diff` to a comparison."""

import datetime
from dataclasses import dataclass, replace
from pathlib import Path

from compliance.cli.options import COMMIT, read_as_of
from compliance.cli.sides import Places, Ref, Refs, Reports
from compliance.comparison import Asked, Side, State, compare, read_states, survey, unread
from compliance.errors import UsageError
from compliance.git import commit_day
from compliance.inputs.discovery import find_targets
from compliance.model.comparison import Comparison
from compliance.model.manifest import Dataset
from compliance.pipeline import Request, read_datasets, read_laws
from compliance.profile import Means
from compliance.reporting.read import read
from compliance.scratch import scratch_folder
from compliance.storage import Place


@dataclass(frozen=True)
class Question:
    """The options that decide what a comparison says."""

    card: Path | None = None
    as_of: str | None = None
    rules: tuple[Path, ...] = ()
    register: Path | None = None

    def request(self, day: datetime.date, *places: Place) -> Request:
        """Return what to judge, as of a day; without places, what was read otherwise. Raises UsageError."""
        targets = find_targets(places, self.card) if places else ()
        return Request(targets, day, "compliance diff", self.rules, self.register)


def compare_refs(refs: Refs, asked: Question, means: Means) -> Comparison:
    """Return what differs between two states of the repository here. Raises ComplianceError."""
    if asked.card is not None:
        raise UsageError("--card is for manifests", remedy="name a card behind `--`, or leave --card out")
    old, new = (_day(ref, asked.as_of) for ref in (refs.old, refs.new))
    with scratch_folder() as scratch:
        question = Asked(Path.cwd(), refs.old, refs.new, refs.paths, asked.register, all_differ=old != new)
        before, after, same = read_states(question, scratch)
        sides = _judged(asked, (old, before), (new, after), means)
        found = compare(*sides, before.compared | after.compared)
    return replace(found, same=found.same + same)


def compare_places(places: Places, asked: Question, means: Means) -> Comparison:
    """Return what differs between two manifests, cards or folders. Raises ComplianceError."""
    if asked.as_of == COMMIT:
        raise UsageError("--as-of commit is for commits", remedy="name a day, or compare two commits")
    day = read_as_of(asked.as_of)
    old, new = (_state(place, read_datasets(asked.request(day, place))) for place in (places.old, places.new))
    sides = _judged(asked, (day, old), (day, new), means)
    return compare(*sides, pairs_lone=True)


def compare_reports(reports: Reports, asked: Question) -> Comparison:
    """Return what differs between two reports. Raises UsageError."""
    if asked != Question():
        raise UsageError(
            "reports are compared as they are", remedy="leave out --as-of, --card, --rules and --grants"
        )
    old, new = (_reported(path) for path in (reports.old, reports.new))
    return compare(old, new, pairs_lone=True)


def _day(ref: Ref, as_of: str | None) -> datetime.date:
    """Return the day as of which a side is judged; files as they are have no commit but the present."""
    if as_of != COMMIT:
        return read_as_of(as_of)
    commit = ref[1]
    return read_as_of(None) if commit is None else commit_day(commit, Path())


def _judged(
    asked: Question, old: tuple[datetime.date, State], new: tuple[datetime.date, State], means: Means
) -> tuple[Side, Side]:
    """Return both sides under today's rules."""
    laws = read_laws(asked.rules, None if means.cache is None else means.cache.folder)

    def judged(day: datetime.date, state: State) -> Side:
        side = survey(state.name, asked.request(day), laws, state.datasets, means)
        untold = (*state.untold, *side.untold)
        return replace(side, commit=state.commit, untold=untold, failed=state.failed, lent=state.lent)

    try:
        return judged(*old), judged(*new)
    finally:
        means.engine.close()


def _state(place: Place, datasets: tuple[Dataset, ...]) -> State:
    name = place.as_posix() if isinstance(place, Path) else str(place)
    return State(name, None, datasets, frozenset(dataset.name for dataset in datasets))


def _reported(path: Path) -> Side:
    report = read(path).report
    return Side(path.as_posix(), report, untold=tuple(unread(path.as_posix(), report)))
