"""Rules that a team switched off or weighs otherwise."""

from pathlib import Path

import pytest

from compliance.errors import ConfigurationError
from compliance.inputs.adjustments import Adjusted, adjust, read_adjustments
from compliance.inputs.rules import read_packs
from compliance.model.rule import Severity
from tests.factories import write_text
from tests.inputs.test_rules import write_pack, write_rule


def adjusted(folder: Path, *texts: str) -> Adjusted:
    """Return the rules a/one, a/two and b/one, all high, as adjusted by files with these texts."""
    for pack, slugs in {"a": ("one", "two"), "b": ("one",)}.items():
        write_pack(folder / "packs" / pack, pack)
        for slug in slugs:
            write_rule(folder / "packs" / pack / f"{slug}.yaml")
    places = [(folder / f"team{number}", f"team{number}") for number in range(len(texts))]
    for (path, _), text in zip(places, texts, strict=True):
        write_text(path / "adjustments.yaml", text)
    rules = read_packs([(folder / "packs", "packs")]).rules
    return adjust(rules, read_adjustments(places))


def faults(folder: Path, *texts: str) -> list[str]:
    """Return the problems of these files as the command line shows them."""
    with pytest.raises(ConfigurationError) as caught:
        adjusted(folder, *texts)
    return [str(problem) for problem in caught.value.problems]


def severities(found: Adjusted) -> dict[str, str]:
    """Return the severity of every rule that judges."""
    return {rule.id: rule.rule.severity.value for rule in found.rules}


def test_no_files(tmp_path: Path) -> None:
    """Without adjustments the rules are those of the packs."""
    found = adjusted(tmp_path)

    assert severities(found) == {"a/one": "high", "a/two": "high", "b/one": "high"}
    assert (found.adjustments, found.switched_off, found.inputs) == ((), (), ())


def test_off_and_severity(tmp_path: Path) -> None:
    """A rule that is off does not judge, one with another severity has it, and both are listed."""
    found = adjusted(tmp_path, "severity: {a/two: low}\noff: {a/one: ' no need '}\n")

    assert severities(found) == {"a/two": "low", "b/one": "high"}
    assert [rule.id for rule in found.switched_off] == ["a/one"]
    assert [(change.rule, change.was, change.now, change.reason) for change in found.adjustments] == [
        ("a/one", Severity.HIGH, None, "no need"),
        ("a/two", Severity.HIGH, Severity.LOW, ""),
    ]
    assert [(recorded.path, recorded.kind) for recorded in found.inputs] == [
        ("team0/adjustments.yaml", "adjustments")
    ]


def test_a_whole_pack(tmp_path: Path) -> None:
    """`pack/*` is every rule of the pack but those that have a key of their own."""
    found = adjusted(tmp_path, "severity: {a/*: low, a/two: critical}\noff: {b/*: elsewhere}\n")

    assert severities(found) == {"a/one": "low", "a/two": "critical"}


def test_folders_that_agree(tmp_path: Path) -> None:
    """Two folders may say the same; both are listed, each with its reason."""
    found = adjusted(tmp_path, "off: {a/one: first}\n", "off: {a/*: second}\n")

    assert [(change.rule, change.reason) for change in found.adjustments] == [
        ("a/one", "first"),
        ("a/one", "second"),
        ("a/two", "second"),
    ]


def test_the_severity_it_has(tmp_path: Path) -> None:
    """A severity that the rule has anyway changes nothing and is not listed."""
    assert adjusted(tmp_path, "severity: {a/one: high}\n").adjustments == ()


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        (["off: {a/oen: x}"], "team0/adjustments.yaml:1:14: there is no rule `a/oen`; did you mean `a/one`?"),
        (["severity: {c/*: low}"], "team0/adjustments.yaml:1:17: there is no rule `c/*`; did you mean"),
        (
            ["severity: {zzzz: low}"],
            "team0/adjustments.yaml:1:18: there is no rule `zzzz`; `compliance rules",
        ),
        (
            ["severity:\n  a/one: low\noff:\n  a/one: x\n"],
            "team0/adjustments.yaml:4:10: a/one is switched off here and is low in team0/adjustments.yaml:2",
        ),
        (
            ["severity:\n  a/one: low\noff:\n  a/*: x\n"],
            "team0/adjustments.yaml:4:8: a/one is switched off here and is low in team0/adjustments.yaml:2",
        ),
        (
            ["severity: {a/one: low}", "severity: {a/*: critical}"],
            "team1/adjustments.yaml:1:17: a/one is critical here and is low in team0/adjustments.yaml:1",
        ),
        (
            ["off: {a/one: x}", "severity: {a/one: low}"],
            "team1/adjustments.yaml:1:19: a/one is low here and is switched off in team0/adjustments.yaml:1",
        ),
        (
            ["off: {a/one: }"],
            "team0/adjustments.yaml:1:14: a rule is switched off for a reason; write it here",
        ),
        (["off: {a/one: '  '}"], "team0/adjustments.yaml:1:14: a rule is switched off for a reason"),
        (["severity: {a/one: dire}"], "team0/adjustments.yaml:1:19: input should be"),
        (["of: {a/one: x}"], "team0/adjustments.yaml:1:5: there is no key `of`; did you mean `off`?"),
    ],
)
def test_faults(texts: list[str], fault: str, tmp_path: Path) -> None:
    """Unknown rules, contradictions and missing reasons are errors at their place."""
    (found,) = faults(tmp_path, *texts)

    assert found.startswith(fault)


def test_a_pack_contradicted_once(tmp_path: Path) -> None:
    """Two keys that disagree on every rule of a pack are one problem."""
    assert len(faults(tmp_path, "severity: {a/*: low}\noff: {a/*: x}\n")) == 1


def test_every_file_at_once(tmp_path: Path) -> None:
    """The faults of all files come together."""
    assert len(faults(tmp_path, "off: {a/one: }\n", "severity: 1\n")) == 2
