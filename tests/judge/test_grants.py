"""Which grant covers a record, and what it gives, on a day."""

from collections.abc import Mapping

import pytest

from compliance.model.rule import Clock
from tests.factories import Row
from tests.judge.situation import Situation, day, held, truth, truths

PLAN: Row = {
    "id": "g1",
    "type": "api_plan",
    "platform": "x",
    "valid_from": day("2024-01-10"),
    "valid_to": day("2024-03-10"),
}
RECORD: Row = {"platform": "x", "collected_at": day("2024-02-01"), "grant_id": "g1"}
UNNAMED: Row = {"platform": "x", "collected_at": day("2024-02-01")}


def on(date: str | None, *grants: Row, named: str | None = "g1") -> Situation:
    """Return a record of x collected on a day that names a grant, beside a register."""
    row = {"platform": "x", "collected_at": date and day(date), "grant_id": named}
    return Situation([row], grants)


def covered(name: str, record: Row, *grants: Row, card: Mapping[str, object] | None = None) -> bool | None:
    """Return what `grant.<name>` is for a record beside a register."""
    return truth(f"grant.{name}", Situation([record], grants, card or {}))


@pytest.mark.parametrize("named", ["g1", None])
@pytest.mark.parametrize(
    ("date", "in_force"),
    [
        ("2024-01-09", False),
        ("2024-01-10", True),
        ("2024-01-11", True),
        ("2024-03-09", True),
        ("2024-03-10", False),
        ("2024-03-11", False),
        (None, None),
    ],
)
def test_first_and_last_day(date: str | None, in_force: bool | None, named: str | None) -> None:  # noqa: FBT001
    """A grant, named or implied, is in force from its first day until the day before its end."""
    assert truths("grant.in_force", [on(date, PLAN, named=named)]) == [in_force]


@pytest.mark.parametrize(
    ("date", "in_force"), [("2024-01-31", True), ("2024-02-01", False), ("2024-02-02", False)]
)
def test_termination(date: str, in_force: bool) -> None:  # noqa: FBT001 - a truth value
    """From the day of termination on a grant is not in force."""
    assert truths("grant.in_force", [on(date, PLAN | {"terminated_on": day("2024-02-01")})]) == [in_force]


@pytest.mark.parametrize(
    ("date", "in_force"), [("2024-01-31", True), ("2024-02-01", True), ("2024-02-02", False)]
)
def test_payment(date: str, in_force: bool) -> None:  # noqa: FBT001 - a truth value
    """The last paid day is the last day in force."""
    assert truths("grant.in_force", [on(date, PLAN | {"paid_through": day("2024-02-01")})]) == [in_force]


def test_no_first_day() -> None:
    """A grant whose first day nobody recorded is not known to be in force, but known to be over."""
    grant = {name: value for name, value in PLAN.items() if name != "valid_from"}

    assert truths("grant.in_force", [on("2024-02-01", grant), on("2024-03-10", grant)]) == [None, False]


@pytest.mark.parametrize("name", ["exists", "in_force", "covers_platform", "covers_entity", "covers_purpose"])
def test_nothing_is_known_without_a_register(name: str) -> None:
    """Without any register it is unknown what we hold."""
    records = [Situation([RECORD]), Situation([UNNAMED])]

    assert truths(f"grant.{name}", records) == [None, None]


@pytest.mark.parametrize("name", ["exists", "in_force", "covers_platform", "covers_entity", "covers_purpose"])
def test_a_register_is_complete(name: str) -> None:
    """A record that names no grant and that none covers has none: false, not unknown."""
    elsewhere = PLAN | {"platform": "reddit"}

    assert covered(name, UNNAMED) is False
    assert covered(name, UNNAMED, elsewhere) is False


@pytest.mark.parametrize("name", ["exists", "in_force", "covers_platform", "covers_entity", "covers_purpose"])
def test_a_lost_grant_is_unknown(name: str) -> None:
    """A named grant that the register lacks is unknown, even beside one that would cover the record."""
    assert covered(name, RECORD | {"grant_id": "lost"}, PLAN) is None


def test_named_and_implied() -> None:
    """A covering grant is used for a record that names none, and marked as implied."""
    situations = [on("2024-02-01", PLAN), on("2024-02-01", PLAN, named=None)]

    assert truths("grant.exists", situations) == [True, True]
    assert truths("grant.implied", situations) == [False, True]
    assert truths("grant.id = 'g1'", situations) == [True, True]


def test_a_named_grant_stays_named() -> None:
    """A record that names an ended grant is not helped by another one in force."""
    other = PLAN | {"id": "g2", "valid_to": None}
    situation = on("2024-04-01", PLAN, other)

    assert held(["grant.in_force", "grant.exists", "grant.id = 'g1'"], situation) == [False, True, True]


def test_the_best_covering_grant_is_implied() -> None:
    """Of several covering grants the one in force that permits most is used, in any order."""
    ended = PLAN | {"id": "a", "valid_to": day("2024-01-20")}
    silent = PLAN | {"id": "b"}
    trains = PLAN | {"id": "c", "training": True}
    record = UNNAMED | {"purpose": "pretrain"}
    for_purpose = PLAN | {"id": "d", "permitted_purposes": ["pretrain"]}
    for grants, best in (
        ([ended, silent, trains], "c"),
        ([trains, silent, ended], "c"),
        ([ended, silent], "b"),
        ([trains, for_purpose], "d"),
    ):
        assert truth(f"grant.id = '{best}'", Situation([record], grants)) is True


def test_an_ended_grant_is_not_implied() -> None:
    """A grant that is over covers no record that does not name it."""
    situation = on("2024-04-01", PLAN, named=None)

    conditions = ["grant.exists", "grant.id IS NULL", "grant.read_cap IS NULL"]

    assert held(conditions, situation) == [False, True, True]


def test_an_unknown_day_implies_nothing_certain() -> None:
    """Without a day nobody can tell whether a grant covered the record."""
    situation = on(None, PLAN, named=None)

    conditions = ["grant.exists", "grant.in_force", "grant.id IS NULL"]

    assert held(conditions, situation) == [None, None, True]


@pytest.mark.parametrize(
    ("record", "grant", "covers"),
    [
        ({"platform": "x"}, {"platform": "x"}, True),
        ({"platform": "x"}, {"platform": "twitter"}, True),
        ({"platform": "twitter"}, {"platform": "X"}, True),
        ({"url": "https://x.example/1"}, {"platform": "twitter"}, True),
        ({"platform": "x"}, {"platform": "reddit"}, False),
        ({"platform": None}, {"platform": "x"}, None),
        ({"platform": None}, {"platform": None, "target": {"datasets": ["posts"]}}, True),
        ({"platform": "x"}, {"platform": None, "target": {"datasets": ["posts"]}}, True),
        ({"platform": "x"}, {"platform": None, "target": {"datasets": ["other"]}}, False),
        ({"platform": "x"}, {"platform": "reddit", "target": {"datasets": ["posts"]}}, True),
    ],
)
def test_covers_platform(record: Row, grant: Row, covers: bool | None) -> None:  # noqa: FBT001
    """A grant covers its platform by any of its names, and the datasets it names."""
    named = {"collected_at": day("2024-02-01"), "grant_id": "g1"} | dict(record)

    assert covered("covers_platform", named, PLAN | grant, card={"name": "posts"}) is covers


def test_a_target_is_implied_too() -> None:
    """A grant for a dataset covers its records without being named, whatever their platform is."""
    grant = PLAN | {"platform": None, "target": {"datasets": ["posts"]}}
    situations = [Situation([UNNAMED], [grant], {"name": name}) for name in ("posts", "other")]

    assert truths("grant.exists", situations) == [True, False]


@pytest.mark.parametrize(
    ("licensee", "entity", "affiliates", "covers"),
    [
        ("Acme", "Acme", False, True),
        ("ACME", "acme", False, True),
        ("Other", "Acme", False, False),
        ("Other", "Acme", True, None),
        (None, "Acme", False, None),
        ("Acme", None, False, None),
    ],
)
def test_covers_entity(
    licensee: str | None,
    entity: str | None,
    affiliates: bool,  # noqa: FBT001 - a truth value
    covers: bool | None,  # noqa: FBT001 - a truth value
) -> None:
    """A grant covers its licensee; an affiliate, or a side that is silent, is unknown."""
    grant = PLAN | {"licensee": licensee, "affiliates_included": affiliates}

    assert covered("covers_entity", RECORD, grant, card={"entity": entity}) is covers


@pytest.mark.parametrize(
    ("purpose", "permitted", "prohibited", "covers"),
    [
        ("research", ["research"], [], True),
        ("research", ["pretrain"], [], False),
        ("research", ["research"], ["research"], False),
        ("research", None, ["research"], False),
        ("research", None, ["pretrain"], None),
        ("research", None, [], None),
        (None, ["research"], [], None),
    ],
)
def test_covers_purpose(
    purpose: str | None,
    permitted: list[str] | None,
    prohibited: list[str],
    covers: bool | None,  # noqa: FBT001 - a truth value
) -> None:
    """A purpose is covered when permitted, not when prohibited; silence is unknown."""
    grant = PLAN | {"permitted_purposes": permitted, "prohibited_purposes": prohibited}

    assert covered("covers_purpose", RECORD | {"purpose": purpose}, grant) is covers


@pytest.mark.parametrize(
    ("valid_to", "terminated_on", "ended"),
    [
        ("2024-03-10", None, "2024-03-10"),
        (None, "2024-02-05", "2024-02-05"),
        ("2024-03-10", "2024-02-05", "2024-02-05"),
        (None, None, None),
    ],
)
def test_end_and_deletion(valid_to: str | None, terminated_on: str | None, ended: str | None) -> None:
    """A grant ends on the earlier of its end and its termination; the data go some days after."""
    grant = PLAN | {
        "valid_to": valid_to and day(valid_to),
        "terminated_on": terminated_on and day(terminated_on),
        "delete_on_end": True,
        "delete_within_days": 30,
    }
    situation = Situation([RECORD], [grant])
    conditions = [f"grant.{name} IS NULL" for name in ("ended_on", "delete_by")]
    if ended is not None:
        conditions = [
            f"grant.ended_on = '{ended}'",
            f"grant.delete_by = CAST('{ended}' AS DATE) + INTERVAL 30 DAY",
        ]

    assert held(conditions, situation, clock=Clock.HELD_AT) == [True, True]


def test_no_duty_to_delete() -> None:
    """A grant that asks for no deletion has no last day for it."""
    assert truth("grant.delete_by IS NULL", Situation([RECORD], [PLAN])) is True


def test_attributes() -> None:
    """What the register says of a grant is known to the records under it."""
    grant = PLAN | {
        "plan": "basic",
        "read_cap": 10_000,
        "cap_window": "day",
        "commercial": False,
        "redistribution": "ids_only",
    }
    situation = Situation([RECORD], [grant])
    conditions = [
        "grant.type = 'api_plan'",
        "grant.plan = 'basic'",
        "grant.read_cap = 10000",
        "grant.cap_window = 'day'",
        "NOT grant.commercial",
        "grant.training IS NULL",
        "grant.redistribution = 'ids_only'",
        "grant.valid_from = '2024-01-10'",
        "grant.valid_to = '2024-03-10'",
    ]

    assert held(conditions, situation) == [True] * len(conditions)


def test_registers_are_kept_apart() -> None:
    """A grant of one register does not cover the records of another one's dataset."""
    situations = [
        Situation([UNNAMED], [PLAN], register="a/grants.yaml"),
        Situation([UNNAMED], [], register="b/grants.yaml"),
        Situation([UNNAMED]),
    ]

    assert truths("grant.exists", situations) == [True, False, None]
