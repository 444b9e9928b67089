"""A checked condition: the names it mentions, and the SQL it is written as."""

import pytest

from compliance.expressions import parse_rule


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
