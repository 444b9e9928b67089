"""The shipped rule packs."""

import re
from collections import Counter, defaultdict
from functools import cache

import pytest

from compliance.casebook import CaseResult, run_cases
from compliance.expressions import CheckedRule
from compliance.inputs.discovery import shipped_rules
from compliance.laws import Laws, read_laws
from compliance.model.rule import Confidence
from compliance.model.verdict import Verdict

_SLUG = re.compile(r"[a-z]+(-[a-z]+)*/[a-z0-9]+(-[a-z0-9]+)*")


@cache
def laws() -> Laws:
    """Return the shipped rules and reference data, read once."""
    return read_laws()


@cache
def results() -> list[CaseResult]:
    """Return what every shipped case gives, run once."""
    return run_cases(laws())


RULES = laws().packs.rules


def by_id(checked: CheckedRule) -> str:
    """Return the id of a rule, to name its tests by."""
    return checked.id


def test_every_case_passes() -> None:
    """Every record of every case gets the verdict the case expects."""
    failed = [
        f"{result.rule}, {result.case}: expected {result.expected}, got {result.got}"
        for result in results()
        if not result.passed
    ]

    assert failed == []
    assert len(results()) == sum(len(checked.rule.cases) for checked in RULES)


@pytest.mark.parametrize("checked", RULES, ids=by_id)
def test_cases_show_both_sides(checked: CheckedRule) -> None:
    """Every rule has a case that complies and one that does not."""
    expected = {case.expect for case in checked.rule.cases}

    assert Verdict.COMPLIANT in expected
    assert expected & {Verdict.VIOLATION, Verdict.UNPROVEN}


@pytest.mark.parametrize("checked", RULES, ids=by_id)
def test_cases_have_names_of_their_own(checked: CheckedRule) -> None:
    """No two cases of a rule have one name."""
    names = Counter(case.name for case in checked.rule.cases)

    assert [name for name, count in names.items() if count > 1] == []


def test_ids_are_slugs_and_unique() -> None:
    """A rule's id is its pack and its file name, in lower case with hyphens, and nobody else's."""
    ids = [checked.id for checked in RULES]

    assert [id_ for id_ in ids if not _SLUG.fullmatch(id_)] == []
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
    assert set(ids) == {
        f"{path.parent.name}/{path.stem}"
        for path in shipped_rules().glob("*/*.yaml")
        if path.name != "pack.yaml" and path.parent.name != "reference"
    }


def test_titles_are_unique() -> None:
    """No two rules ask for the same thing by title."""
    titles = Counter(checked.rule.title for checked in RULES)

    assert [title for title, count in titles.items() if count > 1] == []


@pytest.mark.parametrize(
    ("pack", "least"),
    [
        ("social", 24),
        ("model-output", 6),
        ("license", 7),
        ("provenance", 6),
        ("privacy", 4),
        ("opt-out", 8),
        ("retention", 2),
        ("disclosure", 7),
    ],
)
def test_shipped_counts(pack: str, least: int) -> None:
    """The packs hold the rules they promise."""
    counted = Counter(checked.id.partition("/")[0] for checked in RULES)

    assert counted[pack] >= least


def test_packs_are_named_as_their_folders() -> None:
    """A pack's name is its folder's, since the ids of its rules begin with it."""
    folders = {path.parent.name for path in shipped_rules().glob("*/pack.yaml")}

    assert {pack.name for pack in laws().packs.packs} == folders


@pytest.mark.parametrize("checked", RULES, ids=by_id)
def test_messages_count_their_records(checked: CheckedRule) -> None:
    """A message says how many records it is about, and is one sentence."""
    assert "{count" in checked.rule.message
    assert checked.rule.message.rstrip().endswith(".")


@pytest.mark.parametrize("checked", RULES, ids=by_id)
def test_low_confidence_says_what_is_disputed(checked: CheckedRule) -> None:
    """A rule whose violations are disputed says in its legal note by whom, or over what."""
    assert checked.rule.confidence is not Confidence.LOW or checked.rule.legal_note


def test_every_verdict_is_seen() -> None:
    """Together the cases of the rules reach every verdict."""
    seen: dict[str, set[str]] = defaultdict(set)
    for result in results():
        seen[result.got].add(result.rule)

    assert {verdict.value for verdict in Verdict} <= set(seen)
