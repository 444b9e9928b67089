"""Exposure: arithmetic on the price book, and nothing that it does not say."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from compliance.judge.exposure import exposure as exposure_of
from compliance.judge.reads import Reads
from compliance.judge.standing import UNPROVEN, VIOLATION
from compliance.model.exposure import Assumption, Charge, Exposure
from compliance.model.platform import ClauseName, Plan, Platform, Route
from tests.factories import Row
from tests.judge.situation import SOURCE, Situation, clause, day, document, judged, platform, rule, world

PAID = rule(
    "grant.in_force", "record.acquisition_method = 'api' AND terms.api_access = 'paid'", id_="test/paid"
)
ALLOWED = rule(
    "grant.in_force",
    "record.acquisition_method = 'crawl' AND terms.automated_collection = 'prohibited'",
    id_="test/allowed",
)
LICENSED = rule("record.license IS NOT NULL", id_="test/licensed")
ACCESS = document(
    clause("free", "2020-01-01", "2023-03-15", clause=ClauseName.API_ACCESS),
    clause("paid", "2023-03-15", clause=ClauseName.API_ACCESS),
    binds=[Route.API_USERS],
)
TERMS = document(clause("prohibited", "2020-01-01"))


def plan(name: str, amount: float | None, cap: int | None, start: str = "2023-03-15", **more: object) -> Plan:
    """Return a plan by the month in dollars, unless *more* says otherwise."""
    price = None if amount is None else {"amount": amount, "currency": "USD", "per": "month"}
    known = {"basis": "stated", "source": SOURCE, "cap_window": "month"}
    return Plan.model_validate(
        known | {"plan": name, "effective_from": start, "price": price, "read_cap": cap} | more
    )


BASIC, PRO, ENTERPRISE = plan("basic", 100, 10), plan("pro", 5_000, 1_000), plan("enterprise", 42_000, 5_000)
PLANS = (plan("free", 0, None), BASIC, PRO, ENTERPRISE, plan("secret", None, None))


def priced(*plans: Plan, id_: str = "x", **terms: object) -> Platform:
    """Return a platform whose API costs what these plans say."""
    sums = [document(clause("applies", "2024-01-01", clause=ClauseName.LIQUIDATED_DAMAGES, figure=terms))]
    return platform(id_, ACCESS, TERMS, *(sums if terms else ())).model_copy(update={"plans": plans})


def read(on: str, count: int = 1, method: str = "api", **more: object) -> Row:
    """Return a record that stands for so many reads."""
    known = {"platform": "x", "acquisition_method": method, "record_count": count}
    return known | {"collected_at": day(on)} | more


def exposure(rows: Sequence[Row], *platforms: Platform) -> tuple[Exposure, ...]:
    """Return the exposure of one dataset whose register is empty."""
    reference = world(*(platforms or (priced(*PLANS),)))
    return judged([Situation(rows, [])], [PAID, ALLOWED, LICENSED], reference).histories[0].exposure


def said(charges: Sequence[Charge]) -> list[tuple[str | None, str, str]]:
    """Return plan, units and amount of each charge."""
    return [(charge.plan, f"{charge.units:f}", f"{charge.amount:f}") for charge in charges]


def test_the_cheapest_plan_that_covers_each_month() -> None:
    """Each month costs the cheapest paid plan that allows its reads, and equal months are one charge."""
    (found,) = exposure([read("2023-04-01", 10), read("2023-06-30", 4), read("2023-05-05", 11)])

    assert said(found.low.charges) == [("basic", "2", "200.00"), ("pro", "1", "5000.00")]
    assert found.low.amount == found.likely.amount == Decimal(5_200)
    assert (found.violation, found.unpriced, found.currency) == (25, 0, "USD")


def test_high_holds_the_plan_of_the_busiest_month_throughout() -> None:
    """High pays for the busiest month in every month between the first and the last."""
    (found,) = exposure([read("2023-04-01"), read("2023-08-01", 2_000)])

    assert said(found.high.charges) == [("enterprise", "5", "210000.00")]
    assert (found.high.charges[0].first, found.high.charges[0].last) == (day("2023-04-01"), day("2023-08-01"))


def test_low_is_what_was_read_from_the_api() -> None:
    """Records collected past the API count from likely on, as reads of the same volume."""
    (found,) = exposure([read("2023-04-01", 500, "crawl"), read("2023-04-02", 3)])

    assert said(found.low.charges) == [("basic", "1", "100.00")]
    assert said(found.likely.charges) == [("pro", "1", "5000.00")]


def test_unproven_reads_count_in_high_alone() -> None:
    """Without a register nothing is known to be missing: low and likely are nothing, high is not."""
    reference = world(priced(*PLANS))
    rows = [read("2023-04-01", 3)]
    (found,) = judged([Situation(rows)], [PAID], reference).histories[0].exposure

    assert (found.violation, found.unproven) == (0, 3)
    assert (found.low.amount, found.likely.amount, found.high.amount) == (0, 0, 100)


def test_more_than_any_plan_allows() -> None:
    """Where the largest plan is too small, as many of it as the reads need are counted, and it is said."""
    (found,) = exposure([read("2023-04-01", 10_001)])

    assert said(found.low.charges) == [("enterprise", "3", "126000.00")]
    assert found.low.charges[0].packages == 3
    assert Assumption.PACKAGES in found.assumptions


def test_prices_by_the_call() -> None:
    """A price per so many calls is charged for exactly as many as there are reads."""
    by_call = plan(
        "data", None, None, price={"amount": 0.24, "currency": "USD", "per": "1000 calls"}, basis="secondary"
    )
    (found,) = exposure([read("2023-04-01", 1_500)], priced(by_call))

    assert said(found.low.charges) == [("data", "1.5", "0.36")]
    assert Assumption.SECONDARY in found.assumptions


def test_days_of_free_access_cost_nothing() -> None:
    """Crawling against the terms while the API was free is no unpaid access."""
    (found,) = exposure([read("2023-03-14", 50, "crawl"), read("2023-03-15", 5, "crawl")])

    assert found.violation == 5
    assert said(found.likely.charges) == [("basic", "1", "100.00")]


def test_no_price_no_number() -> None:
    """A platform without a price in the book has no estimate and no assumptions, but its reads."""
    (found,) = exposure([read("2023-04-01", 7)], priced(plan("secret", None, None)))

    assert (found.currency, found.violation, found.unpriced) == (None, 7, 7)
    assert found.high.charges == ()
    assert found.assumptions == ()


def test_reads_without_a_price_on_their_day() -> None:
    """Reads without a day, or in months that no price covers, add nothing and are counted apart."""
    ended = BASIC.model_copy(update={"effective_to": day("2023-05-01")})
    (found,) = exposure([read("2023-04-30", 1), read("2023-06-01", 2, "api")], priced(ended))

    assert said(found.low.charges) == [("basic", "1", "100.00")]
    assert found.unpriced == 2
    assert Assumption.UNPRICED in found.assumptions


def test_liquidated_damages() -> None:
    """A day above the threshold owes the fixed sum; two days together count in high alone."""
    sums = {"amount": 15_000, "currency": "USD", "per_posts": 1_000, "threshold_posts": 1_000}
    rows = [
        read(f"2024-02-{on}", count, "crawl") for on, count in (("01", 1_000), ("02", 900), ("09", 2_100))
    ]
    (found,) = exposure(rows, priced(ENTERPRISE, **sums))

    assert said(found.low.charges) == []
    assert said(found.likely.charges) == [("enterprise", "1", "42000.00"), (None, "2", "30000.00")]
    assert said(found.high.charges) == [("enterprise", "1", "42000.00"), (None, "3", "45000.00")]
    assert Assumption.DAMAGES in found.assumptions


def test_damages_before_their_clause() -> None:
    """Terms that named no sum on the day ask for none."""
    sums = {"amount": 15_000, "currency": "USD", "per_posts": 1_000, "threshold_posts": 1_000}
    (found,) = exposure([read("2023-12-31", 5_000, "crawl")], priced(ENTERPRISE, **sums))

    assert [charge.plan for charge in found.high.charges] == ["enterprise"]


def test_only_rules_about_access_count() -> None:
    """A record that violates other rules alone has no exposure, and the rules that count are named."""
    (found,) = exposure([read("2023-04-01", 3), read("2022-04-01", 99)])

    assert found.violation == 3
    assert found.rules == ("test/paid", "test/allowed")


def test_the_largest_comes_first() -> None:
    """Platforms are in order of what is likely owed."""
    cheap = priced(BASIC, id_="reddit")
    found = exposure([read("2023-04-01", platform="reddit"), read("2023-04-01", 500)], cheap, priced(*PLANS))

    assert [line.platform for line in found] == ["x", "reddit"]


READS = st.builds(
    Reads,
    dataset=st.just(0),
    platform=st.just("x"),
    day=st.none() | st.dates(day("2023-01-01"), day("2025-01-01")),
    by_api=st.booleans(),
    access=st.sampled_from([UNPROVEN, VIOLATION]),
    items=st.integers(0, 12_000),
)


@given(st.lists(READS, max_size=12))
def test_low_is_never_above_likely_nor_likely_above_high(reads: list[Reads]) -> None:
    """Whatever was read when, the three estimates are in order, and each is the sum of its charges."""
    sums = {"amount": 15_000, "currency": "USD", "per_posts": 1_000, "threshold_posts": 1_000}
    found = exposure_of(priced(*PLANS, **sums), reads, ())
    estimates = (found.low, found.likely, found.high)

    assert found.low.amount <= found.likely.amount <= found.high.amount
    assert all(sum(charge.amount for charge in one.charges) == one.amount for one in estimates)
