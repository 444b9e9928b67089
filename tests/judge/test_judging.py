"""The judge as a whole."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.database import Resources
from compliance.errors import UsageError
from compliance.model.rule import Clock
from tests.factories import Row
from tests.judge.situation import PLAIN, Situation, counts, day, judged, rule, shifted

RULES = [
    rule("grant.in_force", id_="law/grant"),
    rule("record.purpose = 'research'", "record.platform = 'x'", Clock.USED_AT, id_="law/purpose"),
    rule("record.collected_at < '2024-02-01'", "record.commercial", id_="law/day"),
    rule(
        "record.deleted_at IS NOT NULL", "record.deleted_at_source IS NOT NULL", Clock.HELD_AT, id_="law/held"
    ),
    rule("record.id IS NOT NULL AND record.url LIKE 'https:%'", id_="law/question"),
    rule("lineage.known", "lineage.parents > 0", id_="law/lineage"),
    rule("SUM(measure.items) <= 3", group_by=("record.platform", "record.collected_at"), id_="law/group"),
]
PLAN: Row = {"id": "g1", "type": "api_plan", "platform": "x", "valid_from": day("2024-01-10")}
DAYS = st.sampled_from([None, *(shifted("2024-02-01", days) for days in (-60, -1, 0, 1))])
ROWS = st.fixed_dictionaries(
    {
        "platform": st.sampled_from(["x", "reddit", "nobody", None]),
        "url": st.sampled_from(["https://x.example/1", "http://[", "", None]),
        "collected_at": DAYS,
        "used_at": DAYS,
        "deleted_at": DAYS,
        "deleted_at_source": DAYS,
        "grant_id": st.sampled_from(["g1", "lost", None]),
        "purpose": st.sampled_from(["research", "no-such-word", None]),
        "commercial": st.sampled_from([True, False, None]),
        "was_derived_from": st.sampled_from([None, [], ["0"], ["nobody"]]),
        "record_count": st.sampled_from([None, 0, 1, 5]),
    }
)


@settings(max_examples=12, deadline=None)
@given(st.lists(ROWS, max_size=25), st.lists(ROWS, max_size=25))
def test_counts_add_up(one: list[Row], other: list[Row]) -> None:
    """Of every rule, in every dataset, the verdicts add up to the records."""
    found = judged([Situation(one, [PLAN]), Situation(other)], RULES)

    for checked in RULES:
        assert [count.total for count in found.counts[checked.id]] == [len(one), len(other)], checked.id


@settings(max_examples=8, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=25))
def test_findings_are_the_counts(rows: list[Row]) -> None:
    """What is found is what was counted: each group once, no record twice."""
    found = judged([Situation(rows, [PLAN])], RULES)
    for finding in found.findings:
        assert finding.counts == found.counts[finding.rule_id][0]
        assert sum(group.records for group in finding.groups) == finding.records
        assert 0 < len(finding.pointers) <= finding.records
    listed = {(finding.rule_id, finding.verdict.value) for finding in found.findings}

    assert listed == {
        (checked.id, verdict)
        for checked in RULES
        for verdict in ("violation", "unproven")
        if getattr(found.counts[checked.id][0], verdict)
    }


@settings(max_examples=6, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=15), st.randoms(use_true_random=False))
def test_order_does_not_matter(rows: list[Row], random: object) -> None:
    """The same records in another order are judged alike."""
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert (
        judged([Situation(rows, [PLAN])], RULES).counts == judged([Situation(shuffled, [PLAN])], RULES).counts
    )


def test_nothing_to_judge() -> None:
    """A dataset without records has a count of nothing for every rule, and no finding."""
    found = judged([Situation([], [PLAN])], RULES)

    assert {count.total for each in found.counts.values() for count in each} == {0}
    assert found.findings == ()


def test_no_datasets() -> None:
    """Where there are no datasets there is nothing to count, and no error."""
    found = judged([], RULES)

    assert set(found.counts.values()) == {()}
    assert found.findings == ()


def test_the_day_of_the_audit_changes_the_verdict() -> None:
    """Another as-of day gives another verdict, with nothing else changed."""
    situation = Situation([{"platform": "x", "grant_id": "g1"}], [PLAN])
    checked = rule("grant.in_force", clock=Clock.USED_AT)
    before, after = (counts(situation, checked, PLAIN, day(on)) for on in ("2024-01-09", "2024-01-10"))

    assert (before.violation, after.compliant) == (1, 1)


def test_one_rule_does_not_touch_another() -> None:
    """A rule gives the same counts alone as among others."""
    rows = [
        {"platform": "x", "collected_at": shifted("2024-01-01", number), "commercial": number % 3 == 0}
        for number in range(60)
    ]
    together = judged([Situation(rows, [PLAN])], RULES).counts

    for checked in RULES:
        assert judged([Situation(rows, [PLAN])], [checked]).counts[checked.id] == together[checked.id]


def test_unlike_records_are_judged_in_linear_time() -> None:
    """Ten times the groups take at most ten times as long, even if each has a licence of its own."""
    few, many = (
        [
            {"platform": "x", "grant_id": f"g{number}", "license": f"licence {number}"}
            for number in range(count)
        ]
        for count in (4_000, 40_000)
    )
    checked = rule("grant.in_force AND license.training = 'allowed'")
    times = []
    for rows in (few, many):
        start = time.process_time()
        found = judged([Situation(rows, [PLAN])], [checked])
        times.append(time.process_time() - start)

        assert found.findings[0].groups_total == len(rows)

    # Some four times as long, since much is the same for few; counted group by group it was thirteen.
    assert times[1] < 8 * times[0], times


def test_too_little_memory() -> None:
    """Groups that do not fit end the run with what to change, and no rule is blamed."""
    rows = [{"platform": "x", "grant_id": f"g{number}", "license": f"l{number}"} for number in range(60_000)]

    with pytest.raises(UsageError, match="judging needs more memory than it may use"):
        judged([Situation(rows, [PLAN])], RULES, resources=Resources(memory="20MB"))
