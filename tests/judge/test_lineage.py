"""Whether the parents of a record are known."""

import pytest

from compliance.model.history import Known, Origin
from compliance.model.reference import KnownDataset, Reference
from tests.judge.situation import SOURCE, Situation, held, judged, rule, truths

WORLD = Reference({}, {}, (KnownDataset(id="acme/tweets", names=("Tweets, the corpus",), source=SOURCE),), ())


@pytest.mark.parametrize(
    ("parents", "count", "known"),
    [
        (["acme/tweets"], 1, True),
        (["Tweets, the Corpus"], 1, True),
        (["https://huggingface.co/datasets/acme/tweets"], 1, True),
        (["https://github.com/acme/tweets/"], 1, True),
        (["nobody/knows"], 1, None),
        (["acme/tweets", "nobody/knows"], 2, None),
        ([], 0, None),
        (None, 0, None),
    ],
)
def test_parents_of_records(parents: list[str] | None, count: int, known: object) -> None:
    """A parent is known by id, name or address; one unknown parent makes all unknown, never false."""
    situation = Situation([{"was_derived_from": parents}])

    assert held([f"lineage.parents = {count}", "lineage.known"], situation, WORLD) == [True, known]


@pytest.mark.parametrize(
    ("parents", "known"), [(["acme/tweets"], True), (["nobody/knows"], None), ([], None)]
)
def test_parents_of_the_card(parents: list[str], known: object) -> None:
    """The parents on the card are the parents of every record."""
    card = {"parents": [{"name": name} for name in parents]}
    found = held([f"lineage.parents = {len(parents)}", "lineage.known"], Situation([{}], card=card), WORLD)

    assert found == [True, known]


def test_card_and_record_add_up() -> None:
    """A record has the parents it names and those of its card."""
    card = {"parents": [{"name": "nobody/knows"}]}
    situation = Situation([{"was_derived_from": ["acme/tweets"]}], card=card)

    assert held(["lineage.parents = 2", "lineage.known"], situation, WORLD) == [True, None]


def test_a_dataset_of_the_run_is_known() -> None:
    """A parent that is audited in the same run is known, and only then."""
    child = Situation([{"was_derived_from": ["Posts"]}], card={"name": "child"})
    parent = Situation([{}], card={"name": "posts"})

    assert truths("lineage.known", [child, parent], WORLD)[0] is True
    assert truths("lineage.known", [child], WORLD) == [None]


def test_origins_are_the_parents_of_the_card() -> None:
    """A parent is a dataset of the run, a known public one, or unknown, in the order of the card."""
    card = {"parents": [{"name": "1"}, {"name": "the-pile", "version": "1"}, {"name": "somewhere"}]}
    known = Reference({}, {}, (KnownDataset(id="the-pile", source=SOURCE),), ())
    found = judged([Situation([{}], card=card), Situation([{}])], [rule("TRUE")], known)

    assert found.histories[0].origins == (
        Origin("1", None, Known.RUN),
        Origin("the-pile", "1", Known.PUBLIC),
        Origin("somewhere", None, Known.UNKNOWN),
    )
    assert found.histories[1].origins == ()
