"""Rule packs."""

from pathlib import Path

import pytest

from compliance.errors import ConfigurationError
from compliance.inputs.discovery import shipped_rules
from compliance.inputs.rules import Packs, read_packs
from tests.factories import write_text

RULE = """\
title: Records say where they are from
severity: high
confidence: high
clock: held_at
applies: {applies}
requires: {requires}
message: "{{count:,}} records do not say where they are from."
how_to_fix: Write the platform.
rationale: Nothing is known of a record from nowhere.
references: [{{title: A page, source: "https://example.org"}}]
cases: [{{name: known, record: {{platform: x}}, expect: compliant}}]
{more}
"""


def write_pack(folder: Path, name: str = "mine") -> Path:
    """Write the file that makes the folder a pack, and return the folder."""
    write_text(folder / "pack.yaml", f"name: {name}\nversion: '1.0'\ntitle: Mine\n")
    return folder


def write_rule(
    path: Path, requires: str = "record.platform IS NOT NULL", applies: str = "'TRUE'", more: str = ""
) -> Path:
    """Write a rule with these conditions and further lines, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(RULE.format(requires=requires, applies=applies, more=more), encoding="utf-8")
    return path


def read(folder: Path) -> Packs:
    """Return the packs of a folder that reports call `rules`."""
    return read_packs([(folder, "rules")])


def faults(folder: Path) -> list[str]:
    """Return the problems of a folder of packs as the command line shows them."""
    with pytest.raises(ConfigurationError) as caught:
        read(folder)
    return [str(problem) for problem in caught.value.problems]


def test_a_pack(tmp_path: Path) -> None:
    """A rule's id is pack and file name; rules are ordered by id, and every file is on the receipt."""
    write_rule(write_pack(tmp_path) / "b-rule.yaml")
    write_rule(tmp_path / "a-rule.yaml", "grant.in_force")
    write_text(tmp_path / "README.md", "not a rule")
    packs = read(tmp_path)

    assert [(rule.id, rule.path) for rule in packs.rules] == [
        ("mine/a-rule", "rules/a-rule.yaml"),
        ("mine/b-rule", "rules/b-rule.yaml"),
    ]
    assert packs.rules[0].names == ("grant.in_force",)
    assert [(pack.name, pack.version) for pack in packs.packs] == [("mine", "1.0")]
    assert {(recorded.path, recorded.kind) for recorded in packs.inputs} == {
        ("rules/pack.yaml", "rule"),
        ("rules/a-rule.yaml", "rule"),
        ("rules/b-rule.yaml", "rule"),
    }


def test_a_folder_of_packs(tmp_path: Path) -> None:
    """A folder may hold packs side by side; other folders in it are no packs."""
    write_rule(write_pack(tmp_path / "one", "one") / "r.yaml")
    write_rule(write_pack(tmp_path / "two", "two") / "r.yaml")
    write_text(tmp_path / "reference" / "licenses.yaml", "licenses: []")
    packs = read(tmp_path)

    assert [(rule.id, rule.path) for rule in packs.rules] == [
        ("one/r", "rules/one/r.yaml"),
        ("two/r", "rules/two/r.yaml"),
    ]


def test_every_broken_file_at_once(tmp_path: Path) -> None:
    """Faults of form, of conditions and of the pack itself come together, each with file, line and column."""
    write_pack(tmp_path / "one", "one")
    write_rule(tmp_path / "one" / "a.yaml", "record.platfrom IS NOT NULL")
    write_rule(tmp_path / "one" / "b.yaml", "(SELECT TRUE)", "read_csv('f') = 1")
    write_text(tmp_path / "one" / "c.yaml", "title: only\n")
    write_text(tmp_path / "one" / "d.yaml", "title: [\n")
    write_text(tmp_path / "two" / "pack.yaml", "name: two\n")
    write_rule(tmp_path / "two" / "unseen.yaml", "nonsense(1)")
    found = faults(tmp_path)

    assert found[0] == (
        "rules/one/a.yaml:6:11: `requires`: there is no 'record.platfrom'; did you mean 'record.platform'?"
    )
    assert found[1] == "rules/one/b.yaml:5:10: `applies`: READ_CSV is not allowed here"
    assert found[2].startswith("rules/one/b.yaml:6:11: `requires`: ")
    assert {fault.split(":")[0] for fault in found} == {
        "rules/one/a.yaml",
        "rules/one/b.yaml",
        "rules/one/c.yaml",
        "rules/one/d.yaml",
        "rules/two/pack.yaml",
    }
    assert "rules/one/c.yaml:1:1: `requires` is missing" in found


def test_a_fault_is_pointed_at_within_its_condition(tmp_path: Path) -> None:
    """The column is that of the faulty name in the line of the file."""
    write_rule(write_pack(tmp_path) / "a.yaml", "terms.known AND recrod.platform = 'x'")

    assert faults(tmp_path)[0].startswith(f"rules/a.yaml:6:{len('requires: terms.known AND ') + 1}: ")


@pytest.mark.parametrize(
    "text", ["\"terms.known AND recrod.platform = 'x'\"", "'terms.known AND recrod.platform'"]
)
def test_a_fault_is_pointed_at_within_quotes(text: str, tmp_path: Path) -> None:
    """The quote before a condition is counted, so the column is still that of the faulty name."""
    path = write_rule(write_pack(tmp_path) / "a.yaml", text)
    line = path.read_text(encoding="utf-8").splitlines()[5]

    assert faults(tmp_path)[0].startswith(f"rules/a.yaml:6:{line.index('recrod') + 1}: ")


def test_one_name_twice(tmp_path: Path) -> None:
    """Two packs of one name are an error that names both, whatever their rules are called."""
    write_rule(write_pack(tmp_path / "one", "same") / "a.yaml")
    write_rule(write_pack(tmp_path / "two", "same") / "b.yaml")

    (fault,) = faults(tmp_path)
    assert fault.startswith("rules/two/pack.yaml:1:7: the pack same is given already, in rules/one/pack.yaml")


def test_a_pack_met_again(tmp_path: Path) -> None:
    """A pack that is given by itself and with the folder around it is read once."""
    write_rule(write_pack(tmp_path / "one", "one") / "r.yaml")
    packs = read_packs([(tmp_path, "all"), (tmp_path / "one", "one")])

    assert [rule.path for rule in packs.rules] == ["all/one/r.yaml"]


def test_the_packs_of_a_folder(tmp_path: Path) -> None:
    """The rules of some folders can be told from the rest; no folder means all of them."""
    for name in ("one", "two", "two-b"):
        write_rule(write_pack(tmp_path / name, name) / "r.yaml")
    packs = read(tmp_path)

    assert [rule.id for rule in packs.within([tmp_path / "two"])] == ["two/r"]
    assert packs.within(()) == packs.within([tmp_path]) == packs.rules


def test_group_rules(tmp_path: Path) -> None:
    """A group rule may use aggregates in `requires`, and its keys are checked."""
    write_pack(tmp_path)
    write_rule(
        tmp_path / "cap.yaml",
        "SUM(measure.items) <= MAX(grant.read_cap)",
        "record.acquisition_method = 'api'",
        "scope: group\ngroup_by: [grant.id, \"date_trunc('month', record.collected_at)\"]",
    )
    (rule,) = read(tmp_path).rules

    assert [key.names for key in rule.group_by] == [("grant.id",), ("record.collected_at",)]


@pytest.mark.parametrize(
    ("requires", "applies", "more", "place"),
    [
        ("SUM(measure.items) < 5", "'TRUE'", "", "6:11: `requires`"),
        ("'TRUE'", "SUM(measure.items) < 5", "scope: group\ngroup_by: [grant.id]", "5:10: `applies`"),
        ("'TRUE'", "'TRUE'", "scope: group\ngroup_by: [grant.id, grant.nonsense]", "13:22: `group_by`"),
        ("'TRUE'", "'TRUE'", "scope: group", "12:8: `group_by` belongs to"),
        ("'TRUE'", "'TRUE'", "group_by: [grant.id]", "1:1: `group_by` belongs to"),
        (
            "adjacent_day(SUM(measure.items)) < 5",
            "'TRUE'",
            "scope: group\ngroup_by: [grant.id]",
            "6:11: `requires`: adjacent_day needs clock.day in `group_by`",
        ),
        ("record.url = grant.id", "'TRUE'", "", "6:11: `requires`: record.url is nearly unique"),
    ],
)
def test_faults_of_scope(requires: str, applies: str, more: str, place: str, tmp_path: Path) -> None:
    """Aggregates and keys belong to group rules, and nearly unique columns to the scan."""
    write_rule(write_pack(tmp_path) / "a.yaml", requires, applies, more)

    assert faults(tmp_path)[0].startswith(f"rules/a.yaml:{place}")


def test_a_rule_states_its_confidence(tmp_path: Path) -> None:
    """A rule that does not say how sure it is of its violations is refused."""
    path = write_rule(write_pack(tmp_path / "mine") / "a.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("confidence: high\n", ""), encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_packs([(tmp_path / "mine", "rules")])
    (problem,) = caught.value.problems

    assert (problem.path, problem.line) == ("rules/a.yaml", 1)
    assert "`confidence`" in problem.text


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ("severty: low", "rules/a.yaml:12:10: there is no key `severty`; did you mean `severity`?"),
        ("legal_note: [a]", "rules/a.yaml:12:13: "),
    ],
)
def test_faults_of_form(more: str, place: str, tmp_path: Path) -> None:
    """Unknown keys and values of the wrong shape are shown where they stand."""
    write_rule(write_pack(tmp_path) / "a.yaml", more=more)

    assert faults(tmp_path)[0].startswith(place)


@pytest.mark.parametrize(
    "message", ["{nonsense}", "{count:>10}", "{count!r}", "{count", "{}", "{count.real}", "{count[0]}"]
)
def test_a_message_mentions_only_what_there_is(message: str, tmp_path: Path) -> None:
    """A placeholder that nobody fills, or that reaches into a value, is an error of the rule."""
    path = write_rule(write_pack(tmp_path) / "a.yaml")
    text = path.read_text(encoding="utf-8").replace("{count:,} records", message)
    path.write_text(text, encoding="utf-8")

    assert faults(tmp_path)[0].startswith("rules/a.yaml:7:10: ")


def test_a_case_names_known_columns(tmp_path: Path) -> None:
    """A case with a misspelt column would prove nothing."""
    path = write_rule(write_pack(tmp_path) / "a.yaml")
    path.write_text(
        path.read_text(encoding="utf-8").replace("{platform: x}", "{platfrom: x}"), encoding="utf-8"
    )

    assert faults(tmp_path) == ["rules/a.yaml:11:31: 'platfrom' is not a canonical column"]


def test_the_shipped_packs() -> None:
    """The rules that come with the program can all be read, under ids of their own."""
    packs = read(shipped_rules())

    assert {pack.name for pack in packs.packs} >= {"license", "provenance", "social"}
    assert len({rule.id for rule in packs.rules}) == len(packs.rules) > 10
