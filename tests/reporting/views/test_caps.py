"""Cutting a report down to a page."""

from dataclasses import astuple

from compliance.reporting.views.caps import Caps, chosen, cut


def test_halving_ends() -> None:
    """Halving comes to an end with something of everything left."""
    caps = Caps()
    for _ in range(20):
        caps = caps.halved()

    assert caps == caps.halved()
    assert min(astuple(caps)) == 1


def test_what_matters_is_kept_in_order() -> None:
    """The chosen items are in their old order, and none that matters gives way to one that does not."""
    assert chosen(range(10), 4, lambda item: item > 7) == (0, 1, 8, 9)
    assert chosen(range(3), 4, bool) == (0, 1, 2)


def test_a_cut_is_said_only_when_made() -> None:
    """Nothing is said where nothing was left out."""
    assert cut(3, 3, "rows", "see there.") == ""
    assert cut(3, 4_000, "rows", "see there.") == "3 of 4,000 rows shown; see there."
