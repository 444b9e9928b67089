"""Rows of a platform that contradict each other, or leave out what a reader needs."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from compliance.linting.fault import Location, Remark
from compliance.model.platform import Clause, HostKind, Plan, Platform, Source, Status

Row = tuple[Location, Clause]


def contradictory_rows(platform: Platform) -> Iterator[Remark]:
    """Yield rows of one document on one thing in one region that are in force together."""
    for line in _timelines(platform):
        for (_, earlier), (place, later) in pairwise(line):
            if later.effective_from is None or earlier.effective_to is None:
                yield place, f"{later.clause} = {later.value} starts while {earlier.value} has no end"
            elif earlier.effective_to > later.effective_from:
                yield place, f"{later.clause} = {later.value} starts before {earlier.value} ends"


def undeclared_gap(platform: Platform) -> Iterator[Remark]:
    """Yield rows that end before the next one starts, and do not say that the evidence ends."""
    for line in _timelines(platform):
        for (place, earlier), (_, later) in pairwise(line):
            end, start = earlier.effective_to, later.effective_from
            if end and start and end < start and not earlier.evidence_ends:
                yield (
                    (*place, "effective_to"),
                    f"nothing is known of {earlier.clause} from {end} to {start}: say `evidence_ends: true`",
                )


def never_in_force(platform: Platform) -> Iterator[Remark]:
    """Yield withdrawn rows that cover days, and announced ones that do not say since when."""
    for place, row in _clauses(platform):
        if row.status is Status.WITHDRAWN and row.effective_from != row.effective_to:
            yield place, "a withdrawn clause covers no day: let it end on the day it starts"
        if row.status is Status.ANNOUNCED and row.announced_on is None:
            yield place, "an announced clause says when it was announced: `announced_on`"


def unsourced_row(platform: Platform) -> Iterator[Remark]:
    """Yield rows whose source names neither an address nor a file of the archive."""
    sources: list[tuple[Location, Source]] = [(("domains",), platform.domains.source)]
    sources += [(place, row.source) for place, row in _clauses(platform)]
    sources += [(("plans", place), plan.source) for place, plan in enumerate(platform.plans)]
    for place, source in sources:
        if not (source.url or source.path):
            yield (*place, "source"), "names neither an address nor a file of the archive: `url` or `path`"


def overlapping_plans(platform: Platform) -> Iterator[Remark]:
    """Yield rows of one plan that leave a day with two prices, or with none between."""
    lines: dict[str, list[tuple[int, Plan]]] = defaultdict(list)
    for place, plan in enumerate(platform.plans):
        lines[plan.plan].append((place, plan))
    for line in lines.values():
        for (_, earlier), (place, later) in pairwise(sorted(line, key=lambda row: row[1].effective_from)):
            if earlier.effective_to != later.effective_from:
                end = earlier.effective_to or "never"
                text = f"the plan {later.plan} starts on {later.effective_from}; its row before ends {end}"
                yield ("plans", place, "effective_from"), text


def unordered_rows(platform: Platform) -> Iterator[Remark]:
    """Yield what stands before something that a reader looks for further up."""
    for place, (first, second) in enumerate(pairwise(platform.documents)):
        if first.title > second.title:
            yield ("documents", place + 1), "documents stand in the order of their titles"
    for place, document in enumerate(platform.documents):
        for row, (early, late) in enumerate(pairwise(document.clauses)):
            if _order(early) > _order(late):
                yield ("documents", place, "clauses", row + 1), "clauses stand by name, then by date"


def unusable_host(platform: Platform) -> Iterator[Remark]:
    """Yield hosts that are no bare names, or that another host of their kind stands for."""
    for kind in HostKind:
        hosts: tuple[str, ...] = getattr(platform.domains, kind)
        for place, host in enumerate(hosts):
            location = ("domains", kind.value, place)
            if host != host.lower() or "." not in host or set(host) & set("/*: "):
                yield location, f"{host!r} is not a bare host: no scheme, path, port, wildcard or capitals"
            parent = next((other for other in hosts if host.endswith(f".{other}")), None)
            if parent:
                yield location, f"{parent} stands for {host} already"


def _order(row: Clause) -> tuple[str, date]:
    return row.clause, row.effective_from or date.min


def _clauses(platform: Platform) -> Iterator[Row]:
    for place, document in enumerate(platform.documents):
        for index, clause in enumerate(document.clauses):
            yield ("documents", place, "clauses", index), clause


def _timelines(platform: Platform) -> list[list[Row]]:
    """Return the rows of each document on one thing in one region, oldest first, but the withdrawn."""
    lines: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for place, clause in _clauses(platform):
        if clause.status is not Status.WITHDRAWN:
            title = platform.documents[int(place[1])].title
            lines[title, clause.clause, clause.region].append((place, clause))
    return [sorted(line, key=lambda row: row[1].effective_from or date.min) for line in lines.values()]
