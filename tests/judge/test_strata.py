"""Which groups each verdict of each rule is on."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.judge import Detail
from compliance.model.judgement import Judgement, Strata
from tests.factories import Row
from tests.judge.situation import Situation, judged, rule
from tests.judge.test_judging import PLAN, ROWS, RULES


def verdicts(strata: Strata) -> Counter[tuple[str, str]]:
    """Return how many groups each rule says each thing of."""
    marks = strata.groups["mark"].to_pylist()
    stands_for = strata.verdicts.to_pylist()
    return Counter(
        (row["rule"], row["verdict"]) for mark in marks for row in stands_for if row["mark"] == mark
    )


def counted(found: Judgement, dataset: int) -> Counter[tuple[str, str]]:
    """Return how many records each rule says each thing of, where it applies or may apply."""
    said: Counter[tuple[str, str]] = Counter()
    for checked in RULES:
        count = found.counts[checked.id][dataset]
        said[checked.id, "compliant"] = count.compliant
        said[checked.id, "violation"] = count.violation
        said[checked.id, "unproven"] = count.unproven
    return +said


@settings(max_examples=6, deadline=None)
@given(st.lists(ROWS, max_size=8), st.lists(ROWS, max_size=8))
def test_strata_are_the_counts(one: list[Row], other: list[Row]) -> None:
    """Each verdict that was counted has its groups, passes too and in each dataset, and no other has."""
    found = judged([Situation(one, [PLAN]), Situation(other)], RULES, detail=Detail.STRATA)

    for dataset, strata in enumerate(found.strata):
        said, records = verdicts(strata), counted(found, dataset)
        groups = strata.groups["group"].to_pylist()

        assert len(set(groups)) == len(groups)
        assert said.keys() == records.keys()
        assert said <= records


def test_a_group_has_one_mark() -> None:
    """Groups of which every rule says the same have the same mark, whatever their facts."""
    purposes = ("research", "pretrain", "eval", None)
    rows = [{"purpose": purpose} for purpose in purposes]
    law = rule("record.purpose = 'research'", id_="law/purpose")
    never = rule("record.purpose = 'rag'", "record.purpose = 'rag'", id_="law/never")
    [strata] = judged([Situation(rows)], [law, never], detail=Detail.STRATA).strata

    assert verdicts(strata) == {
        ("law/purpose", "compliant"): 1,
        ("law/purpose", "violation"): 2,
        ("law/purpose", "unproven"): 1,
        ("law/never", "unproven"): 1,
    }
    assert len(set(strata.groups["mark"].to_pylist())) == 3


def test_nobody_asked() -> None:
    """Without a sample to draw, no strata are made; with one, no marks."""
    rows = [{"purpose": "research"}]
    law = rule("record.purpose = 'research'")

    assert judged([Situation(rows)], [law]).strata == ()
    assert judged([Situation(rows)], [law], detail=Detail.STRATA).marks == ()
    assert judged([Situation(rows)], [law], detail=Detail.MARKS | Detail.STRATA).marks != ()
