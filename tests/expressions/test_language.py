"""The allow-list: what a condition may be made of, and how a faulty one is answered."""

import pytest

from compliance.expressions import ExpressionError, parse_mapping, parse_rule
from compliance.model.names import NAMES

COLUMNS = ("id", "url", "meta")

STATEMENTS = (
    "ATTACH 'other.db'",
    "BEGIN",
    "CALL pragma_version()",
    "CHECKPOINT",
    "COPY manifest TO 'stolen.csv'",
    "CREATE TABLE t (a INT)",
    "DELETE FROM manifest",
    "DETACH other",
    "DROP TABLE manifest",
    "EXPLAIN SELECT 1",
    "EXPORT DATABASE 'folder'",
    "FROM manifest",
    "GRANT ALL ON manifest TO PUBLIC",
    "IMPORT DATABASE 'folder'",
    "INSERT INTO manifest VALUES (1)",
    "INSTALL httpfs",
    "LOAD httpfs",
    "PIVOT manifest ON id",
    "PRAGMA version",
    "PREPARE p AS SELECT 1",
    "REVOKE ALL ON manifest FROM PUBLIC",
    "SELECT TRUE",
    "SET enable_external_access = true",
    "SHOW TABLES",
    "SUMMARIZE manifest",
    "TABLE manifest",
    "TRUE UNION SELECT TRUE",
    "UPDATE manifest SET id = 1",
    "USE other",
    "VALUES (TRUE)",
    "WITH t AS (SELECT 1) SELECT * FROM t",
)
QUERIES = (
    "(SELECT TRUE)",
    "EXISTS (SELECT 1)",
    "record.platform = (FROM names)",
    "record.platform IN (SELECT 'x')",
    "record.platform IN UNNEST(['x'])",
    "record.platform = ANY(record.was_derived_from)",
    "unnest(record.was_derived_from) = 'x'",
    "ARRAY(SELECT 1) = []",
    "COALESCE(record.commercial, (SELECT TRUE))",
    "CASE WHEN (SELECT TRUE) THEN TRUE END",
    "record.collected_at > record.used_at - INTERVAL (SELECT 1) DAY",
)
FILES_AND_SURROUNDINGS = (
    "read_csv('/etc/passwd') IS NOT NULL",
    "read_parquet('secret.parquet') IS NOT NULL",
    "read_json('secret.json') IS NOT NULL",
    "read_text('/etc/passwd') = 'x'",
    "read_blob('/etc/passwd') IS NULL",
    "glob('/etc/*') = 'x'",
    "query('SELECT 1') = 1",
    "query_table('manifest') = 1",
    "getenv('HOME') = 'x'",
    "current_setting('home_directory') = 'x'",
    "getvariable('x') = 1",
    "now() > record.collected_at",
    "current_date > record.collected_at",
    "random() > 0.5",
    "uuid() = 'x'",
    "nextval('s') = 1",
    "sleep_ms(1000) IS NULL",
)
SHAPES = (
    "*",
    "record.*",
    "COLUMNS(*) = 1",
    "#1 = 1",
    "record.platform = ?",
    "record.platform = $1",
    "record.platform = :name",
    "record.platform AS alias",
    "record.platform COLLATE nocase = 'x'",
    "record.was_derived_from[1] = 'x'",
    "{'a': 1} = record.platform",
    "MAP {'a': 1} = record.platform",
    "struct_pack(a := 1) = record.platform",
    "record.platform -> 'a' = 'x'",
    "record.platform ->> 'a' = 'x'",
    "row_number() OVER () = 1",
    "record.platform = 'x' ORDER BY 1",
    "record.platform = 'x' LIMIT 1",
    "record.collected_at AT TIME ZONE 'UTC' IS NULL",
    "frobnicate(record.platform) = 1",
)
LAMBDAS = (
    "list_transform(record.was_derived_from, x -> x) = []",
    "list_transform(record.was_derived_from, lambda x: x) = []",
    "list_filter(record.was_derived_from, lambda x: TRUE) = []",
    "[x FOR x IN record.was_derived_from] = []",
)
AGGREGATES = (
    "SUM(measure.records) > 1",
    "COUNT(DISTINCT grant.id) > 1",
    "MIN(record.collected_at) > DATE '2023-01-01'",
    "MAX(grant.read_cap) > 1",
)
FOREIGN_AGGREGATES = (
    "AVG(measure.items) > 1",
    "COUNT(*) > 1",
    "string_agg(record.platform, ',') = 'x'",
    "SUM(measure.items) OVER () > 1",
    "SUM(measure.items) FILTER (WHERE TRUE) > 1",
    "SUM((SELECT 1)) > 1",
)
CONDITIONS = (
    "record.acquisition_method = 'api' AND terms.api_access IN ('paid', 'agreement_required')",
    "record.platform NOT IN ('x') OR NOT record.commercial",
    "record.collected_at BETWEEN DATE '2023-01-01' AND TIMESTAMP '2023-02-01 12:00:00'",
    "record.deleted_at <= record.delete_requested_at + INTERVAL 30 DAY",
    "EXTRACT(year FROM record.collected_at) = 2023",
    "date_diff('day', record.published_at, record.collected_at) >= 0",
    "date_trunc('month', record.collected_at) = DATE '2023-01-01'",
    "CASE WHEN record.commercial THEN license.commercial_use = 'allowed' ELSE NULL END",
    "COALESCE(record.commercial, FALSE) IS NOT DISTINCT FROM TRUE",
    "record.recipient LIKE '%gov%' OR record.recipient ILIKE 'nsa'",
    "regexp_matches(lower(trim(record.user_agent)), 'bot')",
    "starts_with(record.url, 'https://') OR contains(record.url, '?')",
    "list_contains(terms.api_access_conditions, 'non_commercial')",
    "len(record.was_derived_from) > 2",
    "TRY_CAST(record.region AS INTEGER) % 2 = 0 AND -1 < 1.5 * 2 / 3",
    "split_part(record.publisher, '/', 1) || 'x' = 'yx'",
    "record.license IS NULL",
)


@pytest.mark.parametrize("text", CONDITIONS)
def test_what_rules_need_is_allowed(text: str) -> None:
    """Comparisons, three-valued logic, dates, text, lists and CASE are all part of the language."""
    expression = parse_rule(text)

    assert expression.text == text
    assert set(expression.names) <= set(NAMES)


@pytest.mark.parametrize("text", [*STATEMENTS, *QUERIES, *FILES_AND_SURROUNDINGS, *SHAPES, *LAMBDAS])
def test_everything_else_is_refused_in_a_rule(text: str) -> None:
    """Statements, queries, files, the clock, chance, lambdas and unknown functions are errors in any rule."""
    for aggregates in (False, True):
        with pytest.raises(ExpressionError):
            parse_rule(text, aggregates=aggregates)


@pytest.mark.parametrize("text", [*STATEMENTS, *QUERIES, *FILES_AND_SURROUNDINGS])
def test_everything_else_is_refused_in_a_card(text: str) -> None:
    """A card reaches no further than a rule: no statements, queries, files, clock or chance."""
    with pytest.raises(ExpressionError):
        parse_mapping(text, COLUMNS)


@pytest.mark.parametrize("text", AGGREGATES)
def test_aggregates_belong_to_group_rules(text: str) -> None:
    """An aggregate is refused in the condition of a record and allowed in that of a group."""
    assert parse_rule(text, aggregates=True).text == text

    with pytest.raises(ExpressionError, match=r"^(SUM|COUNT|MIN|MAX) is not allowed here$"):
        parse_rule(text)


@pytest.mark.parametrize("text", FOREIGN_AGGREGATES)
def test_only_four_aggregates_exist(text: str) -> None:
    """Group rules get SUM, COUNT, MIN and MAX of values, and no window, filter or star."""
    with pytest.raises(ExpressionError):
        parse_rule(text, aggregates=True)


def test_measures_belong_to_group_rules() -> None:
    """A record has no measure; the error says where it is known."""
    with pytest.raises(ExpressionError, match=r"measure\.records is known only in a group rule") as caught:
        parse_rule("measure.records > 1")

    assert caught.value.offset == 0


@pytest.mark.parametrize("text", ["TRUE; TRUE", "TRUE; DROP TABLE manifest", "", "  ", "-- nothing"])
def test_a_condition_is_exactly_one(text: str) -> None:
    """Two conditions, or none, are an error."""
    with pytest.raises(ExpressionError):
        parse_rule(text)


@pytest.mark.parametrize("text", ["grant.in_force", "grant.in_force AND grant.covers_platform"])
def test_a_condition_may_begin_with_grant(text: str) -> None:
    """In SQL a leading GRANT begins a statement; here `grant.` is a namespace like any other."""
    assert parse_rule(text).names[0] == "grant.in_force"
