"""Texts a reader would trip over, and sources that lead nowhere."""

from pathlib import Path

import pytest

from tests.linting.packs import RULE, faults, faults_with, write_rule


def test_no_fault(tmp_path: Path) -> None:
    """The rule that the other tests spoil has no fault itself."""
    assert faults_with(tmp_path) == []


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ({"message": "Records are not for research."}, "rule.yaml:6: [unclear-text] does not say how many"),
        ({"message": '"{count} records"'}, "rule.yaml:6: [unclear-text] is not a sentence"),
        ({"message": '"{count} under {grant}."'}, "mentions {grant}, but the rule looks at no grant.*"),
        ({"message": '"{count} under {license}."'}, "mentions {license}, but the rule looks at no license.*"),
        ({"how_to_fix": "See docs"}, "rule.yaml:7: [unclear-text] is not a sentence"),
        ({"rationale": "Because"}, "rule.yaml:8: [unclear-text] is not a sentence"),
        ({"title": "Records are."}, "rule.yaml:1: [unclear-text] needs no full stop"),
        (
            {"references": "[{title: A, source: a book}]"},
            "rule.yaml:9: [missing-source] 'a book' is not an address",
        ),
        ({"references": "[{title: A, source: owner/archive}]"}, "[missing-source] 'owner/archive' is not"),
        (
            {"requires": "record.purpose = 'research' OR record.used_at < DATE '2024-05-02'"},
            "[missing-source] a condition names 2024-05-02, and no reference is of that date",
        ),
        (
            {"cases": RULE["cases"].replace("display, record", "research, record")},
            "rule.yaml:12: [duplicate-case] another case is called 'research' too",
        ),
    ],
)
def test_faults_of_texts(tmp_path: Path, keys: dict[str, str], fault: str) -> None:
    """Each fault is named at its line."""
    found = faults_with(tmp_path, **keys)

    assert any(fault in text for text in found), found


def test_an_archive_is_a_source(tmp_path: Path) -> None:
    """A commit of an archive, with or without a path, can be looked up."""
    references = '[{title: A, source: "a/b@0123abc"}, {title: B, source: "a/b@0123abc:c d.md"}]'

    assert faults_with(tmp_path, references=references) == []


def test_two_rules_of_one_title(tmp_path: Path) -> None:
    """A title that another rule has is found at the later of them."""
    write_rule(tmp_path, slug="one")
    write_rule(tmp_path, slug="two")

    assert faults(tmp_path) == ["two.yaml:1: [duplicate-title] test/one has the same title"]
