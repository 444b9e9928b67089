"""Selectors: conditions of waivers and corrections are read as those of rules are."""

import pytest

from compliance.errors import ConfigurationError
from compliance.inputs.selectors import check_corrections, check_waivers
from tests.factories import plan_for
from tests.judge.amending import correction, waiver

RULES = ("test/rule", "social/paid-api-grant")


def faults(*waivers: object) -> list[str]:
    """Return what is wrong with waivers."""
    with pytest.raises(ConfigurationError) as error:
        check_waivers(waivers, RULES)  # type: ignore[arg-type]  # as given
    return [str(problem) for problem in error.value.problems]


def test_a_condition_brings_its_facts() -> None:
    """What it asks for is in the plan of the scan, nearly unique columns as questions."""
    (checked,) = check_waivers([waiver("record.publisher = 'a' AND record.url LIKE '%b'")], RULES)

    assert checked.where.facts == plan_for("record.publisher = 'a' AND record.url LIKE '%b'")


def test_an_unknown_rule_is_an_error() -> None:
    """A waiver of a mistyped rule would excuse nothing, and nobody would know why."""
    assert faults(waiver(rule="social/paid-api-grants")) == [
        "waivers.yaml:2:1: there is no rule `social/paid-api-grants`; did you mean `social/paid-api-grant`?"
    ]


@pytest.mark.parametrize(
    ("where", "fault"),
    [
        ("record.plattform = 'x'", "waivers.yaml:6:12: `where`: "),
        ("platform.id = 'x' AND read_text('/etc/passwd') = ''", "the function read_text is not allowed here"),
        ("(SELECT TRUE)", "is not allowed here"),
        ("platform.id =", "not a condition"),
        ("SUM(measure.records) > 1", "SUM is not allowed here"),
    ],
)
def test_a_condition_outside_the_language(where: str, fault: str) -> None:
    """It is refused where it stands; a waiver from a stranger reads no file."""
    (found,) = faults(waiver(where))

    assert fault in found


def test_every_fault_at_once() -> None:
    """Two broken waivers are two problems."""
    assert len(faults(waiver("nonsense("), waiver(rule="no/rule", id="w2"))) == 2


@pytest.mark.parametrize(
    ("values", "where", "fault"),
    [
        ({"url": "https://example.org"}, "TRUE", "url differs from record to record"),
        ({"deleted_at": None}, "TRUE", "deleted_at differs from record to record"),
        ({"purpose": "training"}, "TRUE", "purpose is one of pretrain, finetune"),
        ({"commercial": "yes"}, "TRUE", "commercial is true or false, not 'yes'"),
        ({"collected_at": "June"}, "TRUE", "collected_at is a day, as in 2024-06-30, not 'June'"),
        ({"license": " "}, "TRUE", "license is text, not ' '"),
        ({"purpose": "rag"}, "terms.api_access = 'paid'", "terms.api_access is no fact of a record"),
        ({"purpose": "rag"}, "platform.id = 'x'", "platform.id is no fact of a record"),
    ],
)
def test_a_correction_that_cannot_be_made(values: dict[str, object], where: str, fault: str) -> None:
    """Only facts that a profile keeps can be set, to values that they can have."""
    with pytest.raises(ConfigurationError) as error:
        check_corrections([correction(values, where)])

    assert fault in str(error.value)
