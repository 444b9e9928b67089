"""Expressions of a card, over the columns of a file."""

import pytest

from compliance.expressions import ExpressionError, check_mapping, parse_mapping

COLUMNS = ("id", "URL", "Meta", "Tags", "Licenses", "weird name", 'with "quotes"')


@pytest.mark.parametrize(
    ("text", "sql"),
    [
        ("url", '"URL"'),
        ("lower(Url) || id", 'LOWER("URL") || "id"'),
        ("meta.source", '"Meta"."source"'),
        ("Meta.a.b", '"Meta"."a"."b"'),
        ("Meta['a']", "\"Meta\"['a']"),
        ("tags[1]", '"Tags"[1]'),
        ('"weird name"', '"weird name"'),
        ('"with ""quotes"""', '"with ""quotes"""'),
        (
            "list_transform(licenses, lambda l: l.License)",
            'LIST_TRANSFORM("Licenses", LAMBDA "l" : "l"."License")',
        ),
    ],
)
def test_names_in_a_card_take_the_spelling_of_the_file(text: str, sql: str) -> None:
    """Columns are found without case and written quoted; fields and lambdas of lists are allowed."""
    assert parse_mapping(text, COLUMNS).sql(lambda name: name) == sql


def test_a_column_that_the_file_lacks() -> None:
    """The error names the column, the nearest one, and its place."""
    with pytest.raises(ExpressionError, match="no column 'Lisenses'; did you mean 'Licenses'") as caught:
        parse_mapping("url || Lisenses", COLUMNS)

    assert caught.value.offset == len("url || ")


@pytest.mark.parametrize(
    "text", ["url", "lower(url)", "list_transform(a, lambda x: x)", "not a column!", "a; b"]
)
def test_a_card_is_checked_before_its_file_is_known(text: str) -> None:
    """Without the file, expressions of the language and plain names pass."""
    check_mapping(text)


@pytest.mark.parametrize("text", ["Text Sources", "Derived from Datasets", "Order", "Filter (x)"])
def test_a_name_with_spaces_may_be_a_column(text: str) -> None:
    """A card may name a column with spaces, or like a keyword, as the file spells it."""
    check_mapping(text)


@pytest.mark.parametrize("text", ["(SELECT 1)", "read_csv('x')", "SUM(id)", "lower((SELECT id))", "now()"])
def test_a_card_is_refused_before_its_file_is_known(text: str) -> None:
    """What no file could make right is an error of the card."""
    with pytest.raises(ExpressionError, match="is not allowed here"):
        check_mapping(text)
