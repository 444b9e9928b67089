"""`compliance explain`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Compliance, write_rule
from tests.factories import write_text


@pytest.mark.parametrize(
    ("id_", "headings"),
    [
        ("provenance/source-stated", ()),
        ("social/paid-api-grant", ("Legal note",)),
        ("social/read-cap-month", ("Grouped by",)),
    ],
)
def test_a_shipped_rule(compliance: Compliance, id_: str, headings: tuple[str, ...]) -> None:
    """A rule is explained with its conditions, why, remedy and references."""
    done = compliance("explain", id_)

    assert done.code == 0
    assert done.out.startswith(id_)
    for heading in ("Applies when", "Requires", "Why", "How to fix", "References", *headings):
        assert heading in done.out


def test_a_near_miss(compliance: Compliance) -> None:
    """A rule that is not there is refused with the nearest one."""
    done = compliance("explain", "social/paid-api-grants")

    assert done.code == 2
    assert "there is no rule social/paid-api-grants" in done.err
    assert "compliance explain social/paid-api-grant\n" in done.err
    assert done.out == ""


def test_near_nothing(compliance: Compliance) -> None:
    """A rule that resembles none is refused with the way to list them."""
    done = compliance("explain", "§§§")

    assert done.code == 2
    assert "compliance rules list" in done.err


def test_own_rules(compliance: Compliance) -> None:
    """Rules of another folder are explained too, and nothing in them is markup."""
    write_rule(Path("pack"), requires="record.purpose IN ('[bold]', 'x[/]')")
    done = compliance("explain", "test/research", "--rules", "pack")

    assert "('[bold]', 'x[/]')" in done.out


def test_a_rule_that_is_switched_off(compliance: Compliance) -> None:
    """A rule that a team switched off is explained, and that it is off, and why."""
    write_text(Path("team/adjustments.yaml"), "off: {social/training-ban: we train nothing}\n")
    done = compliance("explain", "social/training-ban", "--rules", "team")

    assert done.code == 0
    assert (
        "social/training-ban (critical) is switched off by team/adjustments.yaml: we train nothing"
        in done.out
    )
