"""The price book: what reading so much in one month would have cost, by the plans on offer."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from compliance.model.exposure import Charge
from compliance.model.platform import Plan, Platform, Price

_MONTH = "month"
_COUNTED = re.compile(r"(?P<number>[1-9]\d*) ")


@dataclass(frozen=True)
class Offer:
    """A paid plan, with its price."""

    plan: Plan
    price: Price

    def is_open(self, month: datetime.date) -> bool:
        """Tell whether it was on offer on any day of the month."""
        stop = self.plan.effective_to
        return self.plan.effective_from.replace(day=1) <= month and (stop is None or stop > month)

    def packages(self, reads: int) -> int:
        """Return how many of it allow so many reads in a month."""
        return 1 if self.plan.read_cap is None else max(1, -(-reads // self.plan.read_cap))

    def charge(self, month: datetime.date, reads: int, room: int) -> Charge:
        """Return what *reads* in a month cost, with room for as many as *room*."""
        monthly = self.price.per == _MONTH
        packages = self.packages(room) if monthly else 1
        return Charge(
            plan=self.plan.plan,
            first=month,
            last=month,
            units=Decimal(packages) if monthly else Decimal(reads) / self._reads_per_unit(),
            unit=self.price.per,
            price=Decimal(str(self.price.amount)),
            packages=packages,
            reads=reads,
            basis=self.plan.basis,
            source=self.plan.source.citation,
        )

    def _reads_per_unit(self) -> int:
        counted = _COUNTED.match(self.price.per)
        return int(counted["number"]) if counted else 1


class PriceBook:
    """The paid plans of one platform that have a price, in the currency of the first of them."""

    def __init__(self, platform: Platform) -> None:
        """Leave out plans that cost nothing, whose price nobody knows, or whose cap is not by month."""
        self.offers = tuple(_offers(platform))
        self.currency = self.offers[0].price.currency if self.offers else None

    def cheapest(self, month: datetime.date, reads: int, room: int) -> Charge | None:
        """Return the least that *reads* cost in a month, with room for as many as *room*.

        Where no plan has that room, as many of the largest are bought as have
        it. None where nothing on offer has a price.
        """
        offers = [offer for offer in self.offers if offer.is_open(month)]
        covering = [offer for offer in offers if offer.packages(room) == 1]
        largest = sorted(offers, key=lambda offer: offer.plan.read_cap or 0)[-1:]
        charges = [offer.charge(month, reads, room) for offer in covering or largest]
        return min(charges, key=lambda charge: (charge.amount, charge.plan or ""), default=None)


def _offers(platform: Platform) -> Iterator[Offer]:
    currency = None
    for plan in platform.plans:
        price = plan.price
        if price is None or price.amount <= 0 or plan.cap_window not in {None, _MONTH}:
            continue
        currency = currency or price.currency
        if price.currency == currency and plan.read_cap != 0:
            yield Offer(plan, price)
