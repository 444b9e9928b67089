"""Exposure on the page."""

from dataclasses import replace
from decimal import Decimal

import pytest

from compliance.model.exposure import Estimate
from compliance.reporting.views.caps import Caps
from compliance.reporting.views.exposure import ExposureView, exposures, money
from tests.reporting.sample_history import EXPOSURE, charge
from tests.reporting.sample_report import clean_report, dispute_report

TIMES = "\N{MULTIPLICATION SIGN}"


def view() -> ExposureView:
    """Return the exposure of the sample."""
    (only,) = exposures(dispute_report().datasets, Caps())
    return only


@pytest.mark.parametrize(
    ("amount", "said"),
    [("42000", "USD 42,000"), ("0.26", "USD 0.26"), ("0.005", "USD 0.005"), ("1.5", "USD 1.50")],
)
def test_money(amount: str, said: str) -> None:
    """Whole amounts have no cents, and a small price keeps every digit."""
    assert money(Decimal(amount), "USD") == said


def test_every_amount_has_its_sum() -> None:
    """Each estimate is followed by what would have been bought, how often, and how the price is known."""
    (platform,) = view().platforms
    lines = [(line.estimate, line.plan, line.span, line.sum, line.amount) for line in platform.charges]

    assert platform.amounts == ("USD 100", "USD 5,100", "USD 183,000")
    assert lines == [
        ("Low", "basic", "2023-04", f"1 {TIMES} USD 100 a month", "USD 100"),
        ("Likely", "basic", "2023-04", f"1 {TIMES} USD 100 a month", "USD 100"),
        ("Likely", "pro", "2023-04", f"1 {TIMES} USD 5,000 a month", "USD 5,000"),
        (
            "High",
            "enterprise-50m, 2 at a time",
            "2023-04 to 2023-05",
            f"4 {TIMES} USD 42,000 a month",
            "USD 168,000",
        ),
        (
            "High",
            "fixed sum under the terms",
            "2023-04-03 to 2023-04-04",
            f"1 {TIMES} USD 15,000 per 1,000,000 posts",
            "USD 15,000",
        ),
    ]
    assert platform.charges[0].basis == "secondary"


def test_no_price_is_said() -> None:
    """A platform without a price is named with its reads, and has no amount."""
    assert view().without_price == (
        "No amount is given for LinkedIn (17 reads in violation, 0 not proven): "
        "the price book has no price for them."
    )


def test_assumptions_and_rules_are_listed() -> None:
    """Everything the amounts take for granted is a sentence, and the rules that count are named."""
    *assumptions, rules = view().assumptions

    assert len(assumptions) == len(EXPOSURE[0].assumptions)
    assert rules == "Rules about access: social/paid-api-grant, social/collection-permission."


def test_the_chart_names_its_amounts() -> None:
    """Whoever cannot see the chart hears the same amounts."""
    assert "X USD 100 to USD 183,000, likely USD 5,100." in view().chart


def test_nothing_to_draw() -> None:
    """Amounts of nothing need no chart, and a dataset without exposure no part of the page."""
    free = replace(EXPOSURE[0], low=Estimate(), likely=Estimate(), high=Estimate())
    (only,) = exposures([replace(dispute_report().datasets[0], exposure=(free,))], Caps())

    assert only.chart == ""
    assert exposures(clean_report().datasets, Caps()) == ()


def test_amounts_are_exact() -> None:
    """A charge is units times price to the cent, and an estimate the sum of its charges."""
    estimate = Estimate((charge("a", 2, "0.125", 1), charge("b", 1, "3", 1)))

    assert [one.amount for one in estimate.charges] == [Decimal("0.25"), Decimal("3.00")]
    assert estimate.amount == Decimal("3.25")
