"""Terms in force: for each platform, route and day, the strictest value of every clause."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pyarrow as pa

from compliance.judge.regions import is_within, regions_of
from compliance.model.finding import CitedClause
from compliance.model.platform import STRICTNESS, Clause, ClauseName, Platform, Route, Status

ROUTES: Mapping[str, frozenset[Route]] = {
    "api": frozenset({Route.API_USERS}),
    "crawl": frozenset({Route.VISITORS}),
    "scrape_logged_out": frozenset({Route.VISITORS}),
    "scrape_logged_in": frozenset({Route.VISITORS, Route.ACCOUNT_HOLDERS}),
    "third_party_results": frozenset({Route.VISITORS}),
    "third_party_dataset": frozenset({Route.VISITORS}),
    "user_export": frozenset({Route.VISITORS, Route.ACCOUNT_HOLDERS}),
}
"""Whom the documents must bind to bind a record collected this way; other ways have no terms."""

FIGURES: Mapping[str, tuple[tuple[str, int], ...]] = {
    "delete_within_hours": (("hours_after_request", 1), ("after_request_days", 24)),
    "refresh_within_days": (("max_storage_days", 1),),
}
"""Times of which the shortest that a clause on deletion gives decides: the keys of its figure, by factor."""

STARTED = datetime.date(1, 1, 1)
ENDLESS = datetime.date(9999, 12, 31)
"""Stand for a clause without a first day, and for one without an end."""


@dataclass(frozen=True)
class TermsKey:
    """What terms are looked up by, besides the day."""

    platform: str
    acquisition_method: str
    region: str | None


@dataclass(frozen=True)
class TermsTable:
    """Terms by key and interval of days.

    Beside each value stand two pointers: `<name>#` to the one clause that
    decides it, `<name>+` to those of the same name that do not.
    """

    table: pa.Table
    clauses: tuple[tuple[CitedClause, ...], ...]
    """What the pointers point to."""


def clause_dates(platform: Platform) -> Iterator[datetime.date]:
    """Yield every day on which some clause of the platform starts or ends."""
    for document in platform.documents:
        for clause in document.clauses:
            yield from (day for day in (clause.effective_from, clause.effective_to) if day is not None)


def terms_table(keys: Iterable[TermsKey], platforms: Mapping[str, Platform], first: int = 0) -> TermsTable:
    """Return the terms for the keys: one row for each key and interval in which any clause is in force.

    `start <= day < stop`. A clause without a row is unknown, not allowed. Of
    several in force the strictest decides, as `deciding` says. The pointers
    count its clauses from *first*.
    """
    pointers = Pointers(first)
    rows: list[dict[str, object]] = []
    for key in keys:
        platform = platforms.get(key.platform)
        if platform is None:
            continue
        regions = regions_of(key.region)
        binding = [line for line in _binding(platform, key.acquisition_method) if _is_for(line[0], regions)]
        starts = sorted({start for _, start, _ in binding} | {stop for _, _, stop in binding})
        for start, stop in pairwise(starts):
            active = [clause for clause, from_, to in binding if from_ <= start < to]
            if active:
                rows.append(_row(key, start, active, pointers) | {"stop": stop})
    return TermsTable(pa.Table.from_pylist(rows, _schema()), tuple(pointers.clauses))


def clauses_on(day: datetime.date, platform: Platform, acquisition_method: str) -> list[CitedClause]:
    """Return the clauses in force on a day for records acquired that way, of every region."""
    return [clause for clause, start, stop in _binding(platform, acquisition_method) if start <= day < stop]


def deciding(clauses: Iterable[CitedClause]) -> dict[ClauseName, CitedClause]:
    """Return the clause that decides on each thing, in the order of the names.

    The strictest decides; of equals the one with fewer conditions, then a firm one before a weak one,
    then the latest.
    """
    by_name: dict[ClauseName, list[CitedClause]] = {name: [] for name in ClauseName}
    for clause in clauses:
        by_name[clause.clause.clause].append(clause)
    return {name: max(candidates, key=_strictness) for name, candidates in by_name.items() if candidates}


def _binding(
    platform: Platform, acquisition_method: str
) -> Iterator[tuple[CitedClause, datetime.date, datetime.date]]:
    routes = ROUTES.get(acquisition_method, frozenset())
    for document in platform.documents:
        if routes.isdisjoint(document.binds):
            continue
        for clause in document.clauses:
            if clause.status in {Status.IN_FORCE, Status.SUPERSEDED}:
                cited = CitedClause(platform.id, document.title, clause)
                yield cited, clause.effective_from or STARTED, clause.effective_to or ENDLESS


def _is_for(cited: CitedClause, regions: frozenset[str]) -> bool:
    """Tell whether a clause is for everybody, or for a region the record is known to be from."""
    region = cited.clause.region
    return region is None or is_within(regions, region)


class Pointers:
    """Numbers for lists of clauses from *first* on, the same for the same clauses."""

    def __init__(self, first: int = 0) -> None:
        self._first = first
        self._numbers: dict[tuple[int, ...], int] = {}
        self.clauses: list[tuple[CitedClause, ...]] = []

    def to(self, cited: Sequence[CitedClause]) -> int:
        """Return the number of these clauses."""
        key = tuple(id(one.clause) for one in cited)
        if key not in self._numbers:
            self._numbers[key] = self._first + len(self.clauses)
            self.clauses.append(tuple(cited))
        return self._numbers[key]

    def beside(self, decisive: CitedClause, active: Iterable[CitedClause]) -> dict[str, int | None]:
        """Return the pointers to the clause that decides, and to the others of its name if there are any."""
        others = [
            cited
            for cited in active
            if cited.clause.clause is decisive.clause.clause and cited.clause is not decisive.clause
        ]
        return {"#": self.to([decisive]), "+": self.to(others) if others else None}


def _row(
    key: TermsKey, start: datetime.date, active: Sequence[CitedClause], pointers: Pointers
) -> dict[str, object]:
    row: dict[str, object] = {
        "platform": key.platform,
        "method": key.acquisition_method,
        "region": key.region,
        "start": start,
        "terms.known": True,
    }
    for name, decisive in deciding(active).items():
        row[f"terms.{name}"] = decisive.clause.value
        row[f"terms.{name}_conditions"] = list(decisive.clause.conditions)
        row |= _pointed(name, pointers.beside(decisive, active))
    for figure in FIGURES:
        timed = [(time, cited) for cited in active if (time := _time(figure, cited.clause)) is not None]
        if timed:
            time, decisive = min(timed, key=lambda pair: (pair[0], bool(pair[1].clause.weaknesses)))
            row[f"terms.{figure}"] = time
            row |= _pointed(figure, pointers.beside(decisive, active))
    return row


def _pointed(name: str, pointers: Mapping[str, int | None]) -> dict[str, object]:
    return {f"terms.{name}{mark}": number for mark, number in pointers.items()}


def _time(figure: str, clause: Clause) -> int | None:
    """Return the time that a clause on deletion gives, in the unit of the figure; None if it gives none."""
    if clause.clause is not ClauseName.DELETION_DUTY:
        return None
    times = (factor * int(str(clause.figure[key])) for key, factor in FIGURES[figure] if key in clause.figure)
    return min(times, default=None)


def _strictness(cited: CitedClause) -> tuple[int, int, bool, datetime.date]:
    """Order clauses: by value, then the one with fewer conditions, then the firm one, then the later."""
    values = STRICTNESS[cited.clause.clause]
    rank = values.index(cited.clause.value) if values else 0
    is_firm = not cited.clause.weaknesses
    return rank, -len(cited.clause.conditions), is_firm, cited.clause.effective_from or STARTED


def _schema() -> pa.Schema:
    return pa.schema(
        [
            ("platform", pa.string()),
            ("method", pa.string()),
            ("region", pa.string()),
            ("start", pa.date32()),
            ("stop", pa.date32()),
            ("terms.known", pa.bool_()),
            *((f"terms.{figure}", pa.int32()) for figure in FIGURES),
            *((f"terms.{name}", pa.string()) for name in ClauseName),
            *((f"terms.{name}_conditions", pa.list_(pa.string())) for name in ClauseName),
            *((f"terms.{name}{mark}", pa.int32()) for name in (*ClauseName, *FIGURES) for mark in "#+"),
        ]
    )
