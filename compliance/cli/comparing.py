"""From two sides of `compliance diff` to a comparison."""

import datetime
from dataclasses import replace
from pathlib import Path

from compliance.cli.options import COMMIT, read_as_of
from compliance.cli.sides import Places, Question, Refs, Reports
from compliance.comparison import Asked, Side, State, compare, read_states, survey, unread
from compliance.errors import UsageError
from compliance.git import commit_day
from compliance.laws import read_laws
from compliance.model.comparison import Comparison
from compliance.pipeline import Request, read_datasets
from compliance.profile import Means
from compliance.reporting.read import read
from compliance.scratch import scratch_folder
from compliance.storage import Place


def compare_refs(refs: Refs, asked: Question, means: Means) -> Comparison:
    """Return what differs between two states of the repository here. Raises ComplianceError."""
    if asked.card is not None:
        raise UsageError("--card is for manifests", remedy="name a card behind `--`, or leave --card out")
    old, new = _days(refs, asked.as_of)
    with scratch_folder() as scratch:
        cache, differ = _folder(means), old != new
        question = Asked(Path.cwd(), refs.old, refs.new, refs.paths, asked.register, differ, cache)
        before, after, same = read_states(question, scratch)
        sides = _judged(asked, (old, before), (new, after), means)
        found = compare(*sides, before.compared | after.compared, means.resources)
    return replace(found, same=found.same + same)


def compare_places(places: Places, asked: Question, means: Means) -> Comparison:
    """Return what differs between two manifests, cards or folders. Raises ComplianceError."""
    if asked.as_of == COMMIT:
        raise UsageError("--as-of commit is for commits", remedy="name a day, or compare two commits")
    day = read_as_of(asked.as_of)
    old, new = (_state(place, asked.request(day, place), means) for place in (places.old, places.new))
    sides = _judged(asked, (day, old), (day, new), means)
    return compare(*sides, resources=means.resources, pairs_lone=True)


def compare_reports(reports: Reports, asked: Question) -> Comparison:
    """Return what differs between two reports. Raises UsageError."""
    if asked != Question():
        raise UsageError(
            "reports are compared as they are", remedy="leave out --as-of, --card, --rules and --grants"
        )
    old, new = (_reported(path) for path in (reports.old, reports.new))
    return compare(old, new, pairs_lone=True)


def _days(refs: Refs, as_of: str | None) -> tuple[datetime.date, datetime.date]:
    """Return the days as of which the sides are judged; files as they are have no commit but the present."""
    day = read_as_of(None if as_of == COMMIT else as_of)
    if as_of != COMMIT:
        return day, day
    commits = (refs.old[1], refs.new[1])
    old, new = (day if commit is None else commit_day(commit, Path()) for commit in commits)
    return old, new


def _judged(
    asked: Question, old: tuple[datetime.date, State], new: tuple[datetime.date, State], means: Means
) -> tuple[Side, Side]:
    """Return both sides under today's rules."""
    laws = read_laws(asked.rules, _folder(means))

    def judged(day: datetime.date, state: State) -> Side:
        side = survey(state.name, asked.request(day), laws, state.datasets, means)
        untold = (*state.untold, *side.untold)
        return replace(side, commit=state.commit, untold=untold, failed=state.failed)

    try:
        return judged(*old), judged(*new)
    finally:
        means.engine.close()


def _folder(means: Means) -> Path | None:
    return None if means.cache is None else means.cache.folder


def _state(place: Place, request: Request, means: Means) -> State:
    name = place.as_posix() if isinstance(place, Path) else str(place)
    datasets = read_datasets(request, _folder(means))
    return State(name, None, datasets, frozenset(dataset.name for dataset in datasets))


def _reported(path: Path) -> Side:
    report = read(path).report
    return Side(path.as_posix(), report, untold=tuple(unread(path.as_posix(), report)))
