"""Adoption: a baseline only shrinks, unless somebody takes in what is new."""

from compliance.adoption import updated
from compliance.model.baseline import BaselineEntry
from tests.inputs.test_baselines import entry

KNOWN = (entry("a/b", "1", 10), entry("a/b", "2", 5), entry("c/d", "3", 5))


def other(digit: str) -> BaselineEntry:
    """Return an entry on another dataset."""
    return entry("a/b", digit).model_copy(update={"dataset": "pages"})


def test_it_only_shrinks() -> None:
    """What is gone goes, what is fewer becomes fewer, and what is new or has grown stays out."""
    present = (entry("a/b", "1", 4), entry("a/b", "2", 9), entry("a/b", "9", 1))
    change = updated(KNOWN, present, ["posts"], accept_new=False)

    assert change.entries == (entry("a/b", "1", 4), entry("a/b", "2", 5))
    assert (change.gone, change.smaller, change.new) == (1, 1, 2)
    assert change.records == 9


def test_new_findings_are_taken_in_when_asked() -> None:
    """Then it holds what is there now."""
    present = (entry("a/b", "1", 4), entry("a/b", "2", 9), entry("a/b", "9", 1))

    assert updated(KNOWN, present, ["posts"], accept_new=True).entries == present


def test_other_datasets_stay() -> None:
    """A run on one dataset knows nothing of the others."""
    change = updated((*KNOWN, other("4")), (), ["posts"], accept_new=False)

    assert change.entries == (other("4"),)
    assert change.gone == 3


def test_a_changed_rule_has_no_entry() -> None:
    """What was accepted of another version of the rule is not what is found now."""
    changed = entry("a/b", "1", 10).model_copy(update={"rule_version": 2})
    change = updated(KNOWN[:1], (changed,), ["posts"], accept_new=False)

    assert change.entries == ()
    assert change.new == 1


def test_nothing_changes_when_nothing_changed() -> None:
    """An update of an unchanged dataset is the same file."""
    assert updated(KNOWN, KNOWN, ["posts"], accept_new=False).entries == KNOWN
