"""Whatever a stranger writes, the engine gets a condition of the language or nothing."""

import json
from collections.abc import Collection, Iterator
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.expressions import ExpressionError, parse_mapping, parse_rule
from compliance.model.names import NAMES

COLUMNS = ("id", "url", "meta")
ALLOWED = frozenset(
    "abs array_contains array_length array_to_string concat contains date_diff date_part date_trunc day ends_with "
    "epoch_ms greatest least length list_contains list_distinct list_transform list_value lower month nullif octet_length typeof "
    "regexp_extract regexp_matches regexp_replace replace split_part starts_with strptime substring suffix prefix "
    "to_timestamp trim trunc try_strptime upper year array_extract struct_extract row list_extract "
    "to_days to_months to_years to_hours to_minutes to_seconds to_weeks to_microseconds to_milliseconds "
    "+ - * / % // || ~~ ~~* !~~ !~~* like_escape".split()
)
"""What DuckDB itself may call in a condition: the functions of the language, and its operators."""
CLASSES = frozenset(
    "BETWEEN CASE CAST COLUMN_REF COMPARISON CONJUNCTION CONSTANT FUNCTION LAMBDA LAMBDA_REF OPERATOR TYPE".split()
)
PIECES = (
    *("(", ")", ",", ";", "'", '"', "--", "/*", "*/", "[", "]", "{", "}", ".", ":", "$$", "\\", "\n", "\x00"),
    *("SELECT", "FROM", "WHERE", "UNION", "EXISTS", "IN", "NOT", "AND", "OR", "CASE", "WHEN", "THEN", "END", "AS"),
    *("COPY", "ATTACH", "PRAGMA", "SET", "CALL", "LOAD", "GRANT", "DESCRIBE", "LAMBDA", "OVER ()", "FILTER", "*"),
    *("read_csv('/etc/passwd')", "read_text('f')", "getenv('HOME')", "query('SELECT 1')", "COLUMNS(*)", "now()"),
    *("record.platform", "record.url", "grant.in_force", "terms.known", "id", "url", "meta.a", "x", "1", "'x'"),
    *("=", "<", "||", "->", "::", "IS NULL", "BETWEEN", "INTERVAL", "lower(", "list_transform(", "CAST(", "DATE"),
)
LEAVES = st.one_of(
    st.sampled_from(("record.platform", "record.url", "terms.known", "grant.id", "id", "url", "1", "NULL", "DATE '2023-01-01'")),
    st.text(max_size=8).map(lambda inner: "'" + inner.replace("'", "''") + "'"),
    st.sampled_from(PIECES),
)


def larger(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return conditions made of smaller ones, some of them hostile."""
    pairs = st.tuples(parts, st.sampled_from(("=", "AND", "OR", "<", "||", "LIKE", "IN", "+", "IS DISTINCT FROM")), parts)
    calls = st.tuples(st.sampled_from(("lower", "COALESCE", "len", "contains", "year", "read_csv", "query")), parts, parts)
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
    st.tuples(st.sampled_from(PIECES), st.sampled_from(PIECES)).map(lambda pair: f"lower({pair[0]} {pair[1]}) = 'x'"),
)


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield DuckDB, whose own parser is the second opinion."""
    with duckdb.connect() as connection:
        yield connection


def nodes(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    """Yield every node of DuckDB's own syntax tree that has a class."""
    if isinstance(value, dict):
        if "class" in value:
            yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


def check(engine: duckdb.DuckDBPyConnection, sql: str, columns: Collection[str]) -> None:
    """Assert that DuckDB reads nothing in the SQL but one expression of the language over these columns."""
    answer = engine.execute("SELECT json_serialize_sql(?)", [f"SELECT {sql}"]).fetchone()
    assert answer is not None
    statement = json.loads(answer[0])
    if statement["error"]:
        return  # what DuckDB cannot read, it cannot run
    (tree,) = statement["statements"]
    (only,) = tree["node"]["select_list"]
    assert tree["node"]["type"] == "SELECT_NODE"
    assert tree["node"]["from_table"]["type"] == "EMPTY"
    assert not only["alias"]
    parts = list(nodes(only))
    assert {node["class"] for node in parts} <= CLASSES, sql
    assert {node["function_name"] for node in parts if node["class"] == "FUNCTION"} <= ALLOWED, sql
    if not any(node["class"] == "LAMBDA" for node in parts):
        assert {node["column_names"][0] for node in parts if node["class"] == "COLUMN_REF"} <= set(columns), sql


@given(TEXTS)
def test_a_rule_stays_within_the_language(engine: duckdb.DuckDBPyConnection, text: str) -> None:
    """Any text is an ExpressionError or one condition whose every node DuckDB too finds allowed."""
    try:
        expression = parse_rule(text)
    except ExpressionError as error:
        assert 0 <= error.offset <= len(text)
        return

    assert set(expression.names) <= set(NAMES)
    check(engine, expression.sql(str), expression.names)


@given(TEXTS)
def test_a_column_map_stays_within_the_language(engine: duckdb.DuckDBPyConnection, text: str) -> None:
    """Any text on a card is an ExpressionError or one expression over the columns of the file."""
    try:
        expression = parse_mapping(text, COLUMNS)
    except ExpressionError as error:
        assert 0 <= error.offset <= len(text)
        return

    check(engine, expression.sql(str), COLUMNS)
