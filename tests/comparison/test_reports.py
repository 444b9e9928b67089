"""Two reports from disk, which hold less than profiles."""

from dataclasses import replace

from compliance.comparison import Side, compare
from compliance.judge.largest import GROUPS_KEPT
from compliance.judge.timelines import PLATFORMS_KEPT
from compliance.model.report import FileCoverage, Report
from tests.comparison.sides import side
from tests.comparison.test_comparing import REDDIT, X
from tests.factories import Row
from tests.judge.situation import Situation, rule


def reported(*rows: Row, name: str = "old.json") -> Side:
    """Return a side of which only the report is left."""
    return replace(side(Situation(rows)), name=name, seen={})


def with_file(found: Side, file: FileCoverage) -> Side:
    """Return the side with another line in the coverage ledger of its only dataset."""
    [dataset] = found.report.datasets
    report: Report = replace(found.report, datasets=(replace(dataset, coverage=(*dataset.coverage, file)),))
    return replace(found, report=report)


def test_verdicts_are_those_of_profiles() -> None:
    """Reports tell the same counts, findings, trends and lines of the ledger as profiles do."""
    old, new = side(Situation([REDDIT])), side(Situation([REDDIT, X, X]))
    [whole] = compare(old, new).datasets
    [brief] = compare(replace(old, seen={}), replace(new, seen={})).datasets

    assert brief.buckets == whole.buckets
    assert [replace(each, groups=(), groups_total=0) for each in brief.rules] == [
        replace(each, groups=(), groups_total=0) for each in whole.rules
    ]


def test_platforms() -> None:
    """Of the sources, reports tell how many records each platform has."""
    [change] = compare(reported(REDDIT), reported(X, X, REDDIT, X)).datasets
    [fact] = change.facts

    assert fact.fact == "platform.id"
    assert [(value.value, value.old, value.new) for value in fact.values] == [("x", 0, 3)]
    assert change.groups == ()


def test_groups_of_findings() -> None:
    """Groups of a finding are told by the facts that its rule looks at."""
    [change] = compare(reported(REDDIT), reported(REDDIT, X, X)).datasets
    [group] = next(each for each in change.rules if each.rule == "test/research").groups

    assert dict(group.facts) == {"platform.id": "x", "record.purpose": "pretrain"}
    assert (group.old, group.new, group.gained, group.lost) == (0, 2, 2, 0)


def test_limits_are_told() -> None:
    """What reports cannot tell is said, not passed over."""
    found = compare(reported(REDDIT), reported(X))

    assert any("no profiles" in limit for limit in found.limits)
    assert any("neither cards nor registers" in limit for limit in found.limits)
    assert compare(side(Situation([X])), side(Situation([REDDIT]))).limits == ()


def test_groups_that_were_left_out() -> None:
    """Where a report has the largest groups only, none are compared, and that is said."""
    law = rule("record.license IS NULL", id_="test/many")
    rows = [{**X, "license": f"words {number}"} for number in range(GROUPS_KEPT + 1)]
    old, new = (
        replace(side(Situation(each), rules=[law]), name=name, seen={})
        for name, each in (("old.json", rows), ("new.json", rows[:2]))
    )
    found = compare(old, new)

    assert [(each.groups, each.groups_total) for each in found.datasets[0].rules] == [((), 0)]
    assert any("old.json holds the largest groups only" in limit for limit in found.limits)
    assert not any("new.json holds" in limit for limit in found.limits)


def test_platforms_that_were_summed_up() -> None:
    """A platform that one report sums up with others is not told, and that is said."""
    many = [{**X, "platform": f"forum {number:02}"} for number in range(PLATFORMS_KEPT + 3)]
    found = compare(reported(*many[:1]), reported(*many, name="new.json"))
    values = [value.value for fact in found.datasets[0].facts for value in fact.values]

    assert values == [f"forum {number:02}" for number in range(1, PLATFORMS_KEPT)]
    assert any("new.json sums up some platforms" in limit for limit in found.limits)


def test_a_file_that_was_not_read() -> None:
    """A dataset of which a report read nothing is not compared: its records are not gone."""
    old, new = reported(X), reported()
    unread = with_file(new, FileCoverage("records.parquet", None, None, 0, "it is damaged"))
    [dataset] = unread.report.datasets
    nothing = replace(dataset, coverage=dataset.coverage[-1:])
    found = compare(old, replace(unread, report=replace(unread.report, datasets=(nothing,))))

    assert found.is_empty
    assert found.same == 0
