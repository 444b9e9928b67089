"""Waivers: whom they excuse, how long, and what they never hide."""

import datetime
from dataclasses import replace

import pytest

from compliance.judge import Detail
from compliance.model.document import DocumentState
from compliance.model.excuse import Excuse, ExcuseKind
from compliance.model.report import Counts
from compliance.model.rule import Clock
from compliance.model.verdict import Verdict
from compliance.model.waiver import StatedWaiver, WaiverState
from tests.judge.amending import waived, waiver
from tests.judge.situation import (
    AS_OF,
    PLAIN,
    Situation,
    clause,
    day,
    document,
    judged,
    platform,
    rule,
    world,
)

RESEARCH = rule("record.purpose = 'research'")
ROWS = [
    {"purpose": "research", "platform": "x"},
    {"purpose": "display", "platform": "x"},
    {"purpose": "display", "platform": "x"},
    {"purpose": "display", "platform": "reddit"},
    {"platform": "x"},
]


def situation(*waivers: StatedWaiver) -> Situation:
    """Return one compliant, three violating records, and one unproven, with waivers."""
    return Situation(ROWS, amendments=waived(*waivers))


def state(stated: StatedWaiver, as_of: datetime.date = AS_OF) -> tuple[WaiverState, int, Counts]:
    """Return what becomes of a waiver, on how many records its condition holds, and the counts."""
    found = judged([situation(stated)], [RESEARCH], as_of=as_of)
    (use,) = found.amended[0].waivers
    return use.state, use.records, found.counts["test/rule"][0]


def test_a_waiver_excuses_what_its_condition_selects() -> None:
    """Violating and unproven records on which the condition holds are waived; the others count."""
    found = judged([situation(waiver("platform.id = 'x'"))], [RESEARCH])

    assert found.counts["test/rule"] == (Counts(compliant=1, violation=1, waived=3),)
    assert found.said["test/rule"] == (Counts(compliant=1, violation=3, unproven=1),)


def test_waived_findings_stay_visible() -> None:
    """What is waived is a finding of its own for each verdict, and says by whom it is excused."""
    found = judged([situation(waiver("platform.id = 'x'"))], [RESEARCH]).findings
    excuse = Excuse(ExcuseKind.WAIVER, "w1")

    assert [(one.verdict, one.records, one.excuse) for one in found] == [
        (Verdict.VIOLATION, 1, None),
        (Verdict.VIOLATION, 2, excuse),
        (Verdict.UNPROVEN, 1, excuse),
    ]


def test_waived_records_have_rows_of_their_own() -> None:
    """What is waived lies between its own first and last row, and what counts between its own."""
    found = judged([situation(waiver("platform.id = 'x'"))], [RESEARCH]).findings
    rows = [(group.rows[0][1], (group.last or ("", 0))[1]) for one in found for group in one.groups]

    assert rows == [(3, 3), (1, 2), (4, 4)]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-12-31", WaiverState.PENDING),
        ("2026-01-01", WaiverState.HOLDS),
        ("2026-12-31", WaiverState.HOLDS),
        ("2027-01-01", WaiverState.EXPIRED),
    ],
)
def test_a_waiver_holds_from_its_day_until_it_expires(as_of: str, expected: WaiverState) -> None:
    """The day that it expires is the first on which its records are findings again."""
    found, records, counts = state(waiver(), day(as_of))

    assert (found, records) == (expected, 4)
    assert counts.waived == (4 if expected is WaiverState.HOLDS else 0)


@pytest.mark.parametrize(("budget", "expected"), [(4, WaiverState.HOLDS), (3, WaiverState.OVER_BUDGET)])
def test_a_waiver_covers_no_more_than_its_budget(budget: int, expected: WaiverState) -> None:
    """One record more than it covers, and it covers none."""
    found, _, counts = state(waiver(row_budget=budget))

    assert found is expected
    assert counts.waived == (4 if expected is WaiverState.HOLDS else 0)


@pytest.mark.parametrize("found", [DocumentState.CHANGED, DocumentState.MISSING])
def test_a_waiver_falls_with_its_document(found: DocumentState) -> None:
    """A paper that is another one, or is gone, supports nothing."""
    became, _, counts = state(waiver(document=found))

    assert (became, counts.waived) == (WaiverState.DOCUMENT_CHANGED, 0)


def test_a_waiver_is_of_one_version_of_its_rule() -> None:
    """Nobody has accepted what the rule means now."""
    changed = replace(RESEARCH, rule=RESEARCH.rule.model_copy(update={"version": 2}))
    found = judged([situation(waiver())], [changed])

    assert found.amended[0].waivers[0].state is WaiverState.RULE_CHANGED
    assert found.counts["test/rule"][0].waived == 0


def test_a_waiver_that_nothing_needs_is_unused() -> None:
    """A condition that selects only compliant records, or none, excuses nothing."""
    assert state(waiver("record.purpose = 'research'"))[0] is WaiverState.UNUSED


def test_a_condition_that_cannot_be_decided_selects_nothing() -> None:
    """Null is not true: what a waiver is not known to cover, it does not cover."""
    _, records, counts = state(waiver("record.publisher = 'someone'"))

    assert (records, counts.waived) == (0, 0)


def test_of_two_waivers_the_first_excuses() -> None:
    """Each counts all records that it selects, and each record is excused once."""
    found = judged([situation(waiver("platform.id = 'x'"), waiver(id="w2"))], [RESEARCH])
    excused = {
        one.excuse.name: one.records for one in found.findings if one.excuse and one.verdict == "violation"
    }

    assert [use.records for use in found.amended[0].waivers] == [3, 4]
    assert excused == {"w1": 2, "w2": 1}
    assert found.counts["test/rule"][0].waived == 4


def test_a_waiver_is_about_one_dataset() -> None:
    """The same records in another dataset count."""
    found = judged([situation(waiver()), Situation(ROWS)], [RESEARCH])

    assert [counts.waived for counts in found.counts["test/rule"]] == [4, 0]


def test_a_waiver_may_ask_what_no_rule_does() -> None:
    """Its condition brings its own facts: days, terms, and questions answered in the scan."""
    terms = world(platform("x", document(clause("prohibited", "2020-01-01"))), platform("reddit"))
    rows = [
        {"platform": "x", "collected_at": day("2023-05-01"), "url": "https://x.example/a"},
        {"platform": "x", "collected_at": day("2023-05-02"), "url": "https://x.example/b"},
    ]
    for where, records in (
        ("record.collected_at = DATE '2023-05-02'", 1),
        ("record.collected_at < DATE '2023-05-02'", 1),
        ("record.url LIKE '%/b'", 1),
        ("terms.automated_collection = 'prohibited'", 2),
        ("grant.exists", 0),
        ("dataset.name = '0'", 2),
    ):
        asked = Situation(
            [row | {"acquisition_method": "crawl"} for row in rows], amendments=waived(waiver(where))
        )
        found = judged([asked], [RESEARCH], terms)

        assert found.amended[0].waivers[0].records == records, where


def test_a_rule_over_groups_can_be_waived() -> None:
    """Records of a group that is too large are waived like any others."""
    few = rule("SUM(measure.records) <= 2", group_by=["platform.id"])
    rows = [{"platform": "x", "purpose": word} for word in ("eval", "rag", "rag")]
    found = judged([Situation(rows, amendments=waived(waiver("record.purpose = 'rag'")))], [few])

    assert found.counts["test/rule"] == (Counts(violation=1, waived=2),)


def test_timeline_and_exposure_know_no_waiver() -> None:
    """To accept a risk does not make it smaller: both say what they say without the waiver."""
    with_it, without = (judged([one], [RESEARCH]) for one in (situation(waiver()), situation()))

    assert with_it.histories == without.histories


def test_marks_name_who_accepted() -> None:
    """Evidence has the waived records too, and says which waiver covers them."""
    marks = judged([situation(waiver("platform.id = 'x'"))], [RESEARCH], detail=Detail.MARKS).marks[0]
    said = marks.circumstances.select(["verdict", "accepted_by"]).to_pylist()

    assert [(one["verdict"], one["accepted_by"]) for one in said] == [
        ("violation", None),
        ("violation", "w1"),
        ("unproven", "w1"),
    ]


def test_clocks_are_those_of_the_rule() -> None:
    """A condition on terms looks at the day that the waived rule looks at."""
    terms = world(platform("x", document(clause("prohibited", "2026-01-01"))))
    row = {"platform": "x", "acquisition_method": "crawl", "collected_at": day("2025-01-01")}
    stated = waiver("terms.automated_collection = 'prohibited'")
    for clock, records in ((Clock.COLLECTED_AT, 0), (Clock.HELD_AT, 1)):
        asked = Situation([row], amendments=waived(stated))
        found = judged([asked], [rule("record.purpose = 'research'", clock=clock)], terms)

        assert found.amended[0].waivers[0].records == records


def test_no_waiver_leaves_everything_alone() -> None:
    """Without amendments, what counts is what the rules say."""
    found = judged([situation()], [RESEARCH], PLAIN)

    assert found.counts == found.said
    assert found.amended[0].waivers == ()
