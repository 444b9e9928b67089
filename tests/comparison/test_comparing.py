"""Two sides, dataset by dataset."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.comparison import Side, compare
from compliance.model.changes import Trend
from compliance.model.comparison import Comparison, DatasetChange, Presence
from compliance.model.gate import Gate
from compliance.model.report import Counts
from compliance.model.rule import Severity
from tests.comparison.sides import GRANTED, RESEARCH, changed, compared, side
from tests.factories import Row
from tests.judge.situation import AS_OF, Situation, day, rule, shifted

X: Row = {
    "platform": "x",
    "acquisition_method": "api",
    "purpose": "pretrain",
    "collected_at": day("2024-02-01"),
}
REDDIT: Row = {**X, "platform": "reddit"}
PLAN: Row = {"id": "g1", "type": "api_plan", "platform": "x", "valid_from": day("2024-01-01")}
ROWS = st.fixed_dictionaries(
    {
        "platform": st.sampled_from(["x", "reddit", "elsewhere", None]),
        "acquisition_method": st.sampled_from(["api", "crawl", None]),
        "purpose": st.sampled_from(["research", "pretrain", None]),
        "license": st.sampled_from(["mit", "ask me", None]),
        "collected_at": st.sampled_from([day("2024-02-01"), day("2024-02-20"), day("2023-02-01"), None]),
    }
)
SIDES = st.lists(
    st.builds(Situation, st.lists(ROWS, max_size=5), st.sampled_from([None, [PLAN]])), max_size=2
)


def mirrored(value: Any) -> Any:
    """Return the value with both of its sides exchanged."""
    if isinstance(value, Comparison):
        parts = {
            name: tuple(map(mirrored, getattr(value, name))) for name in ("laws", "datasets", "registers")
        }
        return replace(value, old=value.new, new=value.old, **parts)
    swaps = [("old", "new"), ("gained", "lost"), ("severity_old", "severity_new")]
    changes = {
        name: getattr(value, other)
        for pair in swaps
        for name, other in (pair, pair[::-1])
        if hasattr(value, name)
    }
    nested = ("facts", "values", "groups", "others", "rules", "buckets", "card", "findings", "grants")
    changes |= {
        name: tuple(part if isinstance(part, tuple) else mirrored(part) for part in getattr(value, name))
        for name in nested
        if hasattr(value, name)
    }
    if isinstance(value, DatasetChange):
        presences = {Presence.NEW: Presence.GONE, Presence.GONE: Presence.NEW}
        changes["presence"] = presences.get(value.presence, value.presence)
    return replace(value, **changes)


def by_rule(comparison: Comparison) -> dict[str, Any]:
    """Return the datasets of a comparison by name, in which rules have no order."""
    return {
        change.name: replace(change, rules=frozenset(change.rules))
        for change in comparison.datasets  # type: ignore[arg-type]
    }


@settings(max_examples=6, deadline=None)
@given(SIDES, SIDES)
def test_mirrored(one: list[Situation], other: list[Situation]) -> None:
    """What differs between two sides is what differs between them in reverse, mirrored."""
    old, new = side(*one), side(*other)
    there, back = compare(old, new), mirrored(compare(new, old))

    assert by_rule(there) == by_rule(back)
    assert set(there.registers) == set(back.registers)
    assert there.same == back.same


@settings(max_examples=6, deadline=None)
@given(SIDES)
def test_nothing_differs_from_itself(situations: list[Situation]) -> None:
    """Nothing differs between a thing and itself."""
    found = compare(side(*situations), side(*situations))

    assert found.is_empty
    assert found.laws == found.untold == ()
    assert found.same == len(situations)


@settings(max_examples=6, deadline=None)
@given(st.lists(ROWS, max_size=6), st.lists(ROWS, max_size=6))
def test_groups_add_up(old: list[Row], new: list[Row]) -> None:
    """What groups gained and lost adds up to the records that came and went."""
    for change in compare(side(Situation(old)), side(Situation(new))).datasets:
        assert change.groups_total == len(change.groups)
        assert sum(group.new - group.old for group in change.groups) == len(new) - len(old)
        assert all(group.new - group.old == group.gained - group.lost for group in change.groups)


def test_records_that_came() -> None:
    """Records that came are told by what sets them apart, and by what the rules say of them."""
    change = changed(Situation([REDDIT], [PLAN]), Situation([REDDIT, X, X], [PLAN]))
    [group] = change.groups
    research = next(each for each in change.rules if each.rule == RESEARCH.id)

    assert (change.old, change.new) == (1, 3)
    assert dict(group.facts) == {
        "platform.id": "x",
        "grant": "implied",
        "grant.id": "g1",
    }
    assert (group.gained, group.lost, group.first, group.last) == (2, 0, day("2024-02-01"), day("2024-02-01"))
    assert (research.rule, research.trend) == (RESEARCH.id, Trend.WORSE)
    assert (research.old, research.new) == (Counts(violation=1), Counts(violation=3))
    assert [dict(group.facts)["platform.id"] for group in research.groups] == ["x"]


def test_a_lost_grant() -> None:
    """A grant that is gone from the register is told, and so are the verdicts that rested on it."""
    found = compared(side(Situation([X], [PLAN])), side(Situation([X], [])))
    [change], [register] = found.datasets, found.registers
    granted = next(each for each in change.rules if each.rule == GRANTED.id)

    assert [(grant.what, grant.old, grant.new) for grant in register.grants] == [
        ("g1", "api plan, x, from 2024-01-01", None)
    ]
    assert (granted.rule, granted.old, granted.new) == (GRANTED.id, Counts(compliant=1), Counts(violation=1))
    assert {(line.bucket, line.grant, line.old, line.new) for line in change.buckets} == {
        ("implied", "g1", 1, 0),
        ("no_grant", None, 0, 1),
    }


def test_a_changed_grant() -> None:
    """Of a grant on both sides, each key that differs is told with both of its values."""
    ended = {**PLAN, "terminated_on": day("2024-01-15"), "training": True}
    [register] = compared(side(Situation([X], [PLAN])), side(Situation([X], [ended]))).registers

    assert [(grant.what, grant.old, grant.new) for grant in register.grants] == [
        ("g1 terminated_on", "not stated", "2024-01-15"),
        ("g1 training", "not stated", "yes"),
    ]


def test_a_shared_register() -> None:
    """A register that goes with several datasets is told once."""
    old = side(Situation([X], [PLAN]), Situation([X], [PLAN]))

    assert len(compared(old, side(Situation([X], []), Situation([X], []))).registers) == 1


def test_records_replaced_by_as_many() -> None:
    """Records of which others take the place are told, though the numbers of the dataset are the same."""
    change = changed(Situation([X, {**X, "license": "mit"}]), Situation([X, {**X, "license": "cc0-1.0"}]))
    values = {value.value: (value.old, value.new) for fact in change.facts for value in fact.values}

    assert values == {"MIT": (1, 0), "CC0-1.0": (0, 1)}
    assert {(group.gained, group.lost) for group in change.groups} == {(1, 0), (0, 1)}


def test_other_months() -> None:
    """Records of another month are told, though they share everything else."""
    [group] = changed(Situation([X]), Situation([{**X, "collected_at": day("2024-03-01")}])).groups

    assert (group.old, group.new, group.gained, group.lost) == (1, 1, 1, 1)
    assert (group.first, group.last) == (day("2024-02-01"), day("2024-03-01"))


def test_a_fact_that_groups_do_not_tell() -> None:
    """A fact that only rules look at is named where it differs, with its records."""
    law = rule("record.robots_verdict = 'allowed'", id_="test/robots")
    old, new = (
        side(Situation([{**X, "robots_verdict": word}] * 2), rules=[law])
        for word in ("allowed", "disallowed")
    )
    [change] = compared(old, new).datasets

    assert change.groups == ()
    assert [(other.fact, other.gained, other.lost) for other in change.others] == [
        ("record.robots_verdict", 2, 2)
    ]
    assert [each.trend for each in change.rules] == [Trend.WORSE]


def test_a_question_is_told_by_its_text() -> None:
    """A condition that the scan answers is named by what it asks."""
    law = rule("record.url LIKE 'https://%'", id_="test/url")
    old, new = (
        side(Situation([{**X, "url": url}]), rules=[law])
        for url in ("https://x.example/1", "ftp://x.example/1")
    )
    [change] = compared(old, new).datasets

    assert any("record.url" in other.fact for other in change.others)


def test_what_comes_with_records_is_no_news() -> None:
    """Records that came bring their own values: that no other fact is told for."""
    law = rule("record.robots_verdict = 'allowed'", id_="test/robots")
    rows = [{**X, "robots_verdict": "allowed"}, {**REDDIT, "robots_verdict": "disallowed"}]
    [change] = compared(side(Situation(rows[:1]), rules=[law]), side(Situation(rows), rules=[law])).datasets

    assert change.others == ()


def test_datasets_that_came_and_went() -> None:
    """A dataset on one side only is new, or gone, with all of its records."""
    old, new = side(Situation([X], card={"name": "a"})), side(Situation([X, X], card={"name": "b"}))
    found = compared(old, new)

    assert {(each.name, each.presence, each.old, each.new) for each in found.datasets} == {
        ("a", Presence.GONE, 1, 0),
        ("b", Presence.NEW, 0, 2),
    }
    assert all(len(each.groups) == 1 for each in found.datasets)


def test_the_only_dataset_of_either_side() -> None:
    """Two single datasets are compared if asked to, whatever they are called."""
    old, new = side(Situation([X], card={"name": "a"})), side(Situation([X, X], card={"name": "b"}))
    [change] = compared(old, new, pairs_lone=True).datasets

    assert (change.name, change.was, change.presence) == ("b", "a", Presence.BOTH)


def carded(found: Side, path: str) -> Side:
    """Return the side with a card at a path for its only dataset."""
    [dataset] = found.report.datasets
    return replace(found, report=replace(found.report, datasets=(replace(dataset, card=path),)))


def test_a_renamed_dataset() -> None:
    """A dataset whose card has the same path is the same under another name."""
    old, new = (carded(side(Situation([X], card={"name": name})), "a/dataset.yaml") for name in "ab")
    [change] = compared(old, new).datasets

    assert (change.was, change.name, change.presence, change.groups) == ("a", "b", Presence.BOTH, ())


def test_a_dataset_that_could_not_be_read() -> None:
    """A dataset that one side could not read is neither new nor gone."""
    old = replace(side(), failed=frozenset({"a/dataset.yaml"}))
    new = carded(side(Situation([X], card={"name": "a"})), "a/dataset.yaml")

    assert compared(old, new).is_empty
    assert compared(new, old).is_empty


def test_what_the_cards_say() -> None:
    """Keys of the card that say something else are told, those of a map one by one."""
    old = Situation(
        [X], card={"name": "a", "version": "1", "parents": [{"name": "p"}], "defaults": {"region": "EU"}}
    )
    new = Situation(
        [X], card={"name": "a", "version": "2", "jurisdictions": ["GB"], "defaults": {"region": "US"}}
    )
    told = {(each.what, each.old, each.new) for each in changed(old, new).card}

    assert told == {
        ("version", "1", "2"),
        ("jurisdictions", None, "GB"),
        ("parent p", "named", None),
        ("defaults.region", "EU", "US"),
    }


def test_another_day() -> None:
    """Where the sides are judged as of other days, that is told: the data need not be why."""
    law = rule("run.as_of < DATE '2026-08-23'", id_="test/day")
    old, new = (side(Situation([X]), rules=[law], as_of=as_of) for as_of in (AS_OF, shifted("2026-08-22", 1)))
    found = compared(old, new)

    assert [(each.what, each.old, each.new) for each in found.laws] == [("as of", "2026-08-22", "2026-08-23")]
    assert [each.trend for each in found.datasets[0].rules] == [Trend.WORSE]


def test_other_rules() -> None:
    """Rules that came, went or ask otherwise are told, and the verdicts of the last are marked."""
    strict = rule("record.purpose = 'eval'", id_="test/research")
    found = compared(
        side(Situation([{**X, "purpose": "research"}])),
        side(Situation([{**X, "purpose": "research"}]), rules=[strict]),
    )
    [change] = found.datasets[0].rules

    assert {each.what for each in found.laws} == {
        "rule test/granted",
        "severity of test/granted",
        "rule test/research",
    }
    assert (change.rule, change.trend, change.is_other_law) == ("test/research", Trend.WORSE, True)


def test_the_gravest_first() -> None:
    """Datasets that got worse come before those that got better, and these before the others."""
    good, bad = {**X, "purpose": "research"}, X
    names = ("better", "other", "same", "worse")
    old = [[bad], [good], [good], [good]]
    new = [[good], [good, {**good, "license": "mit"}], [good], [bad]]
    sides = [
        side(
            *(Situation(rows, card={"name": name}) for name, rows in zip(names, each, strict=True)),
            rules=[RESEARCH],
        )
        for each in (old, new)
    ]
    found = compared(*sides)

    assert [each.name for each in found.datasets] == ["worse", "better", "other"]
    assert found.same == 1
    assert found.trends == {Trend.WORSE, Trend.BETTER}


def test_what_fails_a_gate() -> None:
    """A gate is failed by findings that grew and are as severe as it asks, and by no other."""
    found = compared(side(Situation([X]), rules=[RESEARCH]), side(Situation([X, X]), rules=[RESEARCH]))
    back = mirrored(found)

    assert found.fails(Gate(Severity.HIGH, None))
    assert not found.fails(Gate(Severity.CRITICAL, Severity.LOW))
    assert not back.fails(Gate(Severity.LOW, Severity.LOW))
