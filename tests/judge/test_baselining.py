"""Baselines: groups that were there are no news, and growth is."""

from collections.abc import Sequence
from dataclasses import replace

from compliance.expressions import CheckedRule
from compliance.judge import Detail
from compliance.model.amendments import Amendments
from compliance.model.baseline import BaselineEntry, BaselineUse
from compliance.model.excuse import Excuse, ExcuseKind
from compliance.model.judgement import Judgement
from compliance.model.report import Counts
from tests.factories import Row
from tests.judge.amending import waiver
from tests.judge.situation import Situation, clause, day, document, judged, platform, rule, world

RESEARCH = rule("record.purpose = 'research'")
ROWS: list[Row] = [
    {"purpose": "display", "platform": "x"},
    {"purpose": "display", "platform": "x"},
    {"purpose": "rag", "platform": "reddit"},
    {"platform": "x"},
]


def entries(rows: Sequence[Row], checked: CheckedRule = RESEARCH) -> tuple[BaselineEntry, ...]:
    """Return what a baseline of these records holds."""
    return judged([Situation(rows)], [checked], detail=Detail.ENTRIES).entries


def against(
    rows: Sequence[Row], baseline: tuple[BaselineEntry, ...], checked: CheckedRule = RESEARCH
) -> Judgement:
    """Return the judgement on records of which a baseline accepts some."""
    amendments = Amendments(baseline=baseline, baseline_path="baseline.json")
    return judged([Situation(rows, amendments=amendments)], [checked])


def test_what_was_there_is_no_news() -> None:
    """The same records again are all excused, and known to be."""
    found = against(ROWS, entries(ROWS))

    assert found.counts["test/rule"] == (Counts(baselined=4),)
    assert {one.excuse for one in found.findings} == {Excuse(ExcuseKind.BASELINE, "baseline.json")}
    assert found.amended[0].baseline == BaselineUse("baseline.json", groups=3, records=4, grown=0, gone=0)


def test_an_entry_for_each_kind_of_record() -> None:
    """Entries tell apart what the finding's groups tell apart, and count records."""
    assert sorted((entry.verdict, entry.records) for entry in entries(ROWS)) == [
        ("unproven", 1),
        ("violation", 1),
        ("violation", 2),
    ]


def test_a_new_kind_of_record_counts() -> None:
    """A baseline hides nothing that is not in it."""
    found = against([*ROWS, {"purpose": "eval", "platform": "x"}], entries(ROWS))

    assert found.counts["test/rule"] == (Counts(violation=1, baselined=4),)


def test_a_group_that_has_grown_counts_in_full() -> None:
    """One record more reopens its group, and the finding says how many were accepted."""
    found = against([*ROWS, ROWS[0]], entries(ROWS))
    (group,) = (group for one in found.findings if one.excuse is None for group in one.groups)

    assert found.counts["test/rule"] == (Counts(violation=3, baselined=2),)
    assert (group.records, group.accepted) == (3, 2)
    assert found.amended[0].baseline == BaselineUse("baseline.json", groups=2, records=2, grown=1, gone=0)


def test_a_group_that_has_shrunk_stays_accepted() -> None:
    """Fewer records are no news either; what is gone is counted."""
    found = against(ROWS[1:2], entries(ROWS))

    assert found.counts["test/rule"] == (Counts(baselined=1),)
    assert found.amended[0].baseline == BaselineUse("baseline.json", groups=1, records=1, grown=0, gone=2)


def test_a_changed_rule_reopens() -> None:
    """Nobody has looked at what the new version of a rule finds."""
    changed = replace(RESEARCH, rule=RESEARCH.rule.model_copy(update={"version": 2}))
    found = against(ROWS, entries(ROWS), changed)

    assert found.counts["test/rule"] == (Counts(violation=3, unproven=1),)
    assert found.amended[0].baseline == BaselineUse("baseline.json", groups=0, records=0, grown=3, gone=0)


def test_waived_records_are_not_in_the_baseline() -> None:
    """What a waiver covers is neither written down nor counted as growth."""
    stated = waiver("platform.id = 'reddit'")
    situation = Situation(ROWS, amendments=Amendments(waivers=(stated,)))
    baseline = judged([situation], [RESEARCH], detail=Detail.ENTRIES).entries
    both = Amendments(waivers=(stated,), baseline=baseline, baseline_path="baseline.json")
    found = judged([Situation(ROWS, amendments=both)], [RESEARCH])

    assert len(baseline) == 2
    assert found.counts["test/rule"] == (Counts(waived=1, baselined=3),)


def test_a_waiver_without_the_baseline_after_it() -> None:
    """Where the baseline accepts part of a rule's findings and a waiver another, each names its own."""
    whole = entries(ROWS)
    both = Amendments(waivers=(waiver("platform.id = 'reddit'"),), baseline=whole, baseline_path="b.json")
    found = judged([Situation(ROWS, amendments=both)], [RESEARCH])

    assert sorted((one.excuse.name, one.records) for one in found.findings if one.excuse) == [
        ("b.json", 1),
        ("b.json", 2),
        ("w1", 1),
    ]
    assert found.amended[0].baseline is not None
    assert found.amended[0].baseline.gone == 1


def test_days_are_no_part_of_a_group() -> None:
    """The same kind of record collected on other days, or under a rule that looks at days, is no news."""
    dated = rule("record.collected_at < DATE '2020-01-01'")
    then, now = ([{"platform": "x", "collected_at": day(text)}] for text in ("2023-01-01", "2024-06-30"))

    assert against(now, entries(then, dated), dated).counts["test/rule"] == (Counts(baselined=1),)


def test_firm_and_weak_evidence_are_apart() -> None:
    """A finding that comes to rest on firm clauses weighs more, and is news."""
    checked = rule("terms.automated_collection <> 'prohibited'")
    rows = [{"platform": "x", "acquisition_method": "crawl", "collected_at": day("2023-01-01")}]
    weak, firm = (
        world(platform("x", document(clause("prohibited", "2020-01-01", basis=basis))))
        for basis in ("secondary", "stated")
    )
    baseline = judged([Situation(rows)], [checked], weak, detail=Detail.ENTRIES).entries
    amendments = Amendments(baseline=baseline, baseline_path="baseline.json")
    counts = [
        judged([Situation(rows, amendments=amendments)], [checked], reference).counts["test/rule"][0]
        for reference in (weak, firm)
    ]

    assert counts == [Counts(baselined=1), Counts(violation=1)]


def test_two_datasets_with_one_kind_of_record() -> None:
    """An entry is about one dataset: the same record in another is news there."""
    amendments = Amendments(baseline=entries(ROWS), baseline_path="baseline.json")
    found = judged([Situation(ROWS, amendments=amendments), Situation(ROWS)], [RESEARCH])

    assert [counts.baselined for counts in found.counts["test/rule"]] == [4, 0]


def test_values_cannot_be_mistaken_for_one_another() -> None:
    """A value that looks like two, or like nothing, has a fingerprint of its own."""
    checked = rule("record.publisher = 'us' AND record.recipient = 'us'")
    rows: list[Row] = [
        {"publisher": "a", "recipient": None},
        {"publisher": "a", "recipient": "null"},
        {"publisher": 'a","b', "recipient": "c"},
        {"publisher": "a", "recipient": 'b","c'},
    ]

    assert len({entry.fingerprint for row in rows for entry in entries([row], checked)}) == 4


def test_rules_over_groups_have_a_baseline_too() -> None:
    """The sums of a group are counts, and not what it is about."""
    few = rule("SUM(measure.records) <= 2", group_by=["platform.id"])
    rows: list[Row] = [{"platform": "x"}] * 3

    assert against(rows, entries(rows, few), few).counts["test/rule"] == (Counts(baselined=3),)
    assert against([*rows, rows[0]], entries(rows, few), few).counts["test/rule"] == (Counts(violation=4),)
