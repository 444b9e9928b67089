"""What a case says that its rule cannot see."""

from pathlib import Path

import pytest

from tests.linting.packs import faults_with

CASES = """
  - {{name: research, record: {{purpose: research{extra}}}, expect: compliant}}
  - {{name: display, record: {{purpose: display}}, expect: violation}}
  - {{name: unknown, record: {{url: "https://example.org/"}}, expect: not_applicable}}"""


def test_a_column_nobody_reads(tmp_path: Path) -> None:
    """A column that no condition mentions is found at its place."""
    found = faults_with(tmp_path, cases=CASES.format(extra=", deleted_at: 2024-01-01"))

    assert found == [
        "rule.yaml:11: [unused-fact] the rule cannot see record.deleted_at, so the case need not say it"
    ]


def test_where_and_when(tmp_path: Path) -> None:
    """Where and when a record was read may always be told."""
    extra = ", platform: x, collected_at: 2024-01-01"

    assert faults_with(tmp_path, cases=CASES.format(extra=extra)) == []


def test_contrast(tmp_path: Path) -> None:
    """Two cases that are one to the rule show that a column does not matter, which is no fault."""
    twin = "\n  - {name: own, record: {purpose: research, acquisition_method: own}, expect: compliant}"

    assert faults_with(tmp_path, cases=CASES.format(extra="") + twin) == []


def test_a_register_nobody_asks_for(tmp_path: Path) -> None:
    """A register in a case of a rule that looks at no grant is found."""
    lone = "\n  - {name: eval, record: {purpose: eval}, grants: [], expect: violation}"

    assert faults_with(tmp_path, cases=CASES.format(extra="") + lone) == [
        "rule.yaml:14: [unused-fact] the rule looks at no grant, so the case needs no register"
    ]


@pytest.mark.parametrize(
    ("condition", "column"),
    [
        ("terms.known", "acquisition_method: api"),
        ("terms.known", "region: DE"),
        ("terms.known", "used_at: 2024-01-01"),
        ("license.status = 'none'", "license_declared: MIT"),
        ("grant.exists", "grant_id: g1"),
        ("lineage.known", "was_derived_from: [a]"),
        ("signal.conflict", "rights_signals: [{scheme: tdmrep}]"),
        ("model.known", "generated_by: [gpt-4]"),
        ("model.known", "region: DE"),
        ("model.known", "used_at: 2024-01-01"),
    ],
)
def test_behind_a_name(tmp_path: Path, condition: str, column: str) -> None:
    """What the judge looks a name up by can be seen, though no condition mentions it."""
    cases = CASES.format(extra=f", {column}")
    found = faults_with(tmp_path, requires=f"\"record.purpose = 'research' OR {condition}\"", cases=cases)

    assert not [text for text in found if "unused-fact" in text]


@pytest.mark.parametrize(("aggregate", "is_seen"), [("measure.items", True), ("measure.tokens", False)])
def test_measures(tmp_path: Path, aggregate: str, is_seen: bool) -> None:  # noqa: FBT001 - a parameter
    """A measure sees its own column alone."""
    cases = """
  - {name: few, record: {purpose: research, record_count: 3}, expect: compliant}
  - {name: unknown, record: {url: "https://example.org/"}, expect: not_applicable}"""
    found = faults_with(
        tmp_path, scope="group", group_by="[record.purpose]", requires=f"SUM({aggregate}) < 9", cases=cases
    )

    assert any("record.record_count" in text for text in found) is not is_seen
