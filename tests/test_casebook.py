"""The cases that rules carry."""

from pathlib import Path
from textwrap import indent

import pytest

from compliance.casebook import CaseResult, run_cases
from compliance.laws import read_laws
from tests.factories import write_text

RULE = """\
title: A rule
severity: high
confidence: high
clock: {clock}
applies: "{applies}"
requires: "{requires}"
message: "{{count}} records"
how_to_fix: Fix it.
rationale: Because.
references: [{{title: A text, source: "https://example.org/"}}]
cases:
{cases}"""


def write_pack(
    folder: Path,
    cases: str,
    requires: str = "record.purpose = 'research'",
    applies: str = "TRUE",
    clock: str = "used_at",
) -> Path:
    """Write a pack with one rule and these cases, and return its folder."""
    text = RULE.format(clock=clock, applies=applies, requires=requires, cases=indent(cases, "  "))
    write_text(folder / "pack.yaml", "{name: test, version: 1.0.0, title: A pack}\n")
    write_text(folder / "rule.yaml", text)
    return folder


def results(folder: Path) -> list[CaseResult]:
    """Return what the cases of a pack give."""
    laws = read_laws([folder])
    return run_cases(laws, laws.packs.within([folder]))


def test_passed_and_failed(tmp_path: Path) -> None:
    """A case passes when it gets the verdict it expects, and else says what it got."""
    cases = """\
- {name: right, record: {purpose: research}, expect: compliant}
- {name: wrong, record: {purpose: eval}, expect: compliant}
- {name: unknown, record: {url: "https://x.com/"}, expect: unproven}
"""
    found = results(write_pack(tmp_path, cases))

    assert [(result.case, result.got, result.passed) for result in found] == [
        ("right", "compliant", True),
        ("wrong", "violation", False),
        ("unknown", "unproven", True),
    ]
    assert {result.rule for result in found} == {"test/rule"}
    assert found[1].path.endswith("rule.yaml")


def test_records_that_differ(tmp_path: Path) -> None:
    """A case whose records get different verdicts fails, and shows all of them."""
    cases = "- {name: both, records: [{purpose: research}, {purpose: eval}], expect: compliant}\n"
    (result,) = results(write_pack(tmp_path, cases))

    assert not result.passed
    assert "compliant" in result.got
    assert "violation" in result.got


def test_a_case_without_records_fails(tmp_path: Path) -> None:
    """A case that judges nothing proves nothing."""
    (result,) = results(write_pack(tmp_path, "- {name: empty, expect: compliant}\n"))

    assert not result.passed


@pytest.mark.parametrize(
    ("grants", "got"),
    [
        ("", "unproven"),
        (", grants: []", "violation"),
        (", grants: [{id: g1, type: contract, platform: x, valid_from: 2020-01-01}]", "compliant"),
    ],
)
def test_register(tmp_path: Path, grants: str, got: str) -> None:
    """A case has no register, an empty one, or one with its grants; other cases' grants are not its own."""
    cases = f"""\
- {{name: this, record: {{platform: x}}{grants}, expect: {got}}}
- name: other
  record: {{platform: x}}
  grants: [{{id: g2, type: contract, platform: x, valid_from: 2020-01-01}}]
  expect: compliant
"""
    found = results(write_pack(tmp_path, cases, "grant.in_force"))

    assert [result.got for result in found] == [got, "compliant"]


def test_as_of(tmp_path: Path) -> None:
    """A case is judged as of its own day."""
    cases = """\
- {name: before, record: {platform: x}, as_of: 2024-01-09, expect: violation}
- {name: after, record: {platform: x}, as_of: 2024-01-10, expect: compliant}
"""
    found = results(write_pack(tmp_path, cases, "run.as_of >= '2024-01-10'"))

    assert [result.passed for result in found] == [True, True]


def test_card(tmp_path: Path) -> None:
    """A case has the card it gives, defaults included."""
    cases = """\
- name: card
  record: {platform: x}
  dataset: {name: d, owner: us, defaults: {purpose: eval}}
  expect: compliant
- {name: none, record: {platform: x}, expect: unproven}
"""
    found = results(write_pack(tmp_path, cases, "dataset.owner = 'us' AND record.purpose = 'eval'"))

    assert [result.passed for result in found] == [True, True]


def test_copies(tmp_path: Path) -> None:
    """A case with copies judges each of them, for rules that count."""
    cases = """\
- {name: three, record: {platform: x}, repeat: 3, expect: violation}
- {name: two, record: {platform: x}, repeat: 2, expect: compliant}
"""
    folder = write_pack(tmp_path, cases, "SUM(measure.records) <= 2")
    text = (folder / "rule.yaml").read_text(encoding="utf-8")
    write_text(folder / "rule.yaml", "scope: group\ngroup_by: [record.platform]\n" + text)
    found = results(folder)

    assert [result.passed for result in found] == [True, True]


def test_every_kind_of_cell(tmp_path: Path) -> None:
    """Dates, numbers, truth values, lists and addresses of a case are read as those of a manifest."""
    requires = (
        "record.collected_at = '2024-02-01' AND record.commercial AND record.record_count = 5 "
        "AND list_contains(record.was_derived_from, 'a') AND platform.id = 'x' AND record.license = 'MIT'"
    )
    record = (
        "{collected_at: 2024-02-01, commercial: true, record_count: 5, was_derived_from: [a, b], "
        "url: https://x.com/1, license: MIT}"
    )
    (result,) = results(
        write_pack(tmp_path, f"- {{name: all, record: {record}, expect: compliant}}\n", requires)
    )

    assert result.got == "compliant"


def test_order(tmp_path: Path) -> None:
    """Results come in the order of the rules and their cases, whatever the days they are judged on."""
    cases = "".join(
        f"- {{name: c{number}, record: {{purpose: research}}, as_of: 2024-01-{day:02}, expect: compliant}}\n"
        for number, day in enumerate([3, 1, 2, 1])
    )

    assert [result.case for result in results(write_pack(tmp_path, cases))] == ["c0", "c1", "c2", "c3"]
