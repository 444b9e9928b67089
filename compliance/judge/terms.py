"""Terms in force: for each platform, route and day, the strictest value of every clause."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pyarrow as pa

from compliance.judge.regions import is_within, regions_of
from compliance.model.platform import STRICTNESS, Clause, ClauseName, Platform, Route, Status
from compliance.model.report import CitedClause

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

_STARTED = datetime.date(1, 1, 1)
_ENDLESS = datetime.date(9999, 12, 31)


@dataclass(frozen=True)
class TermsKey:
    """What terms are looked up by, besides the day."""

    platform: str
    acquisition_method: str
    region: str | None


@dataclass(frozen=True)
class TermsTable:
    """Terms by key and interval of days, and the clauses its `#` columns point to."""

    table: pa.Table
    clauses: tuple[CitedClause, ...]


def clause_dates(platform: Platform) -> Iterator[datetime.date]:
    """Yield every day on which some clause of the platform starts or ends."""
    for document in platform.documents:
        for clause in document.clauses:
            yield from (day for day in (clause.effective_from, clause.effective_to) if day is not None)


def terms_table(keys: Iterable[TermsKey], platforms: Mapping[str, Platform]) -> TermsTable:
    """Return the terms for the keys: one row for each key and interval in which any clause is in force.

    `start <= day < stop`. A clause without a row is unknown, not allowed. Of
    several in force the strictest decides, of equals the latest.
    """
    cited: dict[int, tuple[int, CitedClause]] = {}
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
                rows.append(_row(key, start, stop, active, cited))
    return TermsTable(pa.Table.from_pylist(rows, _schema()), tuple(clause for _, clause in cited.values()))


def clauses_on(day: datetime.date, platform: Platform, acquisition_method: str) -> list[CitedClause]:
    """Return the clauses in force on a day for records acquired that way, of every region."""
    return [clause for clause, start, stop in _binding(platform, acquisition_method) if start <= day < stop]


def deciding(clauses: Iterable[CitedClause]) -> dict[ClauseName, CitedClause]:
    """Return the clause that decides on each thing, in the order of the names.

    The strictest decides; of equals the one with fewer conditions, then the latest.
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
                yield cited, clause.effective_from or _STARTED, clause.effective_to or _ENDLESS


def _is_for(cited: CitedClause, regions: frozenset[str]) -> bool:
    """Tell whether a clause is for everybody, or for a region the record is known to be from."""
    region = cited.clause.region
    return region is None or is_within(regions, region)


def _row(
    key: TermsKey,
    start: datetime.date,
    stop: datetime.date,
    active: list[CitedClause],
    cited: dict[int, tuple[int, CitedClause]],
) -> dict[str, object]:
    row: dict[str, object] = {
        "platform": key.platform,
        "method": key.acquisition_method,
        "region": key.region,
        "start": start,
        "stop": stop,
        "terms.known": True,
    }
    for name, decisive in deciding(active).items():
        row[f"terms.{name}"] = decisive.clause.value
        row[f"terms.{name}_conditions"] = list(decisive.clause.conditions)
        cited.setdefault(id(decisive.clause), (len(cited), decisive))
        row[f"terms.{name}#"] = cited[id(decisive.clause)][0]
    row |= _figures([cited.clause for cited in active])
    return row


def _figures(active: list[Clause]) -> dict[str, object]:
    """Return the shortest times that the clauses on deletion give."""
    figures = [clause.figure for clause in active if clause.clause is ClauseName.DELETION_DUTY]
    hours = [int(str(given["hours_after_request"])) for given in figures if "hours_after_request" in given]
    hours += [
        24 * int(str(given["after_request_days"])) for given in figures if "after_request_days" in given
    ]
    days = [int(str(given["max_storage_days"])) for given in figures if "max_storage_days" in given]
    return {
        "terms.delete_within_hours": min(hours, default=None),
        "terms.refresh_within_days": min(days, default=None),
    }


def _strictness(cited: CitedClause) -> tuple[int, int, datetime.date]:
    """Order clauses: by value, then the one with fewer conditions, then the later."""
    values = STRICTNESS[cited.clause.clause]
    rank = values.index(cited.clause.value) if values else 0
    return rank, -len(cited.clause.conditions), cited.clause.effective_from or _STARTED


def _schema() -> pa.Schema:
    return pa.schema(
        [
            ("platform", pa.string()),
            ("method", pa.string()),
            ("region", pa.string()),
            ("start", pa.date32()),
            ("stop", pa.date32()),
            ("terms.known", pa.bool_()),
            ("terms.delete_within_hours", pa.int32()),
            ("terms.refresh_within_days", pa.int32()),
            *((f"terms.{name}", pa.string()) for name in ClauseName),
            *((f"terms.{name}_conditions", pa.list_(pa.string())) for name in ClauseName),
            *((f"terms.{name}#", pa.int32()) for name in ClauseName),
        ]
    )
