"""Findings on weak clauses stand apart from findings on firm ones."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.model.judgement import JudgedFinding
from compliance.model.platform import Basis, ClauseName, Weakness
from compliance.model.reference import Reference
from compliance.model.verdict import Verdict
from tests.factories import Row
from tests.judge.situation import Situation, clause, day, document, judged, platform, rule, world

BAN = "terms.ai_training <> 'prohibited'"
CENSORED, SECONDARY = {"left_censored": True}, {"basis": Basis.SECONDARY}


def terms(**about: Row) -> Reference:
    """Return a world in which each of these platforms bans training, by a clause that *about* describes."""
    return world(
        *(
            platform(
                id_, document(clause("prohibited", "2020-01-01", clause=ClauseName.AI_TRAINING, **described))
            )
            for id_, described in about.items()
        )
    )


def crawled(*platforms: str | None, **more: object) -> Situation:
    """Return a page of each platform, crawled while its clause was in force."""
    page: Row = {"acquisition_method": "crawl", "collected_at": day("2020-02-01")} | more
    return Situation([dict(page) | {"platform": name} for name in platforms])


def found(situation: Situation, reference: Reference, condition: str = BAN) -> Sequence[JudgedFinding]:
    """Return the findings of one rule."""
    return judged([situation], [rule(condition)], reference).findings


def test_firm_and_weak_are_two_findings() -> None:
    """Records of one verdict are found apart by the evidence, each with its own exact counts and rows."""
    firm, weak = found(crawled("x", "reddit", "reddit"), terms(x={}, reddit=CENSORED))

    assert (firm.records, firm.weaknesses) == (1, ())
    assert (weak.records, weak.weaknesses) == (2, (Weakness.LEFT_CENSORED,))
    assert firm.verdict is weak.verdict is Verdict.VIOLATION
    assert firm.counts == weak.counts
    assert [[group.records for group in each.groups] for each in (firm, weak)] == [[1], [2]]
    assert set(firm.pointers).isdisjoint(weak.pointers)


@pytest.mark.parametrize(
    ("described", "weaknesses"),
    [
        ({}, ()),
        ({"basis": Basis.FIRST_SEEN}, ()),
        (SECONDARY, (Weakness.SECONDARY,)),
        (CENSORED, (Weakness.LEFT_CENSORED,)),
        (SECONDARY | CENSORED, (Weakness.SECONDARY, Weakness.LEFT_CENSORED)),
    ],
)
def test_what_makes_a_clause_weak(described: Row, weaknesses: tuple[Weakness, ...]) -> None:
    """Second-hand and left-censored clauses are weak; one first seen on a day is not."""
    (finding,) = found(crawled("x"), terms(x=described))

    assert finding.weaknesses == weaknesses


def test_a_finding_has_the_weaknesses_of_all_its_groups() -> None:
    """Groups with different weaknesses are one finding that names them all."""
    (finding,) = found(crawled("x", "reddit"), terms(x=SECONDARY, reddit=CENSORED))

    assert finding.weaknesses == (Weakness.SECONDARY, Weakness.LEFT_CENSORED)


def test_unproven_records_are_found_apart_too() -> None:
    """What cannot be decided rests on clauses as well: those that ask for what is unknown."""
    condition = f"{BAN} OR record.commercial"
    findings = found(crawled("x", "reddit"), terms(x={}, reddit=SECONDARY), condition)

    assert [(each.verdict, each.records, each.weaknesses) for each in findings] == [
        (Verdict.UNPROVEN, 1, ()),
        (Verdict.UNPROVEN, 1, (Weakness.SECONDARY,)),
    ]


@pytest.mark.parametrize(
    "condition", ["record.commercial IS NOT NULL", "grant.in_force", "terms.attribution = 'none'"]
)
def test_clauses_that_a_rule_does_not_look_at_do_not_count(condition: str) -> None:
    """A rule without terms, or about other clauses, is not weakened by a weak clause in force."""
    (finding,) = found(crawled("x"), terms(x=SECONDARY), condition)

    assert finding.weaknesses == ()


def test_where_no_clause_is_in_force_none_is_weak() -> None:
    """Records for which terms are unknown rest on no clause."""
    (finding,) = found(crawled("reddit", None), terms(x=SECONDARY))

    assert (finding.verdict, finding.records, finding.weaknesses) == (Verdict.UNPROVEN, 2, ())


def test_any_weak_clause_makes_records_weak() -> None:
    """Of several clauses that a rule looks at, one weak one is enough."""
    said = document(
        clause("prohibited", "2020-01-01", clause=ClauseName.AI_TRAINING),
        clause("allowed", "2020-01-01", clause=ClauseName.COMMERCIAL_USE, basis=Basis.SECONDARY),
    )
    condition = f"{BAN} OR terms.commercial_use = 'prohibited'"
    (finding,) = found(crawled("x"), world(platform("x", said)), condition)

    assert finding.weaknesses == (Weakness.SECONDARY,)


def test_a_weak_clause_beside_a_firm_one_does_not_count() -> None:
    """What was in force and did not decide weakens nothing."""
    firm = document(clause("prohibited", "2020-01-01", clause=ClauseName.AI_TRAINING))
    weak = document(clause("allowed", "2020-01-01", clause=ClauseName.AI_TRAINING, **SECONDARY))
    (finding,) = found(crawled("x"), world(platform("x", firm, weak)))

    assert finding.weaknesses == ()
    assert len(finding.groups[0].clauses[0].others) == 1


def test_records_of_a_group_rule_are_found_apart() -> None:
    """A rule over sums cites clauses as others do, and its records are told apart by them."""
    checked = rule(
        "SUM(measure.items) <= 1", "terms.ai_training = 'prohibited'", group_by=("record.purpose",)
    )
    situation = crawled("x", "reddit", purpose="eval")
    findings = judged([situation], [checked], terms(x={}, reddit=CENSORED)).findings

    assert [(each.records, each.weaknesses) for each in findings] == [(1, ()), (1, (Weakness.LEFT_CENSORED,))]


@settings(max_examples=10, deadline=None)
@given(
    st.lists(st.sampled_from(["x", "reddit", "myspace", None]), max_size=30),
    st.sampled_from([None, True, False]),
)
def test_parts_add_up(platforms: list[str | None], commercial: object) -> None:
    """Whatever the records, firm and weak findings of a verdict add up to its count."""
    world_ = terms(x={}, reddit=SECONDARY, myspace=CENSORED)
    checked = rule(f"{BAN} OR record.commercial")
    judgement = judged([crawled(*platforms, commercial=commercial)], [checked], world_)
    (count,) = judgement.counts[checked.id]
    for verdict, records in ((Verdict.VIOLATION, count.violation), (Verdict.UNPROVEN, count.unproven)):
        parts = [found for found in judgement.findings if found.verdict is verdict]

        assert sum(part.records for part in parts) == records
        assert len({bool(part.weaknesses) for part in parts}) == len(parts)
        assert all(sum(group.records for group in part.groups) == part.records for part in parts)
