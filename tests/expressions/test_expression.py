"""A checked condition: the names it mentions, and the SQL it is written as."""

import datetime

import pytest

from compliance.expressions import Expression, parse_rule
from compliance.expressions.trees import write_sql


def test_names_come_once_in_the_order_of_first_mention() -> None:
    """Every name is listed once, as a reader meets them."""
    text = "terms.known AND record.platform = 'x' AND (grant.in_force OR terms.known)"

    assert parse_rule(text).names == ("terms.known", "record.platform", "grant.in_force")


def test_a_name_within_a_longer_one_is_not_its_mention() -> None:
    """`record.license` is met after `record.license_declared` where it stands after it."""
    text = "record.license_declared = 'a' AND grant.id = 'g' AND record.license = 'b'"

    assert parse_rule(text).names == ("record.license_declared", "grant.id", "record.license")


def test_every_identifier_is_quoted() -> None:
    """Names are written as the caller spells them, always quoted, quotes inside doubled."""
    expression = parse_rule("record.platform = 'x'")

    assert expression.sql(str) == "\"record.platform\" = 'x'"
    assert expression.sql(lambda name: f'a"{name}; DROP') == '"a""record.platform; DROP" = \'x\''


@pytest.mark.parametrize("text", ["it''s", "'' OR TRUE --", "\\''; DROP TABLE t"])
def test_text_stays_text(text: str) -> None:
    """A quote inside text ends nothing."""
    assert parse_rule(f"record.platform = '{text}'").sql(str) == f"\"record.platform\" = '{text}'"


@pytest.mark.parametrize("text", ["TRUE -- a remark", "TRUE /* a */", "/* '; DROP */ TRUE"])
def test_comments_are_left_out(text: str) -> None:
    """Nothing of a comment reaches the engine."""
    assert parse_rule(text).sql(str) == "TRUE"


def test_writing_leaves_the_tree_alone() -> None:
    """An expression can be written any number of times, each time anew."""
    expression = parse_rule("record.platform = 'x'")

    assert expression.sql(lambda _: "a") == "\"a\" = 'x'"
    assert expression.sql(lambda _: "b") == "\"b\" = 'x'"
    assert expression.names == ("record.platform",)


def test_dates_written_in_a_condition() -> None:
    """A condition knows the days it names, each once, however they are written."""
    text = "clock.day >= DATE '2024-03-01' OR run.as_of < '2023-01-31T10:00' OR clock.day = '2024-03-01'"

    assert parse_rule(text).dates == (datetime.date(2023, 1, 31), datetime.date(2024, 3, 1))


@pytest.mark.parametrize(
    ("text", "is_exact"),
    [
        ("clock.day >= DATE '2024-03-01'", False),
        ("CAST(clock.day AS DATE) < grant.valid_to", False),
        ("clock.day IS NULL", False),
        ("month(clock.day) = 1", True),
        ("clock.day < record.used_at", True),
        ("clock.day + INTERVAL 1 DAY < grant.valid_to", True),
    ],
)
def test_days_that_an_interval_cannot_stand_for(text: str, *, is_exact: bool) -> None:
    """A day that is only compared with dates and days of grants is not asked for exactly."""
    assert ("clock.day" in parse_rule(text).exact) is is_exact


def test_the_tree_of_a_condition_from_its_parts_alone() -> None:
    """A condition that was not parsed here has a tree of the same meaning, whatever its texts look like."""
    text = "grant.in_force AND record.purpose IN ('a', 'b''c') AND NOT terms.api_access = 'grant.id'"
    parsed = parse_rule(text)
    stored = Expression(parsed.text, parsed.names, parsed.parts)

    assert write_sql(stored.tree) == write_sql(parsed.tree)
    assert stored.sql(str) == parsed.sql(str)
