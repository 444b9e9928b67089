"""Dates that contradict each other, and days that no case tries."""

from pathlib import Path

import pytest

from tests.linting.packs import RULE, faults_with

BOUNDARY = "record.published_at < DATE '2024-05-02'"
DATED = '[{title: A text, source: "https://example.org/", date: 2024-05-02}]'


@pytest.mark.parametrize("field", ["valid_to", "terminated_on", "paid_through"])
def test_a_grant_that_ends_before_it_starts(tmp_path: Path, field: str) -> None:
    """A grant of a case ends no earlier than it starts."""
    grant = f"{{id: g1, type: contract, platform: x, valid_from: 2024-01-01, {field}: 2023-12-31}}"
    cases = (
        RULE["cases"]
        + f"\n  - {{name: eval, record: {{purpose: eval}}, grants: [{grant}], expect: violation}}"
    )
    found = faults_with(tmp_path, requires="record.purpose = 'research' OR grant.exists", cases=cases)

    assert f"rule.yaml:14: [contradictory-dates] {field} lies before valid_from" in found


def test_a_reference_from_the_future(tmp_path: Path) -> None:
    """A reference dated after today cannot have been read."""
    references = '[{title: A text, source: "https://example.org/", date: 2026-08-23}]'

    assert faults_with(tmp_path, references=references) == [
        "rule.yaml:9: [future-reference] 2026-08-23 is yet to come"
    ]


@pytest.mark.parametrize(
    ("days", "missing"),
    [
        (("2024-05-01", "2024-05-02"), ""),
        (("2024-05-01", "2024-06-01"), "2024-05-02"),
        (("2024-01-01", "2024-05-02"), "2024-05-01"),
        (("2024-01-01", "2024-06-01"), "2024-05-01 and 2024-05-02"),
        (("2024-05-01", '"2024-05-02T00:00:00Z"'), ""),
    ],
)
def test_boundaries(tmp_path: Path, days: tuple[str, str], missing: str) -> None:
    """A day that a condition names is tried by cases on the day itself and the day before."""
    before, after = days
    cases = f"""
  - {{name: before, record: {{published_at: {before}}}, expect: compliant}}
  - {{name: after, record: {{published_at: {after}}}, expect: violation}}
  - {{name: unknown, record: {{url: "https://example.org/"}}, expect: unproven}}"""
    found = faults_with(tmp_path, applies='"TRUE"', requires=BOUNDARY, cases=cases, references=DATED)
    expected = f"no case has record.published_at on {missing}, beside the boundary 2024-05-02"

    assert found == ([f"rule.yaml:5: [untested-day] {expected}"] if missing else [])


def test_boundaries_of_the_clock(tmp_path: Path) -> None:
    """The day of the clock is read from the column of the clock, and from `as_of` where that is the clock."""
    cases = """
  - {name: before, record: {used_at: 2024-05-01}, expect: compliant}
  - {name: after, record: {used_at: 2024-05-02}, expect: violation}"""
    keys = {"applies": '"TRUE"', "requires": "clock.day < DATE '2024-05-02'", "references": DATED}
    held = cases.replace("record: {used_at", 'record: {url: "https://example.org/"}, as_of').replace(
        "}, expect", ", expect"
    )

    assert faults_with(tmp_path, cases=cases, **keys) == []
    assert faults_with(tmp_path, cases=held, clock="held_at", **keys) == []
    assert (
        "[untested-day]"
        in faults_with(
            tmp_path, cases=cases, **keys | {"requires": keys["requires"].replace("05-02", "06-02")}
        )[0]
    )


@pytest.mark.parametrize(
    "requires",
    ["CAST('no day' AS VARCHAR) = record.publisher", "record.used_at > CAST('2024-13-45' AS DATE)"],
)
def test_text_that_is_no_day(tmp_path: Path, requires: str) -> None:
    """A text that is no day names no boundary."""
    assert not [text for text in faults_with(tmp_path, requires=requires) if "untested-day" in text]
