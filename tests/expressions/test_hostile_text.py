"""Whatever a stranger writes, the engine gets a condition of the language or nothing."""

import json
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from compliance.expressions import Expression, ExpressionError, parse_mapping, parse_rule
from compliance.model.names import NAMES

COLUMNS = ("id", "url", "meta")
ALLOWED = re.compile(
    "abs|coalesce|concat|contains|prefix|suffix|starts_with|ends_with|length|octet_length|typeof|lower|upper|trim|replace"
    "|substring|split_part|regexp_(matches|extract|replace)|greatest|least|nullif|row"
    "|(array|list|struct)_(contains|length|to_string|value|distinct|transform|extract)"
    "|date_(diff|part|trunc)|year|month|day|epoch_ms|to_[a-z]+|trunc|(try_)?strptime"
    r"|[-+*/%]|//|\|\||!?~~\*?"
)
"""What DuckDB itself may call in a condition: the functions of the language, and its operators."""
CLASSES = re.compile(
    "BETWEEN|CASE|CAST|COLUMN_REF|COMPARISON|CONJUNCTION|CONSTANT|FUNCTION|LAMBDA(_REF)?|OPERATOR|TYPE"
)
PIECES = (
    *(
        "(",
        ")",
        ",",
        ";",
        "'",
        '"',
        "--",
        "/*",
        "*/",
        "[",
        "]",
        "{",
        "}",
        ".",
        ":",
        "$$",
        "\\",
        "\n",
        "\x00",
        "*",
    ),
    *("SELECT", "FROM", "WHERE", "UNION", "EXISTS", "IN", "NOT", "AND", "OR", "CASE", "WHEN", "THEN", "END"),
    *("COPY", "ATTACH", "PRAGMA", "SET", "CALL", "LOAD", "GRANT", "DESCRIBE", "LAMBDA", "OVER ()", "FILTER"),
    *(
        "read_csv('/etc/passwd')",
        "read_text('f')",
        "getenv('HOME')",
        "query('SELECT 1')",
        "COLUMNS(*)",
        "now()",
    ),
    *(
        "record.platform",
        "record.url",
        "grant.in_force",
        "terms.known",
        "id",
        "url",
        "meta.a",
        "x",
        "1",
        "'x'",
    ),
    *(
        "=",
        "<",
        "||",
        "->",
        "::",
        "IS NULL",
        "BETWEEN",
        "INTERVAL",
        "lower(",
        "list_transform(",
        "CAST(",
        "DATE",
    ),
)
NAMES_AND_VALUES = ("record.platform", "record.url", "terms.known", "grant.id", "id", "url", "1", "NULL")
OPERATORS = ("=", "AND", "OR", "<", "||", "LIKE", "IN", "+", "IS DISTINCT FROM")
FUNCTIONS = ("lower", "COALESCE", "len", "contains", "year", "read_csv", "query")
LEAVES = st.one_of(
    st.sampled_from((*NAMES_AND_VALUES, *PIECES)),
    st.text(max_size=8).map(lambda inner: "'" + inner.replace("'", "''") + "'"),
)


def larger(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return conditions made of smaller ones, some of them hostile."""
    pairs = st.tuples(parts, st.sampled_from(OPERATORS), parts)
    calls = st.tuples(st.sampled_from(FUNCTIONS), parts, parts)
    return st.one_of(
        pairs.map(lambda pair: f"({pair[0]} {pair[1]} {pair[2]})"),
        calls.map(lambda call: f"{call[0]}({call[1]}, {call[2]})"),
        st.tuples(parts, parts).map(lambda pair: f"{pair[0]} IN ({pair[1]})"),
        st.tuples(parts, parts).map(lambda pair: f"CASE WHEN {pair[0]} THEN {pair[1]} END"),
        parts.map(lambda part: f"NOT ({part}) IS NULL"),
    )


TEXTS = st.one_of(
    st.recursive(LEAVES, larger, max_leaves=6),
    st.text(max_size=40),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    st.text(alphabet=st.sampled_from("'\"\\;-/*$ aE\n")).map(lambda inner: f"record.platform = '{inner}'"),
    st.sampled_from(PIECES).map(lambda piece: f"record.url IS NULL AND ({piece})"),
)


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every node of DuckDB's own syntax tree that has a class."""
    if isinstance(value, dict):
        if "class" in value:
            yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


def check(sql: str, columns: Collection[str]) -> None:
    """Assert that DuckDB reads nothing in the SQL but one expression of the language over these columns."""
    with duckdb.connect() as engine:
        [(answer,)] = engine.execute("SELECT json_serialize_sql(?)", [f"SELECT {sql}"]).fetchall()
    statement = json.loads(answer)
    if statement["error"]:
        return  # what DuckDB cannot read, it cannot run
    (tree,) = statement["statements"]
    (only,) = tree["node"]["select_list"]
    assert tree["node"]["type"] == "SELECT_NODE"
    assert tree["node"]["from_table"]["type"] == "EMPTY"
    assert not only["alias"]
    parts = list(nodes(only))
    assert all(CLASSES.fullmatch(node["class"]) for node in parts), sql
    assert all(ALLOWED.fullmatch(node["function_name"]) for node in parts if node["class"] == "FUNCTION"), sql
    if not any(node["class"] == "LAMBDA" for node in parts):
        assert {node["column_names"][0] for node in parts if node["class"] == "COLUMN_REF"} <= set(columns), (
            sql
        )


def parsed(text: str, parse: Callable[[str], Expression]) -> Expression | None:
    """Return the expression, or None for an error that points into the text."""
    try:
        return parse(text)
    except ExpressionError as error:
        inside = 0 <= error.offset <= len(text)
    assert inside
    return None


@given(TEXTS)
def test_a_rule_stays_within_the_language(text: str) -> None:
    """Any text is an ExpressionError or one condition whose every node DuckDB too finds allowed."""
    expression = parsed(text, parse_rule)

    if expression is not None:
        assert set(expression.names) <= set(NAMES)
        check(expression.sql(str), expression.names)


@given(TEXTS)
def test_a_column_map_stays_within_the_language(text: str) -> None:
    """Any text on a card is an ExpressionError or one expression over the columns of the file."""
    expression = parsed(text, lambda text: parse_mapping(text, COLUMNS))

    if expression is not None:
        check(expression.sql(str), COLUMNS)
