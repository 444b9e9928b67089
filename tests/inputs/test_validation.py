"""From a YAML value to a model, with every fault at its place."""

from pathlib import Path

import pytest

from compliance.errors import ConfigurationError
from compliance.inputs.validation import validate
from compliance.inputs.yaml_file import read_yaml
from compliance.model.card import Card
from compliance.model.grant import Register
from tests.factories import write_text


def faults(folder: Path, text: str, model: type[Card] | type[Register] = Card) -> list[str]:
    """Return the problems of a text as the command line shows them."""
    file = read_yaml(write_text(folder / "file.yaml", text), "file.yaml", "card")
    with pytest.raises(ConfigurationError) as caught:
        validate(file, model)
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    return [str(problem) for problem in caught.value.problems]


def test_a_good_file_is_its_model(tmp_path: Path) -> None:
    """A file without faults becomes the value it describes."""
    file = read_yaml(write_text(tmp_path / "file.yaml", "name: d\nversion: '2'\n"), "file.yaml", "card")

    assert validate(file, Card) == Card(name="d", version="2")


def test_all_faults_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    """A reader can correct everything after one run, from top to bottom."""
    text = """\
    owner: [a, b]
    columns: {nmae: x}
    nam: d
    parents:
      - {version: '1'}
      - c4
    """

    assert faults(tmp_path, text) == [
        "file.yaml:1:1: `name` is missing",
        "file.yaml:1:8: input should be a valid string, found ['a', 'b']",
        "file.yaml:2:10: 'nmae' is not a canonical column",
        "file.yaml:3:6: there is no key `nam`; did you mean `name`?",
        "file.yaml:5:5: `name` is missing",
        "file.yaml:6:5: expected keys and values, found 'c4'",
    ]


def test_a_fault_deep_inside_is_shown_there(tmp_path: Path) -> None:
    """The place is that of the value, however deep it stands."""
    text = """\
    grants:
      - id: a
        type: contract
        platform: x
        price: {amount: cheap, currency: USD, per: month}
      - id: b
        type: handshake
        platform: x
        cap_window: year
    """
    amount, kind, window = faults(tmp_path, text, Register)

    assert amount.startswith("file.yaml:5:21: input should be a valid number")
    assert kind.startswith("file.yaml:7:11: input should be 'api_plan', 'contract'")
    assert window.startswith("file.yaml:9:17: ")
    assert window.endswith("found 'year'")


@pytest.mark.parametrize(
    ("text", "found"), [("just text\n", "'just text'"), ("- a\n", "['a']"), ("", "None"), ("3\n", "3")]
)
def test_a_file_of_another_shape(text: str, found: str, tmp_path: Path) -> None:
    """A file that holds no keys at all says what it holds instead."""
    assert faults(tmp_path, text) == [f"file.yaml:1:1: expected keys and values, found {found}"]


def test_a_long_value_is_cut_short(tmp_path: Path) -> None:
    """The message stays one readable line."""
    (fault,) = faults(tmp_path, f"name: d\nowner: [{'x' * 500}]\n")

    assert fault.endswith("…")
    assert len(fault) < 150


def test_a_key_like_no_other_gets_no_suggestion(tmp_path: Path) -> None:
    """When nothing is near, the error suggests nothing."""
    assert faults(tmp_path, "name: d\nzzz: 1\n") == ["file.yaml:2:6: there is no key `zzz`"]


def test_a_key_that_is_no_text(tmp_path: Path) -> None:
    """A number as a key is an unknown key like any other."""
    assert faults(tmp_path, "name: d\n7: x\n") == ["file.yaml:2:4: there is no key `7`"]
