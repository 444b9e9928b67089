"""json-v1: records by month beside the terms, and exposure. Frozen as the rest of `contract_v1.py`."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from compliance.reporting.contract_v1_parts import Part

Count = Annotated[int, Field(ge=0)]
Decimals = Annotated[str, Field(pattern=r"^\d+(\.\d+)?$")]
Basis = Literal["stated", "first_seen", "secondary"]


class Tally(Part):
    """Records by the worst verdict that any rule gives them; each is counted once."""

    violation: Count
    unproven: Count
    clear: Count = Field(description="Neither in violation of a rule nor unproven by one.")


class Month(Tally):
    """The records of one month of collection, UTC."""

    month: date = Field(description="Its first day.")


class TermsBand(Part):
    """What the clauses on one thing came to on the days start <= day < stop."""

    clause: str
    value: str
    start: date | None
    stop: date | None
    basis: Basis
    left_censored: bool = Field(description="True when it is as old as the archive, or older.")


class PlatformTimeline(Part):
    """The records of one platform, or of all that are not listed alone."""

    platform: str | None = Field(description="Null when it is unknown, and for the rest.")
    name: str
    platforms: Count = Field(description="Platforms summed up: 1, or as many as the rest has.")
    months: list[Month]
    elsewhen: Tally = Field(description="Records without a day, or with one outside the months listed.")
    bands: list[TermsBand]


class Charge(Part):
    """So many units at a price; the amount is their product, to the cent."""

    plan: str | None = Field(description="Null for liquidated damages.")
    first: date
    last: date
    units: Decimals
    unit: str
    price: Decimals
    packages: Count = Field(description="Plans held at the same time.")
    reads: Count
    amount: Decimals
    basis: Basis
    source: str


class Estimate(Part):
    """An amount, as the sum of its charges."""

    amount: Decimals
    charges: list[Charge]


class Assumption(Part):
    """Something that the estimates take for granted."""

    code: str
    text: str


class Exposure(Part):
    """An estimate of what access to one platform would have cost; not advice."""

    platform: str
    name: str
    violation: Count = Field(description="Reads that violate a rule about access.")
    unproven: Count = Field(description="Reads for which such a rule is not proven, and none violated.")
    unpriced: Count = Field(description="Of both, the reads that add nothing for want of a day or a price.")
    currency: str | None = Field(description="Null when the price book has no price for the platform.")
    low: Estimate
    likely: Estimate
    high: Estimate
    rules: list[str] = Field(description="The rules about access that the run judged.")
    assumptions: list[Assumption]


class Origin(Part):
    """A parent that the card of the dataset names."""

    name: str
    version: str | None
    known: Literal["run", "known", "unknown"] = Field(
        description="A dataset of the same report, a known public one, or neither."
    )
