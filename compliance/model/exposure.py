"""Exposure: what the plans that nobody bought would have cost, as an estimate with its derivation."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from compliance.model.platform import Basis


class Assumption(StrEnum):
    """Something that an estimate takes for granted."""

    READS = "reads"
    CHEAPEST = "cheapest"
    ALONE = "alone"
    FREE_DAYS = "free_days"
    LOW = "low"
    LIKELY = "likely"
    HIGH = "high"
    PACKAGES = "packages"
    DAMAGES = "damages"
    SECONDARY = "secondary"
    UNPRICED = "unpriced"


@dataclass(frozen=True)
class Charge:
    """So many units at a price: one line of an estimate."""

    plan: str | None
    """None for liquidated damages."""
    first: date
    """First month that it counts, by its first day; the first day for damages."""
    last: date
    units: Decimal
    unit: str
    """What the price is for, such as `month` or `1000 calls`."""
    price: Decimal
    packages: int
    """Plans held at the same time; 1 where one is enough."""
    reads: int
    """Reads that it is for."""
    basis: Basis
    """Why we believe the price."""
    source: str

    @property
    def amount(self) -> Decimal:
        """Units times price, to the cent."""
        return (self.units * self.price).quantize(Decimal("0.01"))


@dataclass(frozen=True)
class Estimate:
    """An amount, as the sum of its charges."""

    charges: tuple[Charge, ...] = ()

    @property
    def amount(self) -> Decimal:
        """The sum of the charges."""
        return sum((charge.amount for charge in self.charges), Decimal("0.00"))


@dataclass(frozen=True)
class Exposure:
    """What access to one platform would have cost for the records of one dataset."""

    platform: str
    name: str
    violation: int
    """Reads that violate a rule about access."""
    unproven: int
    """Reads for which such a rule is not proven, and none violated."""
    unpriced: int
    """Of both, the reads that add nothing for want of a day or of a price on that day."""
    currency: str | None
    """None when the price book has no price for the platform: then there is no estimate."""
    low: Estimate
    likely: Estimate
    high: Estimate
    rules: tuple[str, ...]
    """Ids of the rules about access that the run judged."""
    assumptions: tuple[Assumption, ...]
