"""From json-v1 back to a report: records by month, exposure and parents."""

from decimal import Decimal

from compliance.model.exposure import Assumption, Charge, Estimate, Exposure
from compliance.model.history import Known, Origin
from compliance.model.platform import Basis, ClauseName
from compliance.model.timeline import PlatformTimeline, Tally, TermsBand
from compliance.reporting import contract_v1_history as v1


def read_timeline(given: v1.PlatformTimeline) -> PlatformTimeline:
    """Return the timeline of a platform. Raises ValueError for a clause that there is not."""
    return PlatformTimeline(
        platform=given.platform,
        name=given.name,
        platforms=given.platforms,
        months=tuple((tally.month, _tally(tally)) for tally in given.months),
        elsewhen=_tally(given.elsewhen),
        bands=tuple(map(_band, given.bands)),
    )


def read_exposure(given: v1.Exposure) -> Exposure:
    """Return the exposure of a platform. Raises ValueError for an assumption that there is not."""
    return Exposure(
        platform=given.platform,
        name=given.name,
        violation=given.violation,
        unproven=given.unproven,
        unpriced=given.unpriced,
        currency=given.currency,
        low=_estimate(given.low),
        likely=_estimate(given.likely),
        high=_estimate(given.high),
        rules=tuple(given.rules),
        assumptions=tuple(Assumption(assumption.code) for assumption in given.assumptions),
    )


def read_origin(given: v1.Origin) -> Origin:
    """Return a parent of a dataset."""
    return Origin(given.name, given.version, Known(given.known))


def _tally(given: v1.Tally) -> Tally:
    return Tally(given.violation, given.unproven, given.clear)


def _band(given: v1.TermsBand) -> TermsBand:
    stated = given.model_dump(exclude={"clause", "basis"})
    return TermsBand(clause=ClauseName(given.clause), basis=Basis(given.basis), **stated)


def _estimate(given: v1.Estimate) -> Estimate:
    return Estimate(tuple(map(_charge, given.charges)))


def _charge(given: v1.Charge) -> Charge:
    stated = given.model_dump(exclude={"units", "price", "amount", "basis"})
    return Charge(units=Decimal(given.units), price=Decimal(given.price), basis=Basis(given.basis), **stated)
