"""Which facts the rules ask of the scan."""

from compliance.judge import plan_judging
from compliance.model.rule import Clock
from tests.judge.situation import rule


def test_no_more_than_is_asked() -> None:
    """Facts that no rule mentions are not scanned."""
    plan = plan_judging([rule("record.purpose = 'research'")])

    assert "record.purpose" in plan.facts.values
    assert "record.publisher" not in plan.facts.names
    assert "record.license" not in plan.facts.names


def test_what_the_report_always_shows() -> None:
    """Platform, grant and day of collection are known in every run."""
    names = plan_judging([rule("TRUE")]).facts.names

    assert {"record.platform", "platform.detected", "record.grant_id", "record.collected_at"} <= set(names)


def test_what_a_namespace_is_looked_up_by() -> None:
    """A rule about terms, licences, grants or parents brings the facts they are looked up by."""
    wanted = {
        "terms.known": {"record.acquisition_method", "record.region"},
        "license.status = 'recognised'": {
            "record.license",
            "record.license_declared",
            "record.license_concluded",
        },
        "grant.in_force": {"record.purpose"},
        "lineage.known": {"record.was_derived_from"},
    }
    for condition, facts in wanted.items():
        assert facts <= set(plan_judging([rule(condition)]).facts.names), condition


def test_the_clock_of_use_brings_its_day() -> None:
    """A rule on the day of use has that day scanned; others do not."""
    used = plan_judging([rule("TRUE", clock=Clock.USED_AT)])
    held = plan_judging([rule("TRUE", clock=Clock.HELD_AT)])

    assert "record.used_at" in used.facts.days
    assert "record.used_at" not in held.facts.names


def test_nearly_unique_columns_become_questions() -> None:
    """Of an address only the answer to a question is kept, once for all rules that ask it."""
    asked = "record.url LIKE 'https:%'"
    plan = plan_judging([rule(asked, id_="test/one"), rule(f"NOT ({asked})", id_="test/two")])

    assert "record.url" not in plan.facts.names
    assert len(plan.facts.questions) == 1


def test_rules_keep_their_order() -> None:
    """The plan holds the rules as they were given."""
    ids = ["b/two", "a/one", "c/three"]

    assert [checked.id for checked in plan_judging([rule("TRUE", id_=id_) for id_ in ids]).rules] == ids
