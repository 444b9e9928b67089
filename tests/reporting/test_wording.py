"""Numbers and sentences that formats share."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.model.gate import Gate
from compliance.model.platform import Basis, Weakness
from compliance.reporting.wording import (
    Lookup,
    caveat,
    clause_sentence,
    clauses_of,
    days,
    gate_sentence,
    percent,
    percentages,
    period,
    plural,
)
from tests.reporting.sample_findings import group
from tests.reporting.sample_report import dispute_report
from tests.reporting.sample_rules import CONSENT, GUIDANCE, PAID_ACCESS, ROBOTS_PAGE, SCRAPING


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (0, 10, "0.0 %"),
        (10, 10, "100.0 %"),
        (1, 3, "33.3 %"),
        (1, 100_000, "<0.1 %"),
        (99_999, 100_000, ">99.9 %"),
        (0, 0, "\N{EN DASH}"),
    ],
)
def test_some_is_not_none_and_most_is_not_all(part: int, whole: int, shown: str) -> None:
    """Rounding never turns some into none, or most into all."""
    assert percent(part, whole) == shown


@given(st.lists(st.integers(min_value=0, max_value=10**10), min_size=1, max_size=40))
def test_shares_add_up(parts: list[int]) -> None:
    """The shares of a ledger add up to exactly 100 %, whatever its lines."""
    shares = percentages(parts)
    tenths = sum(int(share[:-2].replace(".", "")) for share in shares if share[0].isdigit())

    assert tenths == (1000 if sum(parts) else 0)
    assert all(share != "0.0 %" for part, share in zip(parts, shares, strict=True) if part)


def test_one_is_singular() -> None:
    """Counted nouns agree with their number."""
    assert (plural(1, "rule"), plural(2_000, "rule")) == ("1 rule", "2,000 rules")


def test_a_stated_date_is_a_date() -> None:
    """A clause says where it stands, since when, and where that was read."""
    assert clause_sentence(PAID_ACCESS) == (
        "x Developer Agreement: api_access = paid from 2023-03-29"
        " · OpenTermsArchive/contrib-versions@cdadac7e1:Twitter/Developer Terms.md"
    )


def test_an_uncertain_start_is_said() -> None:
    """First seen and left-censored dates may be later than the truth, and the period says so."""
    assert period(SCRAPING.clause) == "from 2012-06-25 or earlier until 2023-09-29"
    assert period(GUIDANCE.clause) == "from 2025-09-13 or earlier, evidence ends 2026-08-22"


def test_other_starts() -> None:
    """A reported date is marked, and a missing one is unknown."""
    reported = PAID_ACCESS.clause.model_copy(update={"basis": Basis.SECONDARY})
    undated = PAID_ACCESS.clause.model_copy(update={"effective_from": None})

    assert period(reported) == "from 2023-03-29 as reported"
    assert period(undated) == "start unknown"


@pytest.mark.parametrize(
    ("weaknesses", "said"),
    [
        ((), ""),
        ((Weakness.SECONDARY,), "Rests on a clause that we know only second-hand."),
        (
            (Weakness.LEFT_CENSORED,),
            "Rests on a clause whose start we do not know: it stood already in the oldest text we have.",
        ),
        (
            (Weakness.SECONDARY, Weakness.LEFT_CENSORED),
            (
                "Rests on a clause that we know only second-hand, or whose start we do not know: "
                "it stood already in the oldest text we have."
            ),
        ),
    ],
)
def test_weak_evidence_in_words(weaknesses: tuple[Weakness, ...], said: str) -> None:
    """Every way in which evidence can be weak has its sentence, and firm evidence has none."""
    assert caveat(replace(dispute_report().findings[0], weaknesses=weaknesses)) == said


def test_clauses_of_several_groups_are_merged() -> None:
    """A clause behind two groups is one clause, with all that was in force beside it in either, once."""
    alone, both = replace(CONSENT, others=()), replace(CONSENT, others=(ROBOTS_PAGE, SCRAPING))
    groups = [group(1, "crawl", None, *cited) for cited in ((alone,), (CONSENT, PAID_ACCESS), (both,))]
    merged = clauses_of(groups).values()

    assert [cited.clause for cited in merged] == [CONSENT.clause, PAID_ACCESS.clause]
    assert [cited.others for cited in merged] == [(ROBOTS_PAGE, SCRAPING), ()]


def test_days() -> None:
    """One day is a day, two are a span, none is a dash."""
    first, last = date(2023, 4, 1), date(2023, 5, 1)

    assert days(first, first) == "2023-04-01"
    assert days(first, last) == "2023-04-01 to 2023-05-01"
    assert days(None, None) == "\N{EN DASH}"


def test_the_gate_in_words() -> None:
    """The gate is readable, and a part that is off says never."""
    assert gate_sentence(Gate()) == "violations from low, unproven from high"
    assert gate_sentence(Gate(unproven=None)) == "violations from low, unproven never"


def test_a_share_is_of_the_applicable_records() -> None:
    """Records to which a rule does not apply are no part of its share."""
    report = dispute_report()

    assert Lookup(report).share(report.findings[1]) == "1,204 of 52,000 (2.3 %)"
    assert Lookup(report).share(report.findings[0]) == "41,220 of 41,220 (100.0 %)"
