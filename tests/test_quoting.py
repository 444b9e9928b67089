"""Names and texts in SQL."""

from hypothesis import given
from hypothesis import strategies as st
from sqlglot import exp

from compliance.database import open_database
from compliance.quoting import literal, quote

# DuckDB ends a text at NUL, and cannot hold half a character.
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)


@given(TEXTS)
def test_quotes_are_those_of_the_parser(text: str) -> None:
    """What is quoted here and what a condition becomes are written alike."""
    assert literal(text) == exp.Literal.string(text).sql(dialect="duckdb")
    assert quote(text) == exp.to_identifier(text, quoted=True).sql(dialect="duckdb")


def test_nothing_quoted_is_read_as_sql() -> None:
    """The engine reads a text, and a name, as the characters that were quoted."""
    hostile = "a'; DROP TABLE t; --\\\" OR \"1\"='1' \n\t\\' é 𝄞"
    with open_database() as connection:
        result = connection.execute(f"SELECT {literal(hostile)} AS {quote(hostile)}")

        assert result.description[0][0] == hostile
        assert result.fetchall() == [(hostile,)]
