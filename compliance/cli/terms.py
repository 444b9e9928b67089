"""`compliance terms`: what a platform's documents said on a day, and why we say so."""

import datetime
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

import typer

from compliance.caching import cache_folder
from compliance.cli import options
from compliance.cli.console import Terminal
from compliance.cli.limits import Place, limits
from compliance.cli.offer import BASES, add_hosts, add_plans
from compliance.errors import UsageError
from compliance.judge.terms import ROUTES, clauses_on, deciding
from compliance.laws import read_laws
from compliance.model.finding import CitedClause
from compliance.model.platform import Clause, ClauseName, Platform, Route, Source, Status
from compliance.model.reference import Reference
from compliance.reporting.plain import prose
from compliance.reporting.sheet import Sheet
from compliance.reporting.wording import period

_ROUTES: Mapping[str, tuple[str, Route, str]] = {
    "api": ("API users", Route.API_USERS, "api"),
    "visitor": ("visitors", Route.VISITORS, "scrape_logged_out"),
    "account": ("account holders", Route.ACCOUNT_HOLDERS, "scrape_logged_in"),
}
"""Route → whom it is about, which documents are for them, and how records are acquired that way."""
_CODE = re.compile(r"[A-Za-z]{2,4}")
_INDENT = 4


_Name = Annotated[str, typer.Argument(help="Platform by id, name or alias, such as x or twitter.")]
_On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day (ISO date). Default: today.", show_default=False),
]
_Route = Annotated[
    str | None,
    typer.Option(
        metavar="ROUTE",
        help=f"{', '.join(_ROUTES)}. Default: every route that some document binds.",
        show_default=False,
    ),
]
_Region = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help="Where the records are from: DE, US, EU … Default: unknown, so no regional clause decides.",
        show_default=False,
    ),
]


def terms(
    platform: _Name,
    on: _On = None,
    route: _Route = None,
    region: _Region = None,
    rules: options.Rules = None,
    color: options.Color = "auto",
) -> None:
    """Show the terms in force on a platform on a day with their sources, its plans and its hosts."""
    terminal = Terminal(color)
    day = _read_day(on)
    if route is not None and route not in _ROUTES:
        raise UsageError(f"--route {route} is unknown", remedy=f"routes are {', '.join(_ROUTES)}")
    if region is not None and not _CODE.fullmatch(region):
        raise UsageError(f"--region {region} is no code", remedy="write DE, US, GB, EU, EEA or EFTA")
    place = Place(day, region)
    laws = read_laws(tuple(rules or ()), cache_folder())
    found = find_platform(platform, laws.reference.reference)
    sheet = Sheet(terminal.width)
    sheet.add(
        (f"{found.name} ({found.id})", "bold"),
        f", terms in force on {day}",
        f" for records from {region.upper()}" if region else "",
    )
    for names, active in _by_route(found, [route] if route else _bound_routes(found), day):
        _add_routes(sheet, found, names, active, place)
    _add_never_in_force(sheet, found, day)
    add_plans(sheet, found, day)
    add_hosts(sheet, found)
    terminal.write(sheet.text(color=terminal.is_colored))


def _read_day(text: str | None) -> datetime.date:
    if text is None:
        return options.read_as_of(None)
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--on {text} is not a day", remedy="write it as 2023-07-01") from error


def find_platform(name: str, reference: Reference) -> Platform:
    """Return the platform of this id, name or alias. Raises UsageError with the nearest."""
    ids = reference.platform_ids
    if name.lower() not in ids:
        near = difflib.get_close_matches(name.lower(), ids, n=1)
        remedy = (
            f"compliance terms {ids[near[0]]}" if near else "name one of " + ", ".join(reference.platforms)
        )
        raise UsageError(f"no terms are on file for a platform {name}", remedy=remedy)
    return reference.platforms[ids[name.lower()]]


def _bound_routes(platform: Platform) -> list[str]:
    """Return the routes that some document binds; all of them when there is none."""
    bound = {route for document in platform.documents for route in document.binds}
    return [name for name, (_, route, _) in _ROUTES.items() if route in bound] or list(_ROUTES)


def _by_route(
    platform: Platform, names: Iterable[str], day: datetime.date
) -> list[tuple[list[str], list[CitedClause]]]:
    """Return the clauses in force by route, those routes together that have the same ones."""
    groups: list[tuple[list[str], list[CitedClause]]] = []
    for name in names:
        active = clauses_on(day, platform, _ROUTES[name][2])
        same = next((routes for routes, known in groups if known == active), None)
        if same is None:
            groups.append(([name], active))
        else:
            same.append(name)
    return groups


def _add_routes(
    sheet: Sheet, platform: Platform, names: Sequence[str], active: Sequence[CitedClause], place: Place
) -> None:
    """Add what decides for these routes, what is unknown, and what else is in force.

    A regional clause decides only for records known to be from there.
    """
    decisive = deciding(filter(place.decides, active))
    unknown = [name for name in ClauseName if name not in decisive]
    decided = {id(cited) for cited in decisive.values()}
    sheet.gap()
    people = " and ".join(_ROUTES[name][0] for name in names)
    sheet.add((f"For {people}", "bold"), f" (--route {' or '.join(names)})")
    for cited in decisive.values():
        _add_clause(sheet, cited)
    if unknown:
        sheet.add(f"unknown, for no clause is on file: {', '.join(unknown)}", indent=2)
    for text in limits(platform, _bound_by(names), unknown, place):
        sheet.add(prose(text), indent=_INDENT)
    for cited in active:
        if id(cited) not in decided:
            where = "does not decide" if place.decides(cited) else "decides only in its region"
            _add_clause(sheet, cited, f"in force, {where}")


def _bound_by(names: Sequence[str]) -> frozenset[Route]:
    return frozenset(route for name in names for route in ROUTES[_ROUTES[name][2]])


def _add_never_in_force(sheet: Sheet, platform: Platform, day: datetime.date) -> None:
    """Add what had been announced by that day, or withdrawn, and so binds nobody."""
    found = [
        CitedClause(platform.id, document.title, clause)
        for document in platform.documents
        for clause in document.clauses
        if clause.status in {Status.ANNOUNCED, Status.WITHDRAWN} and _was_known(clause, day)
    ]
    if found:
        sheet.gap()
        sheet.add(("Announced or withdrawn: not in force", "bold"))
    for cited in found:
        announced = cited.clause.announced_on
        told = f"announced on {announced}" if announced else ""
        withdrawn = "withdrawn" if cited.clause.status is Status.WITHDRAWN else ""
        _add_clause(sheet, cited, ", ".join(filter(None, (told, withdrawn))))


def _was_known(clause: Clause, day: datetime.date) -> bool:
    known = clause.announced_on or clause.effective_from
    return known is None or known <= day


def _add_clause(sheet: Sheet, cited: CitedClause, mark: str = "") -> None:
    clause = cited.clause
    style = "dim" if mark else "bold"
    sheet.add((f"{clause.clause} = {clause.value}", style), f"  [{mark}]" if mark else "", indent=2)
    for text in _evidence(cited):
        sheet.add(prose(text), indent=_INDENT)


def _evidence(cited: CitedClause) -> Iterator[str]:
    clause = cited.clause
    censored = "; already in the oldest text, so unknown before" if clause.left_censored else ""
    censored += (
        f"; last seen on {clause.effective_to}, so unknown from then on" if clause.evidence_ends else ""
    )
    yield f"{cited.document}, {period(clause)}"
    yield f"basis: {BASES[clause.basis]}{censored}"
    if clause.conditions:
        yield f"conditions: {', '.join(clause.conditions)}"
    if clause.region:
        yield f"region: {clause.region}"
    if clause.note:
        yield clause.note
    yield f"source: {_citation(clause.source)}"


def _citation(source: Source) -> str:
    titled = f"{source.title}, " if source.title else ""
    return f"{titled}{source.citation}" + (f" ({source.date})" if source.date else "")
