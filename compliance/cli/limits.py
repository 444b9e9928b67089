"""Where the evidence on the terms of a platform begins and ends."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compliance.judge.regions import is_within, regions_of
from compliance.model.finding import CitedClause
from compliance.model.platform import ClauseName, Platform, Route


@dataclass(frozen=True)
class Place:
    """When and where the terms are asked for."""

    day: datetime.date
    region: str | None

    def decides(self, cited: CitedClause) -> bool:
        """Tell whether a clause is for everybody, or for where the records are known to be from."""
        region = cited.clause.region
        return region is None or is_within(regions_of(self.region), region)


def limits(
    platform: Platform, routes: frozenset[Route], unknown: Sequence[ClauseName], place: Place
) -> Iterator[str]:
    """Yield, for each unknown thing, where the evidence on it ended last and where it begins next."""
    ended: dict[ClauseName, tuple[datetime.date, str]] = {}
    begins: dict[ClauseName, tuple[datetime.date, str]] = {}
    for cited in _binding(platform, routes):
        clause = cited.clause
        said = f"{clause.clause} = {clause.value} ({cited.document})"
        start, end = clause.effective_from, clause.effective_to
        if clause.evidence_ends and end and end <= place.day and place.decides(cited):
            ended[clause.clause] = max(ended.get(clause.clause, (end, said)), (end, said))
        if clause.left_censored and start and start > place.day and place.decides(cited):
            begins[clause.clause] = min(begins.get(clause.clause, (start, said)), (start, said))
    for name in unknown:
        if name in ended:
            day, said = ended[name]
            yield f"{said} was last seen on {day}; nobody knows whether it still stands"
        if name in begins:
            day, said = begins[name]
            yield f"{said} stands in the oldest text, of {day}; nobody knows since when"


def _binding(platform: Platform, routes: frozenset[Route]) -> Iterator[CitedClause]:
    for document in platform.documents:
        if not routes.isdisjoint(document.binds):
            yield from (CitedClause(platform.id, document.title, clause) for clause in document.clauses)
