"""`compliance terms`."""

import re
from pathlib import Path

import pytest

from compliance.laws import read_laws
from compliance.model.platform import ClauseName
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


@pytest.mark.parametrize(
    ("region", "decisive"), [("DE", "applies"), ("gb", "applies"), ("EU", "applies"), ("US", "applies")]
)
def test_a_region(compliance: Compliance, region: str, decisive: str) -> None:
    """With a region its clause decides, and the one of another region is marked."""
    done = compliance("terms", "x", "--on", "2026-05-01", "--route", "visitor", "--region", region)
    out = done.out

    assert f"terms in force on 2026-05-01 for records from {region.upper()}\n" in out
    assert f"  liquidated_damages = {decisive}\n" in out
    assert out.count("[in force, decides only in its region]") == 1
    shown = out[out.index(f"  liquidated_damages = {decisive}\n") :].split("region: ")[1]
    assert shown.startswith("outside" if region == "US" else "EU/EFTA/UK")


def test_where_the_evidence_begins(compliance: Compliance) -> None:
    """Before the oldest text a clause is unknown, and the day of that text is named; on it, it is known."""
    said = "attribution = required (Display requirements) stands in the oldest text, of 2026-02-13"
    before = " ".join(compliance("terms", "x", "--on", "2024-06-30", "--route", "api").out.split())
    after = " ".join(compliance("terms", "x", "--on", "2026-02-13", "--route", "api").out.split())

    assert said in before
    assert said not in after
    assert "already in the oldest text, so unknown before" in after


def test_where_the_evidence_ends(compliance: Compliance) -> None:
    """A clause that was last seen on a day says so while it holds, and is unknown from that day on."""
    before = " ".join(compliance("terms", "nytimes", "--on", "2021-09-13").out.split())
    after = " ".join(compliance("terms", "nytimes", "--on", "2021-09-14").out.split())

    assert "last seen on 2021-09-14, so unknown from then on" in before
    assert "was last seen on 2021-09-14; nobody knows whether it still stands" in after


@pytest.mark.parametrize(
    ("day", "plans"),
    [
        ("2023-03-28", ("essential: free, at most 500,000 reads per month",)),
        ("2023-07-01", ("basic: 100 USD per month, at most 10,000 reads per month",)),
        ("2018-01-01", ("none is on file for that day",)),
    ],
)
def test_plans(compliance: Compliance, day: str, plans: tuple[str, ...]) -> None:
    """The plans of the day are shown with price and cap, and those of other days are not."""
    section = _section(compliance("terms", "x", "--on", day).out, "Plans on offer")

    assert all(f"  {plan}\n" in f"{section}\n" for plan in plans)
    assert ("basic: " in section) is (day == "2023-07-01")


def test_no_plans_on_file(compliance: Compliance) -> None:
    """Of a platform whose prices are not on file nothing is said of plans."""
    assert "Plans on offer" not in compliance("terms", "bbc", "--on", "2024-01-01").out


def test_hosts(compliance: Compliance) -> None:
    """The hosts are counted by kind, and the first of each named."""
    section = _section(compliance("terms", "x", "--on", "2024-01-01").out, "Hosts")
    domains = read_laws().reference.reference.platforms["x"].domains

    assert f"  primary: {len(domains.primary)} hosts: {', '.join(domains.primary[:3])} and " in section
    assert f"  short link: 3 hosts: {', '.join(domains.short_link)}\n" in section
    assert "archive" not in section


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
    assert re.findall(r"^  \w+ = ", out, re.MULTILINE) == []


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
    region = compliance("terms", "x", "--region", "Germany")

    assert {done.code for done in (platform, nothing, day, route, region)} == {2}
    assert "compliance terms reddit\n" in platform.err
    assert "name one of" in nothing.err
    assert "--on 01.07.2023 is not a day" in day.err
    assert "--region Germany is no code" in region.err
    assert "routes are api, visitor, account" in route.err


def test_a_platform_of_a_team(compliance: Compliance) -> None:
    """With `--rules` the terms of a team's own platforms are shown, found by their alias too."""
    team = Path(__file__).parents[2] / "datasets" / "examples" / "team"
    done = compliance("terms", "pforum", "--on", "2026-01-01", "--rules", str(team))

    assert done.code == 0
    assert "Partner Forum (partner-forum), terms in force on 2026-01-01" in done.out
    assert compliance("terms", "pforum").code == 2
