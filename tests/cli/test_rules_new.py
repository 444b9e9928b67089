"""`compliance rules new`."""

from pathlib import Path

import pytest
import yaml

from compliance.model.rule import Rule
from compliance.model.verdict import Verdict
from tests.cli.conftest import Compliance, write_pack


def test_the_new_rule_passes(compliance: Compliance) -> None:
    """A new rule passes its cases as it stands, and the program says how to run them."""
    done = compliance("rules", "new", "my-pack/my-rule", "--into", "mine")
    tested = compliance("rules", "test", "--rules", "mine")

    assert done.code == 0
    assert "wrote mine/my-pack/pack.yaml\nwrote mine/my-pack/my-rule.yaml\n" in done.out
    assert "compliance rules test --rules mine" in done.out
    assert (tested.code, tested.out) == (0, "4 of 4 cases passed\n")
    assert "my-pack/my-rule" in compliance("rules", "list", "--rules", "mine").out


def test_every_key_and_every_verdict(compliance: Compliance) -> None:
    """The file mentions every key of a rule, some in a comment, and has a case for each verdict."""
    compliance("rules", "new", "my-pack/my-rule")
    text = Path("rules/my-pack/my-rule.yaml").read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in text.splitlines()]

    for key in Rule.model_fields:
        assert any(line.startswith(f"{key}:") for line in lines), key
    assert {case["expect"] for case in yaml.safe_load(text)["cases"]} == set(Verdict)


def test_a_second_rule_of_a_pack(compliance: Compliance) -> None:
    """A pack that is there keeps its own `pack.yaml`."""
    write_pack(Path("rules/test"))
    before = Path("rules/test/pack.yaml").read_text(encoding="utf-8")
    done = compliance("rules", "new", "test/another")

    assert (done.code, "pack.yaml" in done.out) == (0, False)
    assert Path("rules/test/pack.yaml").read_text(encoding="utf-8") == before
    assert compliance("rules", "test", "--rules", "rules").out == "5 of 5 cases passed\n"


def test_nothing_is_overwritten(compliance: Compliance) -> None:
    """A rule that is there is refused and stays as it is."""
    write_pack(Path("rules/test"))
    before = Path("rules/test/research.yaml").read_text(encoding="utf-8")
    done = compliance("rules", "new", "test/research")

    assert done.code == 2
    assert "rules/test/research.yaml exists already" in done.err
    assert Path("rules/test/research.yaml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    "id_",
    ["rule", "pack/", "/rule", "pack/Rule", "pack/my_rule", "pack/-rule", "pack/a--b", "a/b/c", "../x/rule"],
)
def test_names_are_kebab_case(compliance: Compliance, id_: str) -> None:
    """An id that is not two kebab-case words with a slash is refused, and nothing is written."""
    done = compliance("rules", "new", id_)

    assert done.code == 2
    assert "is no rule id" in done.err
    assert not Path("rules").exists()


def test_no_rule_is_called_pack(compliance: Compliance) -> None:
    """The slug of the file that describes the pack is refused."""
    done = compliance("rules", "new", "my-pack/pack")

    assert done.code == 2
    assert "a rule cannot be called pack" in done.err
    assert not Path("rules").exists()


def test_a_pack_holds_no_packs(compliance: Compliance) -> None:
    """A folder that is a pack itself is refused with the one that holds it."""
    write_pack(Path("mine/test"))
    done = compliance("rules", "new", "other/rule", "--into", "mine/test")

    assert done.code == 2
    assert "--into mine\n" in done.err


def test_a_folder_that_cannot_be(compliance: Compliance) -> None:
    """A file where the folder should be is a usage error, not a fault of the program."""
    Path("rules").write_text("", encoding="utf-8")
    done = compliance("rules", "new", "my-pack/my-rule")

    assert done.code == 2
    assert "cannot be written" in done.err


def test_a_pack_of_ours(compliance: Compliance) -> None:
    """A team's pack cannot have the name of a shipped one, so none is begun."""
    done = compliance("rules", "new", "social/my-rule", "--into", "mine")

    assert done.code == 2
    assert "a shipped pack is called social" in done.err
    assert not Path("mine").exists()
