"""The grant ledger: every record in one bucket."""

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.model.report import GrantLine
from tests.factories import Row
from tests.judge.situation import Situation, day, judged, rule

IN_FORCE, ENDED = day("2024-02-01"), day("2024-04-01")
PLAN: Row = {
    "id": "g1",
    "type": "api_plan",
    "plan": "basic",
    "platform": "x",
    "valid_from": day("2024-01-10"),
    "valid_to": day("2024-03-10"),
}
ANY = rule("grant.exists")
ROWS = st.fixed_dictionaries(
    {
        "platform": st.sampled_from(["x", "reddit", None]),
        "collected_at": st.sampled_from([IN_FORCE, ENDED, None]),
        "grant_id": st.sampled_from(["g1", "lost", None]),
        "purpose": st.sampled_from(["research", "pretrain", None]),
    }
)


def ledger(*situations: Situation) -> list[tuple[GrantLine, ...]]:
    """Return the ledger of each situation."""
    found = judged(situations, [ANY]).ledgers
    return [found[number] for number in range(len(situations))]


def buckets(situation: Situation) -> dict[tuple[str, str | None], int]:
    """Return the records of one situation by bucket and grant."""
    (lines,) = ledger(situation)
    return {(line.bucket, line.grant): line.records for line in lines}


def test_every_bucket() -> None:
    """Each way in which a record can stand to a grant has a bucket of its own."""
    rows = [
        {"platform": "x", "collected_at": IN_FORCE, "grant_id": "g1"},
        {"platform": "x", "collected_at": IN_FORCE},
        {"platform": "x", "collected_at": IN_FORCE},
        {"platform": "x", "collected_at": ENDED, "grant_id": "g1"},
        {"platform": "x", "collected_at": None, "grant_id": "g1"},
        {"platform": "x", "collected_at": IN_FORCE, "grant_id": "lost"},
        {"platform": "reddit", "collected_at": IN_FORCE},
    ]

    assert buckets(Situation(rows, [PLAN])) == {
        ("named", "g1"): 1,
        ("implied", "g1"): 2,
        ("named_not_in_force", "g1"): 1,
        ("named_unknown", "g1"): 1,
        ("named_unknown", "lost"): 1,
        ("no_grant", None): 1,
    }


def test_no_register() -> None:
    """Without a register no record is in a bucket that claims to know."""
    rows = [{"platform": "x", "collected_at": IN_FORCE}, {"platform": "x", "grant_id": "g1"}]

    assert buckets(Situation(rows)) == {("no_register", None): 1, ("named_unknown", "g1"): 1}


def test_lines_say_what_the_paper_is() -> None:
    """A line names the kind of grant and its plan, the largest line first."""
    rows = [{"platform": "x", "collected_at": IN_FORCE, "grant_id": "g1"}] * 2 + [{"platform": "reddit"}]
    (lines,) = ledger(Situation(rows, [PLAN]))

    assert [line.records for line in lines] == [2, 1]
    assert lines[0].description.endswith("(api plan, basic)")


@settings(max_examples=15, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=30), st.lists(ROWS, min_size=1, max_size=30), st.booleans())
def test_the_ledger_adds_up(one: list[Row], other: list[Row], has_register: bool) -> None:  # noqa: FBT001
    """Every record of every dataset is in exactly one bucket."""
    grants = [PLAN] if has_register else None
    found = ledger(Situation(one, grants), Situation(other, grants))

    assert [sum(line.records for line in lines) for lines in found] == [len(one), len(other)]
