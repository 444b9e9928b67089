"""Exposure: what access to each platform would have cost for the records that nobody paid for.

Deterministic, and nothing but arithmetic on the price book: which months, which plan, which
price. What the arithmetic takes for granted is listed beside the result.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

import duckdb

from compliance.expressions import CheckedRule
from compliance.judge.damages import damages
from compliance.judge.price_book import PriceBook
from compliance.judge.reads import Reads
from compliance.judge.standing import CLEAR, VIOLATION, is_about_access
from compliance.judge.terms import ENDLESS, STARTED, clause_dates, clauses_on, deciding
from compliance.model.exposure import Assumption, Charge, Estimate, Exposure
from compliance.model.platform import Basis, ClauseName, Platform

_ALWAYS = (
    Assumption.READS,
    Assumption.CHEAPEST,
    Assumption.ALONE,
    Assumption.FREE_DAYS,
    Assumption.LOW,
    Assumption.LIKELY,
    Assumption.HIGH,
)


def exposures(
    connection: duckdb.DuckDBPyConnection,
    rules: Iterable[CheckedRule],
    platforms: Mapping[str, Platform],
    as_of: datetime.date,
) -> dict[int, tuple[Exposure, ...]]:
    """Return the exposure of each dataset by platform, the largest first.

    It reads the table `standing`; a day after the as-of date counts as unknown.
    """
    about = tuple(rule.id for rule in rules if is_about_access(rule))
    found: dict[int, list[Exposure]] = defaultdict(list)
    for (dataset, id_), reads in groupby(
        _reads(connection, platforms, as_of), key=lambda read: (read.dataset, read.platform)
    ):
        found[dataset].append(exposure(platforms[id_], list(reads), about))
    return {dataset: tuple(sorted(lines, key=_weight)) for dataset, lines in found.items()}


def _weight(found: Exposure) -> tuple[object, ...]:
    return -found.likely.amount, -found.high.amount, -found.violation, -found.unproven, found.platform


def _reads(
    connection: duckdb.DuckDBPyConnection, platforms: Mapping[str, Platform], as_of: datetime.date
) -> Iterator[Reads]:
    """Yield the reads on known platforms that some rule about access does not clear."""
    priced = [id_ for id_, platform in platforms.items() if PriceBook(platform).offers]
    rows = connection.execute(
        f"""
        SELECT dataset, platform,
          CASE WHEN day <= ? AND list_contains(?::VARCHAR[], platform) THEN day END AS day,
          by_api, access, CAST(sum(items) AS BIGINT)
        FROM standing WHERE access > {CLEAR} AND list_contains(?::VARCHAR[], platform)
        GROUP BY ALL ORDER BY ALL
        """,
        [as_of, priced, list(platforms)],
    ).fetchall()
    return (Reads(*row) for row in rows)


def exposure(platform: Platform, reads: Sequence[Reads], rules: tuple[str, ...]) -> Exposure:
    """Return what these reads would have cost on one platform."""
    book = PriceBook(platform)
    free = _free_spans(platform)
    due = [read for read in reads if not (read.day and any(start <= read.day < stop for start, stop in free))]
    violating = [read for read in due if read.access == VIOLATION]
    by_api = [read for read in violating if read.by_api]
    found = Exposure(
        platform=platform.id,
        name=platform.name,
        violation=_items(violating),
        unproven=_items(due) - _items(violating),
        unpriced=sum(reads for month, reads in _months(due).items() if not _has_price(book, month)),
        currency=book.currency,
        low=Estimate(_by_month(book, _months(by_api))),
        likely=Estimate((*_by_month(book, _months(violating)), *damages(platform, violating, days=1))),
        high=Estimate((*_throughout(book, _months(due)), *damages(platform, due, days=2))),
        rules=rules,
        assumptions=(),
    )
    return replace(found, assumptions=tuple(_assumptions(found)))


def _free_spans(platform: Platform) -> list[tuple[datetime.date, datetime.date]]:
    """Return the spans of days on which its terms gave access to the API for nothing."""
    dates = sorted({STARTED, ENDLESS, *clause_dates(platform)})
    return [(start, stop) for start, stop in pairwise(dates) if _is_free(platform, start)]


def _is_free(platform: Platform, day: datetime.date) -> bool:
    access = deciding(clauses_on(day, platform, "api")).get(ClauseName.API_ACCESS)
    return access is not None and access.clause.value == "free"


def _items(reads: Iterable[Reads]) -> int:
    return sum(read.items for read in reads)


def _months(reads: Iterable[Reads]) -> dict[datetime.date | None, int]:
    """Return the reads of each month that has any, in order; None for an unknown day."""
    found: dict[datetime.date | None, int] = {}
    for read in reads:
        month = read.day and read.day.replace(day=1)
        found[month] = found.get(month, 0) + read.items
    return found


def _has_price(book: PriceBook, month: datetime.date | None) -> bool:
    return month is not None and any(offer.is_open(month) for offer in book.offers)


def _by_month(book: PriceBook, months: Mapping[datetime.date | None, int]) -> tuple[Charge, ...]:
    """Return the cheapest plan for each month, as if every month had been bought alone."""
    charges = (book.cheapest(month, reads, reads) for month, reads in months.items() if month)
    return _merged(charge for charge in charges if charge)


def _throughout(book: PriceBook, months: Mapping[datetime.date | None, int]) -> tuple[Charge, ...]:
    """Return the plan with room for the busiest month, from the first month to the last."""
    known = {month: reads for month, reads in months.items() if month and _has_price(book, month)}
    if not known:
        return ()
    room = max(known.values())
    span = range(_number(min(known)), _number(max(known)) + 1)
    held = (datetime.date(number // 12, number % 12 + 1, 1) for number in span)
    charges = (book.cheapest(month, known.get(month, 0), room) for month in held)
    return _merged(charge for charge in charges if charge)


def _number(month: datetime.date) -> int:
    return month.year * 12 + month.month - 1


def _merged(charges: Iterable[Charge]) -> tuple[Charge, ...]:
    """Return one charge for all that differ in nothing but their months, in order of the first."""
    merged: dict[tuple[object, ...], Charge] = {}
    for charge in charges:
        key = (charge.plan, charge.unit, charge.price, charge.packages, charge.source)
        known = merged.get(key)
        merged[key] = (
            charge
            if known is None
            else replace(
                known, last=charge.last, units=known.units + charge.units, reads=known.reads + charge.reads
            )
        )
    return tuple(merged.values())


def _assumptions(found: Exposure) -> Iterator[Assumption]:
    """Yield what the estimates take for granted, in the order of `Assumption`."""
    charges = (*found.low.charges, *found.likely.charges, *found.high.charges)
    if found.currency is not None:
        yield from _ALWAYS
    if any(charge.packages > 1 for charge in charges):
        yield Assumption.PACKAGES
    if any(charge.plan is None for charge in charges):
        yield Assumption.DAMAGES
    if any(charge.basis is Basis.SECONDARY for charge in charges):
        yield Assumption.SECONDARY
    if found.unpriced and found.currency is not None:
        yield Assumption.UNPRICED
