"""What a rule's names hold: platforms, clocks and cards."""

import pytest

from compliance.model.platform import Basis, Clause, ClauseName, Route, TermsDocument
from compliance.model.rule import Clock
from tests.judge.situation import SOURCE, Situation, day, held, platform, truth, truths, world

BAN = Clause(
    clause=ClauseName.AI_TRAINING,
    value="prohibited",
    effective_from=day("2025-06-04"),
    basis=Basis.STATED,
    note="",
    source=SOURCE,
)
TERMS = TermsDocument(title="Terms", binds=(Route.VISITORS,), clauses=(BAN,))
WORLD = world(platform("x", TERMS, aliases=("twitter",)), platform("reddit"))
BEFORE, AFTER = day("2025-06-03"), day("2025-06-04")
BANNED = "terms.ai_training = 'prohibited'"


@pytest.mark.parametrize(
    ("clock", "decisive"),
    [(Clock.COLLECTED_AT, "collected"), (Clock.USED_AT, "used"), (Clock.HELD_AT, "held")],
)
def test_clock(clock: Clock, decisive: str) -> None:
    """Terms are looked up on the day of the rule's clock, whatever the other days are."""
    found = {}
    for name in ("collected", "used", "held"):
        row = {
            "platform": "x",
            "acquisition_method": "crawl",
            "collected_at": AFTER if name == "collected" else BEFORE,
            "used_at": AFTER if name == "used" else BEFORE,
        }
        as_of = AFTER if name == "held" else BEFORE
        found[name] = truth(BANNED, Situation([row]), WORLD, clock, as_of)

    assert found == {name: True if name == decisive else None for name in found}


@pytest.mark.parametrize(("as_of", "banned"), [(BEFORE, None), (AFTER, True)])
def test_unused_records_are_about_to_be_used(as_of: object, banned: bool | None) -> None:  # noqa: FBT001
    """A record without a day of use is used on the day of the audit."""
    row = {"platform": "x", "acquisition_method": "crawl", "collected_at": BEFORE}

    assert truth(BANNED, Situation([row]), WORLD, Clock.USED_AT, as_of) is banned


def test_uncollected_records_have_no_day() -> None:
    """A record without a day of collection has no terms at that clock, and no day."""
    row = {"platform": "x", "acquisition_method": "crawl"}

    assert held([BANNED, "clock.day IS NULL"], Situation([row]), WORLD) == [None, True]


@pytest.mark.parametrize("clock", Clock)
def test_the_audit_day_is_the_same_on_every_clock(clock: Clock) -> None:
    """`run.as_of` is the day of the audit."""
    assert truth("run.as_of = '2025-06-04'", Situation([{}]), WORLD, clock, AFTER) is True


@pytest.mark.parametrize(
    ("row", "declared", "detected", "id_"),
    [
        ({"platform": "x"}, "x", None, "x"),
        ({"platform": "Twitter"}, "x", None, "x"),
        ({"platform": " X "}, "x", None, "x"),
        ({"url": "https://x.example/1"}, None, "x", "x"),
        ({"platform": "reddit", "url": "https://x.example/1"}, "reddit", "x", "reddit"),
        ({"platform": "myspace", "url": "https://x.example/1"}, None, "x", "x"),
        ({"platform": "MySpace"}, None, None, "myspace"),
        ({"url": "https://nobody.example/"}, None, None, None),
        ({}, None, None, None),
    ],
)
def test_platform(row: dict[str, str], declared: str | None, detected: str | None, id_: str | None) -> None:
    """The stated platform counts if it is known, else the detected one, else the stated word."""
    names = {"declared": declared, "detected": detected, "id": id_}
    conditions = [
        f"platform.{name} IS NULL" if value is None else f"platform.{name} = '{value}'"
        for name, value in names.items()
    ]

    assert held(conditions, Situation([row]), WORLD) == [True, True, True]


def test_card() -> None:
    """What the card says is known to every record; what it leaves out is null."""
    card = {"name": "posts", "version": "3", "owner": "us", "entity": "Acme", "intended_use": "search"}
    conditions = [f"dataset.{name} = '{value}'" for name, value in card.items()]
    found = held([*conditions, "dataset.released_to = 'all'"], Situation([{}], card=card))

    assert found == [True] * len(card) + [None]


def test_cards_are_kept_apart() -> None:
    """Each dataset of a run is judged by its own card."""
    situations = [Situation([{}], card={"owner": owner}) for owner in ("us", "them")]

    assert truths("dataset.owner = 'us'", situations) == [True, False]
