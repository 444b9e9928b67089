"""Timelines and exposure by hand, for the report of `sample_report.py`."""

from datetime import date
from decimal import Decimal

from compliance.model.exposure import Assumption, Charge, Estimate, Exposure
from compliance.model.history import Known, Origin
from compliance.model.platform import Basis, ClauseName
from compliance.model.timeline import PlatformTimeline, Tally, TermsBand

_FREE = TermsBand(
    ClauseName.API_ACCESS, "free", None, date(2023, 3, 29), Basis.FIRST_SEEN, left_censored=True
)
_PAID = TermsBand(ClauseName.API_ACCESS, "paid", date(2023, 3, 29), None, Basis.STATED)
_SCRAPING = TermsBand(
    ClauseName.AUTOMATED_COLLECTION, "prohibited", date(2021, 8, 19), date(2023, 5, 1), Basis.SECONDARY
)

TIMELINE = (
    PlatformTimeline(
        platform="x",
        name="X",
        platforms=1,
        months=(
            (date(2022, 12, 1), Tally(clear=1_000)),
            (date(2023, 4, 1), Tally(violation=40_000, unproven=220, clear=780)),
            (date(2023, 5, 1), Tally(violation=1_220)),
        ),
        elsewhen=Tally(unproven=80),
        bands=(_FREE, _PAID, _SCRAPING),
    ),
    PlatformTimeline("reddit", "Reddit", 1, ((date(2023, 1, 1), Tally(unproven=500, clear=7_000)),), Tally()),
    PlatformTimeline(None, "", 1, ((date(2023, 2, 1), Tally(clear=1_000)),), Tally()),
    PlatformTimeline(None, "", 17, (), Tally(clear=200)),
)


def charge(plan: str | None, months: int, price: str, reads: int, packages: int = 1) -> Charge:
    """Return what so many months of a plan cost from April 2023 on."""
    source = "https://example.org/prices"
    first, last = date(2023, 4, 1), date(2023, 3 + months, 1)
    units = Decimal(months * packages)
    return Charge(plan, first, last, units, "month", Decimal(price), packages, reads, Basis.SECONDARY, source)


_DAMAGES = Charge(
    plan=None,
    first=date(2023, 4, 3),
    last=date(2023, 4, 4),
    units=Decimal(1),
    unit="1000000 posts",
    price=Decimal(15_000),
    packages=1,
    reads=1_200_000,
    basis=Basis.STATED,
    source="OpenTermsArchive/contrib-versions@eebc3ef01:Twitter/Terms of Service.md",
)

EXPOSURE = (
    Exposure(
        platform="x",
        name="X",
        violation=41_220,
        unproven=300,
        unpriced=80,
        currency="USD",
        low=Estimate((charge("basic", 1, "100", 1_220),)),
        likely=Estimate((charge("basic", 1, "100", 1_220), charge("pro", 1, "5000", 40_000))),
        high=Estimate((charge("enterprise-50m", 2, "42000", 41_440, packages=2), _DAMAGES)),
        rules=("social/paid-api-grant", "social/collection-permission"),
        assumptions=tuple(Assumption),
    ),
    Exposure(
        platform="linkedin",
        name="LinkedIn",
        violation=17,
        unproven=0,
        unpriced=17,
        currency=None,
        low=Estimate(),
        likely=Estimate(),
        high=Estimate(),
        rules=("social/paid-api-grant", "social/collection-permission"),
        assumptions=(),
    ),
)

ORIGINS = (
    Origin("clean", "1.0", Known.RUN),
    Origin("common-crawl", None, Known.PUBLIC),
    Origin("a colleague's disk", None, Known.UNKNOWN),
)
