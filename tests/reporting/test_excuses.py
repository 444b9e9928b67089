"""What is said of a waiver, a correction, a baseline."""

from dataclasses import replace

import pytest

from compliance.model.baseline import BaselineUse
from compliance.model.correction import CorrectionState
from compliance.model.document import DocumentState
from compliance.model.waiver import WaiverReason, WaiverState
from compliance.reporting.excuses import (
    baseline_sentence,
    correction_sentence,
    grown_sentence,
    waiver_sentence,
)
from tests.reporting.sample_excuses import correction_use, every_correction, every_waiver, waiver_use
from tests.reporting.sample_findings import group


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (31, "accepts 1,200 of at most 2,000 records and lapses on 2023-07-31."),
        (30, "lapses on 2023-07-30, in 30 days (within 30): "),
        (15, "lapses on 2023-07-15, in 15 days (within 30): "),
        (14, "lapses on 2023-07-14, in 14 days (within 14): "),
        (7, "lapses on 2023-07-07, in 7 days (within 7): "),
        (1, "lapses on 2023-07-01, in 1 day (within 7): 1,200 records will be findings again; renew it or"),
    ],
)
def test_a_waiver_that_holds(days: int, said: str) -> None:
    """One that holds says how much it accepts, and how soon it lapses when that is soon."""
    assert waiver_sentence(waiver_use(days=days)).startswith(f"Waiver read-cap-1 {said}")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (WaiverState.EXPIRED, "lapsed on 2023-06-28: 140 records are findings again; renew it or mend them."),
        (
            WaiverState.OVER_BUDGET,
            "covers at most 100 records, and there are 140, all findings again; mend them, or have a larger",
        ),
        (
            WaiverState.RULE_CHANGED,
            "was given for version 1 of social/read-cap, which is at version 2 now: 140 records are ",
        ),
        (
            WaiverState.DOCUMENT_CHANGED,
            "rests on papers/opinion.pdf, which has changed or is gone: 140 records are findings again; ",
        ),
        (WaiverState.PENDING, "begins on 2022-12-12, and this run is as of 2023-06-30: 140 records are"),
        (WaiverState.UNUSED, "accepts nothing, for no record needs it; delete it."),
    ],
)
def test_a_waiver_that_does_not_hold(state: WaiverState, said: str) -> None:
    """Each state says why the waiver does not hold, what becomes of the records, and what to do."""
    use = replace(waiver_use(state, records=140, days=-2, row_budget=100), document=DocumentState.NONE_NAMED)

    assert waiver_sentence(use, rule_version=2).startswith(f"Waiver read-cap-1 {said}")


def test_what_became_of_the_document() -> None:
    """A document that is gone and one that has changed are told apart where that is known."""
    use = waiver_use(WaiverState.DOCUMENT_CHANGED, records=1)
    changed, missing = (
        waiver_sentence(replace(use, document=state))
        for state in (DocumentState.CHANGED, DocumentState.MISSING)
    )

    assert "papers/opinion.pdf, which has changed: 1 record is a finding again" in changed
    assert "papers/opinion.pdf, which is not there any more: " in missing


def test_no_record_needs_it() -> None:
    """A waiver that lapsed on nothing may go."""
    said = waiver_sentence(waiver_use(WaiverState.EXPIRED, records=0, days=0))

    assert said == "Waiver read-cap-1 lapsed on 2023-06-30: no record needs it; delete it."


def test_corrections() -> None:
    """A correction says what it states of how many records and by which paper, or why the manifest stands."""
    said = {state: correction_sentence(correction_use(state)) for state in CorrectionState}

    assert said[CorrectionState.APPLIED] == (
        "Correction platform-1 says platform = x, commercial = true, published_at = 2023-01-02, "
        "license = unknown of 1,204 records, by papers/crawler-log.txt."
    )
    assert "changes nothing" in said[CorrectionState.UNUSED]
    assert "is of 2023-05-01, after the day of this run: the manifest stands" in said[CorrectionState.PENDING]
    assert "papers/crawler-log.txt, which has changed or is gone" in said[CorrectionState.DOCUMENT_CHANGED]


def test_baselines() -> None:
    """A baseline says what it accepts, and only then what has grown or is gone."""
    quiet = baseline_sentence(BaselineUse("baseline.json", 1, 1, 0, 0))
    changed = baseline_sentence(BaselineUse("baseline.json", 3, 40, 1, 2))

    assert quiet == "The baseline baseline.json accepts 1 record in 1 group."
    assert changed == (
        "The baseline baseline.json accepts 40 records in 3 groups; 1 group counts in full: there is more "
        "now, or the rule or its evidence has changed; 2 entries are needed no more: compliance baseline "
        "update."
    )


def test_groups_that_grew() -> None:
    """Groups say how many of their records the baseline accepts, if it knows them."""
    known = replace(group(15, "api", 11), accepted=12)

    assert grown_sentence([known]) == "12 accepted by the baseline, 15 now"
    assert grown_sentence([known, known]) == "24 accepted by the baseline, 30 now in 2 groups"
    assert grown_sentence([group(15, "api", 11)]) == ""


def test_hostile_texts() -> None:
    """Ids and values neither hide nor give secrets away."""
    said = [waiver_sentence(use) for use in every_waiver()]
    said += [correction_sentence(use) for use in every_correction()]

    assert all(text.isprintable() and "hunter2" not in text for text in said)


def test_every_reason_reads_as_words() -> None:
    """Reasons are words with underscores, which sentences show as spaces."""
    assert all(reason.replace("_", "").isalpha() for reason in WaiverReason)
