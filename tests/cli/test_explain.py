"""`compliance explain`."""

import re
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
    """A rule is explained with its version, its conditions, why, remedy and references."""
    done = compliance("explain", id_)

    assert done.code == 0
    assert done.out.startswith(id_)
    assert re.search(r"severity \w+, confidence \w+, clock \w+, scope \w+, version \d+\n", done.out)
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


def test_the_timeline_of_a_clause(compliance: Compliance) -> None:
    """The clauses a rule looks at are shown with their days, and what lets the rule apply is marked."""
    out = compliance("explain", "social/paid-api-grant").out
    lines = [line.split() for line in out[out.index("api_access on x") :].splitlines()]

    assert ["2023-03-29", "2024-11-20", "paid*", "stated", "Developer", "Agreement"] in lines
    assert ["2007-01-01", "2023-03-29", "free", "as", "reported", "Developer", "Agreement"] in lines
    assert "* lets the rule apply" in out


def test_more_platforms_than_fit(compliance: Compliance) -> None:
    """Three platforms are shown, and the others named with the way to see them."""
    out = compliance("explain", "social/training-ban").out
    (more,) = (part for part in out.split("\n\n") if part.startswith("ai_training: "))

    assert out.count("\nai_training on ") == 3
    assert "more platforms (--platform)" in more
    assert "telegram" in more


def test_chosen_platforms(compliance: Compliance) -> None:
    """A chosen platform is shown by any of its names; one without such a clause is told."""
    out = compliance("explain", "social/training-ban", "--platform", "Telegram", "--platform", "github").out
    unknown = compliance("explain", "social/training-ban", "--platform", "telegrm")

    assert out.count("\nai_training on ") == 1
    assert "No clause on file for github lets the rule apply." in out
    assert (unknown.code, "compliance terms telegram" in unknown.err) == (2, True)


def test_a_rule_without_clauses(compliance: Compliance) -> None:
    """A rule that looks at no terms has no timeline."""
    out = compliance("explain", "provenance/purpose-stated").out

    assert "lets the rule apply" not in out


@pytest.mark.parametrize("width", [80, 100])
def test_it_fits(compliance: Compliance, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """No line of a timeline is wider than the terminal, and no date is broken."""
    monkeypatch.setattr("compliance.cli.console._WIDTH_WITHOUT_TERMINAL", width)
    out = compliance("explain", "social/redistribution", "--platform", "x").out
    shown = out[out.index("redistribution on x") :]

    assert max(map(len, shown.splitlines())) <= width
    assert "2020-07-29  2025-09-13  ids_only*" in shown
