"""Liquidated damages: the fixed sums that terms name for reading too much in too short a time."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from compliance.judge.price_book import PriceBook
from compliance.judge.reads import Reads
from compliance.judge.terms import ENDLESS, STARTED
from compliance.model.exposure import Charge
from compliance.model.platform import Clause, ClauseName, Platform

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class _Sum:
    """A clause that names a sum for each so many reads, once there are more than a threshold."""

    clause: Clause

    def holds(self, day: datetime.date) -> bool:
        return (self.clause.effective_from or STARTED) <= day < (self.clause.effective_to or ENDLESS)

    def figure(self, name: str) -> int:
        return int(str(self.clause.figure[name]))


def damages(platform: Platform, reads: Iterable[Reads], *, days: int) -> tuple[Charge, ...]:
    """Return the sums for reads past the API, so many adjacent days taken together, as one charge.

    Where texts for several regions name the same sum, the one in the currency
    of the price book counts.
    """
    by_day: dict[datetime.date, int] = {}
    for read in reads:
        if read.day is not None and not read.by_api:
            by_day[read.day] = by_day.get(read.day, 0) + read.items
    for named in _sums(platform):
        owed = [
            (day, last, count)
            for day, last, count in _windows(by_day, days)
            if named.holds(day) and count > named.figure("threshold_posts")
        ]
        if owed:
            return (_charge(named, owed),)
    return ()


def _sums(platform: Platform) -> Iterator[_Sum]:
    currency = PriceBook(platform).currency
    for document in platform.documents:
        for clause in document.clauses:
            is_named = {"amount", "per_posts", "threshold_posts"} <= clause.figure.keys()
            is_payable = clause.figure.get("currency") == currency
            if clause.clause is ClauseName.LIQUIDATED_DAMAGES and is_named and is_payable:
                yield _Sum(clause)


def _windows(
    by_day: dict[datetime.date, int], days: int
) -> Iterator[tuple[datetime.date, datetime.date, int]]:
    """Yield first day, last day and reads of each span, every day in exactly one of them."""
    left = sorted(by_day)
    while left:
        together = [day for day in left[:days] if day - left[0] < days * _DAY]
        yield together[0], together[-1], sum(by_day[day] for day in together)
        left = left[len(together) :]


def _charge(named: _Sum, owed: list[tuple[datetime.date, datetime.date, int]]) -> Charge:
    per = named.figure("per_posts")
    return Charge(
        plan=None,
        first=owed[0][0],
        last=owed[-1][1],
        units=Decimal(sum(count // per for *_, count in owed)),
        unit=f"{per} posts",
        price=Decimal(str(named.clause.figure["amount"])),
        packages=1,
        reads=sum(count for *_, count in owed),
        basis=named.clause.basis,
        source=named.clause.source.citation,
    )
