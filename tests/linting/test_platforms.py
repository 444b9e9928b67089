"""Rows of a platform that contradict each other, or leave out what a reader needs."""

from collections.abc import Callable, Iterator

import pytest

from compliance.linting import platforms as checks
from compliance.linting.fault import Remark
from compliance.linting.together import shared_host, shared_name
from compliance.model.platform import Platform

SOURCE = {"archive": "a/b", "commit": "0123abc", "path": "c.md"}


def _clause(start: str | None, end: str | None = None, **keys: object) -> dict[str, object]:
    return {
        "clause": "ai_training",
        "value": "silent",
        "effective_from": start,
        "effective_to": end,
        "basis": "stated",
        "note": "",
        "source": SOURCE,
    } | keys


def _platform(*clauses: dict[str, object], **keys: object) -> Platform:
    document = {"title": "Terms", "binds": ["visitors"], "clauses": clauses}
    return Platform.model_validate(
        {"id": "p", "name": "P", "owner": "O", "domains": {"source": SOURCE}, "documents": [document]} | keys
    )


def _plan(start: str, end: str | None) -> dict[str, object]:
    return {
        "plan": "basic",
        "effective_from": start,
        "effective_to": end,
        "basis": "stated",
        "source": SOURCE,
    }


EARLY = _clause("2023-01-01", "2024-01-01")


@pytest.mark.parametrize(
    ("check", "platform"),
    [
        (checks.contradictory_rows, _platform(EARLY, _clause("2023-12-31"))),
        (checks.contradictory_rows, _platform(_clause("2023-01-01"), _clause("2024-01-01"))),
        (checks.contradictory_rows, _platform(_clause(None), _clause(None))),
        (checks.undeclared_gap, _platform(EARLY, _clause("2024-01-02"))),
        (checks.never_in_force, _platform(_clause("2023-01-01", "2024-01-01", status="withdrawn"))),
        (checks.never_in_force, _platform(_clause("2027-01-01", status="announced"))),
        (checks.unsourced_row, _platform(_clause(None, source={"archive": "a/b", "commit": "0123abc"}))),
        (checks.overlapping_plans, _platform(plans=[_plan("2023-01-01", None), _plan("2024-01-01", None)])),
        (
            checks.overlapping_plans,
            _platform(plans=[_plan("2023-01-01", "2023-06-01"), _plan("2024-01-01", None)]),
        ),
        (checks.unordered_rows, _platform(_clause("2024-01-01"), EARLY)),
        (checks.unusable_host, _platform(domains={"primary": ["https://a.org"], "source": SOURCE})),
        (checks.unusable_host, _platform(domains={"primary": ["A.org"], "source": SOURCE})),
        (checks.unusable_host, _platform(domains={"primary": ["a.org", "b.a.org"], "source": SOURCE})),
    ],
)
def test_faults(check: Callable[[Platform], Iterator[Remark]], platform: Platform) -> None:
    """Each fault is found once."""
    assert len(list(check(platform))) == 1


@pytest.mark.parametrize(
    "platform",
    [
        _platform(EARLY, _clause("2024-01-01")),
        _platform(_clause("2023-01-01", "2024-01-01", evidence_ends=True), _clause("2025-01-01")),
        _platform(EARLY, _clause("2023-06-01", region="EU")),
        _platform(EARLY, _clause("2023-06-01", "2023-06-01", status="withdrawn"), _clause("2024-01-01")),
        _platform(_clause("2027-01-01", status="announced", announced_on="2026-01-01")),
        _platform(plans=[_plan("2023-01-01", "2024-01-01"), _plan("2024-01-01", None)]),
        _platform(domains={"primary": ["a.org"], "media": ["b.a.org"], "source": SOURCE}),
    ],
)
def test_no_fault(platform: Platform) -> None:
    """Rows that follow each other, declared gaps and regions of their own are no faults."""
    every = (
        checks.contradictory_rows,
        checks.undeclared_gap,
        checks.never_in_force,
        checks.unsourced_row,
        checks.overlapping_plans,
        checks.unordered_rows,
        checks.unusable_host,
    )

    assert [remark for check in every for remark in check(platform)] == []


def test_a_remark_points_at_its_row() -> None:
    """The later of two contradictory rows is pointed at, by its place in the file."""
    ((location, text),) = checks.contradictory_rows(_platform(EARLY, _clause("2023-12-31")))

    assert location == ("documents", 0, "clauses", 1)
    assert text == "ai_training = silent starts before silent ends"


def test_between_platforms() -> None:
    """A host and a name belong to one platform."""
    first = _platform(domains={"primary": ["a.org"], "source": SOURCE}, aliases=["one"])
    second = _platform(domains={"media": ["a.org"], "source": SOURCE}, id="q", name="ONE")

    assert list(shared_host([first, second])) == [
        ("q", ("domains", "media", 0), "a.org belongs to p already")
    ]
    assert list(shared_name([first, second])) == [("q", ("aliases",), "p is called 'one' too")]
