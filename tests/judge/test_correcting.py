"""Corrections: facts set right before anything is judged."""

import datetime

import pytest

from compliance.model.correction import CorrectionState, Replaced, StatedCorrection
from compliance.model.document import DocumentState
from compliance.model.report import Counts
from tests.factories import Row
from tests.judge.amending import corrected, correction
from tests.judge.situation import AS_OF, Situation, clause, day, document, judged, platform, rule, world

RESEARCH = rule("record.purpose = 'research'")
ROWS: list[Row] = [{"purpose": "display"}, {"purpose": "display", "platform": "x"}, {"purpose": "research"}]


def counts(*corrections: StatedCorrection, as_of: datetime.date = AS_OF) -> Counts:
    """Return what the rule says of the records once they are corrected."""
    situation = Situation(ROWS, amendments=corrected(*corrections))
    return judged([situation], [RESEARCH], as_of=as_of).counts["test/rule"][0]


def test_a_corrected_fact_is_judged() -> None:
    """The records that the condition selects say what the correction says; the others stay."""
    stated = correction({"purpose": "research"}, "record.platform = 'x'")

    assert counts(stated) == Counts(compliant=2, violation=1)


def test_a_corrected_record_counts_among_the_rows_of_its_new_group() -> None:
    """A group lies between the first and the last of the records that are in it as corrected."""
    rows = [{"purpose": word} for word in ("display", "research", "eval")]
    stated = correction({"purpose": "display"}, "record.purpose = 'eval'")
    (finding,) = judged([Situation(rows, amendments=corrected(stated))], [RESEARCH]).findings
    (group,) = finding.groups

    assert (group.rows[0][1], (group.last or ("", 0))[1]) == (0, 2)


def test_the_use_says_what_was_replaced() -> None:
    """Only records that said otherwise are changed, and their values are kept in the report."""
    found = judged([Situation(ROWS, amendments=corrected(correction({"purpose": "research"})))], [RESEARCH])
    (use,) = found.amended[0].corrections

    assert (use.state, use.records) == (CorrectionState.APPLIED, 2)
    assert use.replaced == (Replaced("purpose", "display", 2),)


def test_a_fact_can_be_made_unknown() -> None:
    """Evidence that a manifest guesses makes its records unproven."""
    assert counts(correction({"purpose": None})) == Counts(unproven=3)


@pytest.mark.parametrize(
    ("stated", "as_of", "state"),
    [
        (correction({"purpose": "research"}), "2025-12-31", CorrectionState.PENDING),
        (
            correction({"purpose": "research"}, document=DocumentState.CHANGED),
            "2026-08-22",
            CorrectionState.DOCUMENT_CHANGED,
        ),
        (
            correction({"purpose": "research"}, document=DocumentState.MISSING),
            "2026-08-22",
            CorrectionState.DOCUMENT_CHANGED,
        ),
        (correction({"purpose": "rag"}, "record.platform = 'vk'"), "2026-08-22", CorrectionState.UNUSED),
        (
            correction({"purpose": "research"}, "record.purpose = 'research'"),
            "2026-08-22",
            CorrectionState.UNUSED,
        ),
    ],
)
def test_a_correction_without_ground_is_not_made(
    stated: StatedCorrection, as_of: str, state: CorrectionState
) -> None:
    """One of tomorrow, one with another paper, and one that changes nothing leave the manifest alone."""
    found = judged([Situation(ROWS, amendments=corrected(stated))], [RESEARCH], as_of=day(as_of))

    assert found.amended[0].corrections[0].state is state
    assert found.counts["test/rule"][0] == Counts(compliant=1, violation=2)


def test_later_corrections_see_earlier_ones() -> None:
    """They are made in the order of their file."""
    first = correction({"platform": "reddit"}, "record.platform = 'x'")
    second = correction({"purpose": "research"}, "record.platform = 'reddit'", id="c2")

    assert counts(first, second) == Counts(compliant=2, violation=1)
    assert counts(second, first) == Counts(compliant=1, violation=2)


def test_a_corrected_day_and_platform_decide_the_terms() -> None:
    """Terms are looked up for what is right, not for what the manifest says."""
    terms = world(platform("x", document(clause("prohibited", "2024-01-01"))), platform("reddit"))
    checked = rule("terms.automated_collection <> 'prohibited'")
    row = {"platform": "reddit", "acquisition_method": "crawl", "collected_at": day("2023-01-01")}
    stated = correction({"platform": "X", "collected_at": day("2024-06-30")})
    found = judged([Situation([row], amendments=corrected(stated))], [checked], terms)

    assert found.counts["test/rule"][0] == Counts(violation=1)


def test_a_question_about_a_corrected_day_is_open_again() -> None:
    """The scan compared the wrong day; nobody has compared the right one, so nothing is proven."""
    checked = rule("record.published_at <= record.collected_at")
    rows: list[Row] = [{"published_at": day("2023-06-01"), "collected_at": day("2023-01-01")}] * 2
    rows[1] = rows[1] | {"platform": "x"}
    stated = correction({"collected_at": day("2024-01-01")}, "record.platform = 'x'")
    found = judged([Situation(rows, amendments=corrected(stated))], [checked])

    assert found.counts["test/rule"][0] == Counts(violation=1, unproven=1)


@pytest.mark.parametrize(
    ("column", "value", "condition"),
    [
        ("commercial", True, "record.commercial"),
        ("license", "CC-BY-4.0", "license.expression = 'CC-BY-4.0'"),
        ("generated_by", "gpt-4", "array_contains(record.generated_by, 'gpt-4')"),
        ("region", "EU", "record.region = 'eu'"),
        ("used_at", day("2024-01-01"), "record.used_at = DATE '2024-01-01'"),
    ],
)
def test_values_of_every_kind(column: str, value: object, condition: str) -> None:
    """Booleans, texts, lists, names and days are set as a scan would have read them."""
    situation = Situation([{"purpose": "rag"}], amendments=corrected(correction({column: value})))

    assert judged([situation], [rule(condition)]).counts["test/rule"][0] == Counts(compliant=1)


def test_a_correction_is_about_one_dataset() -> None:
    """The same records in another dataset stay as they are."""
    situations = [Situation(ROWS, amendments=corrected(correction({"purpose": "research"}))), Situation(ROWS)]
    found = judged(situations, [RESEARCH])

    assert [counted.violation for counted in found.counts["test/rule"]] == [0, 2]


def test_records_keep_their_place() -> None:
    """The rows of a finding are those of the manifest, however many corrections there are."""
    situation = Situation(ROWS, amendments=corrected(correction({"purpose": "rag"}, "record.platform = 'x'")))
    (finding,) = judged([situation], [RESEARCH]).findings

    assert sorted(row for group in finding.groups for _, row in group.rows) == [0, 1]
