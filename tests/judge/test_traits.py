"""Traits: what each group of a profile comes under at its collection."""

from compliance.judge import Detail
from tests.factories import Row
from tests.judge.situation import Situation, day, judged, rule

ASKING = rule(
    "license.training = 'allowed' AND grant.in_force AND platform.host_kind = 'primary'",
    "record.acquisition_method = 'api'",
)
PLAN: Row = {"id": "g1", "type": "api_plan", "platform": "x", "valid_from": day("2024-01-10")}


def traits(*rows: Row, grants: list[Row] | None = None) -> list[tuple[str | None, ...]]:
    """Return platform, licence, bucket and grant of each group, which are as many as the rows."""
    [table] = judged([Situation(rows, grants)], [ASKING], detail=Detail.TRAITS).traits

    assert sorted(table["group"].to_pylist()) == list(range(len(rows)))
    return sorted(
        (
            tuple(row[name] for name in ("platform", "license", "bucket", "grant"))
            for row in table.to_pylist()
        ),
        key=str,
    )


def test_traits_of_each_group() -> None:
    """Each group has its platform by its id, what it may rest on, and its line of the grant ledger."""
    found = traits(
        {"platform": "twitter", "collected_at": day("2024-02-01")},
        {"platform": "x", "collected_at": day("2023-02-01")},
        {"platform": "reddit", "collected_at": day("2024-02-01"), "license": "mit"},
        grants=[PLAN],
    )

    assert found == [
        ("reddit", "MIT", "no_grant", None),
        ("x", None, "implied", "g1"),
        ("x", None, "no_grant", None),
    ]


def test_a_license_that_nobody_reads() -> None:
    """Words that are no licence we know stand for themselves: two of them are not the same."""
    found = traits(
        {"platform": "x", "license": "ask the editor"},
        {"platform": "x", "license": "ask the publisher"},
    )

    assert [license_ for _, license_, _, _ in found] == ["ask the editor", "ask the publisher"]


def test_several_datasets() -> None:
    """Each dataset has the traits of its own groups."""
    situations = [Situation([{"platform": "x"}]), Situation([]), Situation([{"platform": "reddit"}])]
    found = judged(situations, [ASKING], detail=Detail.TRAITS).traits

    assert [table["platform"].to_pylist() for table in found] == [["x"], [], ["reddit"]]
    assert [table["group"].to_pylist() for table in found] == [[0], [], [0]]


def test_nobody_asked() -> None:
    """Without the detail there are no traits."""
    assert judged([Situation([{"platform": "x"}])], [ASKING]).traits == ()
