"""`compliance terms`."""

import re
from pathlib import Path

import pytest

from compliance.model.platform import ClauseName
from compliance.pipeline import read_laws
from tests.cli.conftest import Compliance


def _section(text: str, heading: str) -> str:
    """Return the part of the output below a heading."""
    (found,) = (part for part in text.split("\n\n") if part.startswith(heading))
    return found


def test_a_clause_with_its_evidence(compliance: Compliance) -> None:
    """A clause shows its document, dates, basis, conditions, note and source."""
    done = compliance("terms", "x", "--on", "2025-06-04", "--route", "api")

    assert done.code == 0
    assert done.out.startswith("X (x), terms in force on 2025-06-04\n")
    lines = done.out.splitlines()
    start = lines.index("  ai_training = prohibited")
    assert lines[start + 1 : start + 4] == [
        "    Developer Agreement, from 2025-06-04",
        "    basis: stated",
        "    conditions: foundation_or_frontier_models_only",
    ]
    assert "source: OpenTermsArchive/contrib-versions@79d08af6e:Twitter/Developer Terms.md" in done.out


@pytest.mark.parametrize(
    ("day", "value"), [("2023-03-28", "free"), ("2023-03-29", "paid"), ("2023-03-30", "paid")]
)
def test_the_day_decides(compliance: Compliance, day: str, value: str) -> None:
    """Around the end of free access each day has its own answer."""
    done = compliance("terms", "x", "--on", day, "--route", "api")

    assert re.findall(r"^  api_access = (\w+)$", done.out, re.MULTILINE) == [value]


def test_basis_and_left_censoring(compliance: Compliance) -> None:
    """A first-seen, a reported and a left-censored start are told apart from a stated one."""
    free = compliance("terms", "x", "--on", "2022-07-01", "--route", "api").out
    seen = compliance("terms", "x", "--on", "2025-07-01", "--route", "api").out

    assert "basis: as reported; already in the oldest text, so unknown before" in free
    assert "basis: first seen\n" in seen


def test_what_does_not_decide_is_marked(compliance: Compliance) -> None:
    """A clause in force beside a decisive one is marked, and every kind decides at most once."""
    out = compliance("terms", "x", "--on", "2025-07-01", "--route", "api").out
    decisive = re.findall(r"^  (\w+) = \w+$", out, re.MULTILINE)

    assert "  redistribution = ids_only  [in force, does not decide]\n" in out
    assert len(decisive) == len(set(decisive))
    assert "redistribution" in decisive


def test_a_regional_clause_does_not_decide(compliance: Compliance) -> None:
    """A clause for one region is shown with it, and the answer for everybody stays unknown."""
    out = compliance("terms", "x", "--on", "2025-07-01", "--route", "visitor").out
    unknown = out[out.index("unknown, for no clause is on file") :].partition("  liquidated_damages =")[0]

    assert "liquidated_damages = applies  [in force, decides only in its region]" in out
    assert "region: EU/EFTA/UK\n" in out
    assert "liquidated_damages" in unknown


def test_default_routes(compliance: Compliance) -> None:
    """Without a route every bound one is shown, and equal ones together."""
    out = compliance("terms", "x", "--on", "2025-07-01").out

    assert "For API users (--route api)" in out
    assert "For visitors and account holders (--route visitor or account)" in out
    assert "--route api" not in compliance("terms", "mastodon.social", "--on", "2026-07-01").out


def test_announced_and_withdrawn_stand_apart(compliance: Compliance) -> None:
    """What was withdrawn is in force for nobody, and before its announcement nobody knew of it."""
    heading = "Announced or withdrawn: not in force"
    after = compliance("terms", "mastodon.social", "--on", "2025-07-01").out
    before = compliance("terms", "mastodon.social", "--on", "2025-06-16").out
    announced = compliance("terms", "snapchat", "--on", "2026-12-01").out

    assert "[announced on 2025-06-17, withdrawn]" in _section(after, heading)
    assert "prohibited" not in _section(after, "For visitors")
    assert heading not in before
    assert "[announced on 2026-08-05]" in _section(announced, heading)


def test_nothing_on_file_is_unknown(compliance: Compliance) -> None:
    """On a day before every document each clause is unknown, and none is said to be allowed."""
    out = compliance("terms", "x", "--on", "1999-01-01").out

    assert " ".join(out.split()).count("unknown, for no clause is on file: " + ", ".join(ClauseName)) == 1
    assert "For API users and visitors and account holders" in out
    assert " = " not in out


def test_platforms_of_all_sorts(compliance: Compliance) -> None:
    """A platform of any size can be shown, on a day given and today."""
    for name in list(read_laws().reference.reference.platforms)[::15]:
        done = compliance("terms", name, "--on", "2024-01-01")

        assert (done.code, f"({name}), terms in force on 2024-01-01" in done.out) == (0, True)
    assert compliance("terms", "reddit").code == 0


@pytest.mark.parametrize("name", ["twitter", "Twitter", "X"])
def test_aliases(compliance: Compliance, name: str) -> None:
    """A platform answers to its aliases, whatever the case."""
    assert compliance("terms", name, "--on", "2024-01-01").out.startswith("X (x)")


def test_wrong_words(compliance: Compliance) -> None:
    """An unknown platform, day or route is refused with what to write instead."""
    platform = compliance("terms", "redit")
    nothing = compliance("terms", "§§§")
    day = compliance("terms", "x", "--on", "01.07.2023")
    route = compliance("terms", "x", "--route", "door")

    assert {done.code for done in (platform, nothing, day, route)} == {2}
    assert "compliance terms reddit\n" in platform.err
    assert "name one of" in nothing.err
    assert "--on 01.07.2023 is not a day" in day.err
    assert "routes are api, visitor, account" in route.err


def test_a_platform_of_a_team(compliance: Compliance) -> None:
    """With `--rules` the terms of a team's own platforms are shown, found by their alias too."""
    team = Path(__file__).parents[2] / "datasets" / "examples" / "team"
    done = compliance("terms", "pforum", "--on", "2026-01-01", "--rules", str(team))

    assert done.code == 0
    assert "Partner Forum (partner-forum), terms in force on 2026-01-01" in done.out
    assert compliance("terms", "pforum").code == 2
