"""Exposure: three estimates for each platform, and how each comes about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from compliance.model.exposure import Assumption, Charge, Exposure
from compliance.model.report import DatasetReport
from compliance.reporting.charts.exposure import exposure_chart
from compliance.reporting.plain import cell
from compliance.reporting.say import say
from compliance.reporting.views.caps import Caps
from compliance.reporting.views.evidence import Link, basis, link
from compliance.reporting.wording import dataset_name, number

_ESTIMATES = ("low", "likely", "high")


@dataclass(frozen=True)
class ChargeLine:
    """One line of a derivation."""

    estimate: str
    plan: str
    span: str
    sum: str
    amount: str
    basis: str
    source: Link


@dataclass(frozen=True)
class PlatformExposure:
    """The three estimates for one platform."""

    name: str
    violation: str
    unproven: str
    amounts: tuple[str, str, str]
    charges: tuple[ChargeLine, ...]
    unpriced: str


@dataclass(frozen=True)
class ExposureView:
    """The exposure of one dataset."""

    dataset: str
    platforms: tuple[PlatformExposure, ...]
    chart: str
    """An `svg` element of our own making, or empty."""
    without_price: str
    assumptions: tuple[str, ...]


def exposures(datasets: Iterable[DatasetReport], caps: Caps) -> tuple[ExposureView, ...]:
    """Return the exposure of each dataset that has any."""
    return tuple(_view(dataset, caps) for dataset in datasets if dataset.exposure)


def money(amount: Decimal, currency: str | None) -> str:
    """`USD 42,000`, `USD 0.26`, and `USD 0.005` for a price."""
    cents = amount.quantize(Decimal("0.01"))
    exact = f"{cents:,f}".removesuffix(".00") if cents == amount else f"{amount.normalize():,f}"
    return f"{currency} {exact}"


def _view(dataset: DatasetReport, caps: Caps) -> ExposureView:
    priced = [found for found in dataset.exposure if found.currency is not None][: caps.lines]
    unpriced = [found for found in dataset.exposure if found.currency is None][: caps.lines]
    return ExposureView(
        dataset=dataset_name(dataset),
        platforms=tuple(_platform(found, caps) for found in priced),
        chart=_chart(priced[: caps.platforms]),
        without_price=_without_price(unpriced),
        assumptions=(*_assumed(priced), *_about(dataset.exposure, caps)),
    )


def _platform(found: Exposure, caps: Caps) -> PlatformExposure:
    charges = [
        _charge(name, charge, found, caps)
        for name in _ESTIMATES
        for charge in getattr(found, name).charges[: caps.lines]
    ]
    low, likely, high = _amounts(found)
    return PlatformExposure(
        name=cell(found.name, caps.cell),
        violation=number(found.violation),
        unproven=number(found.unproven),
        amounts=(money(low, found.currency), money(likely, found.currency), money(high, found.currency)),
        charges=tuple(charges),
        unpriced=say("exposure.unpriced", reads=number(found.unpriced)) if found.unpriced else "",
    )


def _amounts(found: Exposure) -> tuple[Decimal, Decimal, Decimal]:
    return found.low.amount, found.likely.amount, found.high.amount


def _charge(estimate: str, charge: Charge, found: Exposure, caps: Caps) -> ChargeLine:
    plan = cell(charge.plan, caps.cell) if charge.plan else say("exposure.damages")
    packed = say("exposure.packages", plan=plan, packages=number(charge.packages))
    first, last = str(charge.first), str(charge.last)
    if charge.plan:
        first, last = first[:7], last[:7]
    return ChargeLine(
        estimate=say(f"exposure.{estimate}"),
        plan=packed if charge.packages > 1 else plan,
        span=first if first == last else say("exposure.span_of", first=first, last=last),
        sum=_sum(charge, found.currency),
        amount=money(charge.amount, found.currency),
        basis=basis(charge.basis),
        source=link(cell(charge.source, 2 * caps.cell), charge.source),
    )


def _sum(charge: Charge, currency: str | None) -> str:
    price = money(charge.price, currency)
    units = f"{charge.units.normalize():,f}"
    if charge.unit == "month":
        return say("exposure.months", units=units, price=price)
    count, _, unit = charge.unit.partition(" ")
    counted = f"{int(count):,} {unit}" if count.isdecimal() else charge.unit
    return say("exposure.by_unit", units=units, price=price, unit=counted)


def _chart(found: Sequence[Exposure]) -> str:
    lines = [one for one in found if one.currency == found[0].currency]
    said = "; ".join(
        say("exposure.line", platform=cell(one.name), low=low, likely=likely, high=high)
        for one in lines
        for low, likely, high in [[money(amount, one.currency) for amount in _amounts(one)]]
    )
    return exposure_chart(
        [
            (
                cell(one.name, 24),
                [float(amount) for amount in _amounts(one)],
                say("exposure.range", likely=money(one.likely.amount, one.currency)),
            )
            for one in lines
        ],
        say("exposure.chart", currency=found[0].currency, lines=said) if found else "",
    )


def _without_price(found: Sequence[Exposure]) -> str:
    listed = ", ".join(
        say(
            "exposure.no_price_of",
            platform=cell(one.name),
            violation=number(one.violation),
            unproven=number(one.unproven),
        )
        for one in found
    )
    return say("exposure.no_price", platforms=listed) if listed else ""


def _assumed(found: Sequence[Exposure]) -> list[str]:
    taken = {assumption for one in found for assumption in one.assumptions}
    return [say(f"assumption.{assumption}") for assumption in Assumption if assumption in taken]


def _about(found: Sequence[Exposure], caps: Caps) -> list[str]:
    rules = dict.fromkeys(rule for one in found for rule in one.rules)
    shown = ", ".join(cell(rule, caps.cell) for rule in list(rules)[: caps.lines])
    return [say("exposure.rules", rules=shown)] if shown else []
