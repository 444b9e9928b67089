"""The comparison for a terminal."""

from dataclasses import replace

import pytest

from compliance.model.comparison import Comparison, Presence, Untold
from compliance.model.report import Counts
from compliance.model.verdict import Verdict
from compliance.reporting.comparison import render_text
from tests.hostile import ATTACKS, SECRET
from tests.reporting.sample_comparison import (
    BETTER,
    GONE,
    NEW,
    POSTS,
    SAME,
    WHOLE,
    WORSE,
    group,
    hostile,
    went,
)


def flat(comparison: Comparison, width: int = 100) -> str:
    """Return the text with its lines joined."""
    return " ".join(render_text(comparison, width=width).split())


def test_nothing_differs() -> None:
    """Where nothing differs, one sentence says so, and of how much."""
    assert flat(SAME) == (
        "SAME: nothing differs in 3 datasets between main (1111111111) and WORKTREE, "
        "both judged as of 2026-08-22."
    )


def test_the_gravest_first() -> None:
    """The outcome comes first, then what got worse, what got better, and the records behind it."""
    found = flat(WHOLE)
    order = [
        "WORSE: 1 rule finds more",
        "main (1111111111) → WORKTREE",
        "posts: 40,000 → 51,700 records (+11,700)",
    ]
    order += [
        "social/paid-api-grant in violation 0 → 12,000 (new), unproven 0 → 5 (new)",
        "license/license-stated",
    ]
    order += ["+12,000 x, api, no grant, collected 2023-04 to 2023-06", "sources", "Grants in grants.yaml"]
    places = [found.rindex(text) if text.startswith("+") else found.index(text) for text in order]

    assert places == sorted(places)


def test_records_by_what_sets_them_apart() -> None:
    """A group is told by records, source, way, licence, grant and months, as far as they set it apart."""
    shown = flat(WHOLE)

    assert "+12,000 x, api, no grant, collected 2023-04 to 2023-06" in shown
    assert "-300 reddit, no licence stated, collected 2023-04 to 2023-06" in shown
    assert "and 7 smaller changes" in shown
    assert "+5 unproven x, api, no grant" in shown


def test_sources_and_grants() -> None:
    """Sources and licences are told as new, gone, more or fewer; grants by their records."""
    shown = flat(WHOLE)

    assert "sources new: x +12,000 gone: reddit -300" in shown
    assert "licences more: none stated +11,700" in shown
    assert "under grant x-basic 300 → 0" in shown
    assert "x-basic is gone: api plan, x, from 2023-09-01" in shown
    assert "version: 1.2 → 1.3 released_to is new: everybody" in shown
    assert "record.robots_verdict: 1,200 records or more with another value" in shown


def test_datasets_that_came_and_went() -> None:
    """A dataset that is gone is told with its records, and no rule is praised for it."""
    shown = flat(replace(SAME, datasets=(GONE,)))

    assert shown.startswith("BETTER: 1 dataset is gone.")
    assert "feeds: gone, with 900 records" in shown
    assert "license-stated" not in shown
    assert "pages: a new dataset with 70 records" in flat(WHOLE)


def test_what_is_no_matter_of_the_data() -> None:
    """Rules and days that differ are told apart from the data, and a rule that differs is marked."""
    other = replace(SAME, datasets=(replace(POSTS, rules=(replace(WORSE, is_other_law=True),)),))

    assert "Not the data: a verdict may differ for these alone pack social: 1.0.0 → 1.1.0" in flat(WHOLE)
    assert "(the rule itself differs)" in flat(other)


def test_other_days() -> None:
    """Both days are named where the sides are judged as of different ones."""
    shown = flat(replace(WHOLE, new=replace(NEW, as_of=NEW.as_of.replace(day=23))))

    assert "judged as of 2026-08-22 and 2026-08-23" in shown


def test_what_could_not_be_compared() -> None:
    """What could not be read is told, with what to do; nothing else differing is no clean bill."""
    untold = (Untold("main: a", "it is damaged", "pull it"),)
    shown = flat(replace(SAME, untold=untold))

    assert shown.startswith("INCOMPLETE: nothing differs in what could be compared")
    assert "main: a: it is damaged. pull it" in shown


def test_a_change_that_is_no_verdict() -> None:
    """Where only records differ, it is said that no verdict got worse or better."""
    assert flat(replace(SAME, datasets=(replace(POSTS, rules=()),))).startswith(
        "CHANGED: no verdict got worse or better"
    )


def test_records_that_moved_within_a_rule() -> None:
    """A rule that finds as many records as before, but others, is told as such."""
    counts = Counts(violation=5)
    moved = went(counts, counts, groups=(group(5, 5),), groups_total=1)
    shown = flat(replace(SAME, datasets=(replace(POSTS, rules=(moved,)),)))

    assert "moved critical social/paid-api-grant as many records as before, but others" in shown


def test_rules_that_find_the_same() -> None:
    """Where rules find the same in other records, and nothing else differs, that is said, too."""
    applied = went(Counts(compliant=5), Counts(not_applicable=5))
    shown = flat(replace(SAME, datasets=(replace(POSTS, rules=(applied,), groups=(), groups_total=0),)))

    assert "moved 1 rule applied to other records before, and found the same" in shown


def test_weak_clauses() -> None:
    """Findings on weak clauses are told apart from firm ones."""
    [finding] = WORSE.findings
    weak = replace(finding, is_weak=True)
    some, every = (replace(WORSE, findings=(replace(weak, new=new),)) for new in (600, 12_000))

    assert "in violation 0 → 12,000 (new), of these on weak clauses 0 → 600" in _of(some)
    assert "in violation 0 → 12,000 (new) on weak clauses, unproven" in _of(every)


def _of(rule: object) -> str:
    return flat(replace(SAME, datasets=(replace(POSTS, rules=(rule,)),)))  # type: ignore[arg-type]


def test_what_made_a_rule_worse_comes_first() -> None:
    """Groups that grew stand before those that shrank, however large these are."""
    groups = (group(0, 900, verdict=Verdict.VIOLATION), group(5, verdict=Verdict.UNPROVEN))
    shown = _of(replace(WORSE, groups=groups))

    assert shown.index("+5 unproven") < shown.index("-900")


def test_many_rules_are_counted() -> None:
    """Of many rules the gravest are named and the rest is counted."""
    rules = tuple(replace(WORSE, rule=f"social/rule-{number}") for number in range(30))
    shown = flat(replace(SAME, datasets=(replace(POSTS, rules=rules),)))

    assert "and 22 more rules" in shown


def test_a_renamed_dataset() -> None:
    """A dataset under another name is told under both."""
    change = replace(POSTS, was="threads", presence=Presence.BOTH, rules=(BETTER,))

    assert "threads → posts: 40,000 → 51,700 records" in flat(replace(SAME, datasets=(change,)))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_fit(width: int) -> None:
    """No line is longer than the terminal is wide, and none begins with a break."""
    for comparison in (SAME, WHOLE, hostile([text for text in ATTACKS.values() if text.isascii()])):
        assert max(map(len, render_text(comparison, width=width).splitlines())) <= width


def test_hostile_text() -> None:
    """Text from outside neither moves the cursor nor colours anything, and no secret is shown."""
    shown = render_text(hostile(list(ATTACKS.values())))

    assert SECRET not in shown
    assert all(char == "\n" or char.isprintable() for char in shown)


def test_colour() -> None:
    """Colour is there when asked for, and changes no word."""
    colored = render_text(WHOLE, color=True)

    assert "\x1b[1;31m" in colored
    assert "\x1b" not in render_text(WHOLE)
