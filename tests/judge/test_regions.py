"""Regions that terms speak of."""

import pytest

from compliance.judge.regions import is_within, regions_of


def test_unknown_is_nowhere() -> None:
    """A record from an unknown place is in no region."""
    assert regions_of(None) == frozenset()


@pytest.mark.parametrize(("code", "names"), [("DE", {"de", "eu", "eea"}), ("NO", {"no", "efta", "eea"})])
def test_countries_are_in_their_groups(code: str, names: set[str]) -> None:
    """A country is in every group that terms may name, however it is written."""
    assert names <= regions_of(code)


def test_switzerland_is_not_in_the_eea() -> None:
    """Switzerland is in EFTA and outside the EEA."""
    assert "efta" in regions_of("ch")
    assert "eea" not in regions_of("ch")


@pytest.mark.parametrize("code", ["gb", "uk"])
def test_the_united_kingdom_by_both_codes(code: str) -> None:
    """The United Kingdom is known by its ISO code and by its common one, and is not in the EU."""
    assert "uk" in regions_of(code)
    assert "eu" not in regions_of(code)


@pytest.mark.parametrize("code", ["us", "jp", "br"])
def test_elsewhere(code: str) -> None:
    """A country outside Europe is in no European group."""
    assert regions_of(code).isdisjoint({"eu", "eea", "efta", "uk"})


@pytest.mark.parametrize(
    ("code", "text", "within"),
    [
        ("de", "EU/EFTA/UK", True),
        ("ch", "EEA/UK/CH", True),
        ("us", "EU/EFTA/UK", False),
        ("us", "outside EU/EFTA/UK", True),
        ("gb", "outside EU/EFTA/UK", False),
        ("no", "outside EU/EFTA/UK", False),
        ("eu", "outside EU/EFTA/UK", False),
        ("eea", "outside EU/EFTA/UK", False),
        (None, "EU", False),
        (None, "outside EU/EFTA/UK", False),
    ],
)
def test_where_a_clause_holds(code: str | None, text: str, within: bool) -> None:  # noqa: FBT001
    """A clause holds in the regions it lists, or outside them; never for a record from nowhere."""
    assert is_within(regions_of(code), text) is within
