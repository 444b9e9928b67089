"""The dialects: what each writes is SQL of that dialect, and on Spark finds what DuckDB finds."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import sqlglot

from compliance.laws import read_laws
from compliance.warehouse import DIALECTS
from compliance.warehouse.constants import constants_in
from compliance.warehouse.dialects import to_dialect
from compliance.warehouse.lookup import Constants
from compliance.warehouse.manifest import warehouse_of
from compliance.warehouse.query import Query, query_of
from tests.warehouse.tables import AS_OF, counted, dataset_at, loaded

DISPUTE = Path(__file__).parents[2] / "datasets" / "dispute"
RULES = (
    *("opt-out/robots-evidence-fresh", "privacy/deletion-request", "provenance/platform-matches-url"),
    *("social/audit-ready", "social/collection-permission", "license/training-license"),
)
"""Rules that need moments, days between them, hosts, grants, terms and licences."""
OTHERS = tuple(dialect for dialect in DIALECTS if dialect != "duckdb")


@pytest.fixture(name="queries", scope="module")
def _queries() -> dict[str, Query]:
    """Return the queries of the rules."""
    laws = read_laws()
    table = warehouse_of(dataset_at(DISPUTE))
    rules = {rule.id: rule for rule in laws.packs.rules}
    return {id_: query_of(rules[id_], table, laws.reference.reference, AS_OF) for id_ in RULES}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_query_is_read_again(dialect: str, queries: dict[str, Query]) -> None:
    """Each query is one statement of its dialect over one table, with no name in it that has a dot."""
    for query in queries.values():
        sql = to_dialect(query, dialect).format(batch="posts")
        tree = sqlglot.parse_one(sql, read=dialect)

        own = {cte.alias for cte in tree.find_all(sqlglot.exp.CTE)}
        tables = {table.name for table in tree.find_all(sqlglot.exp.Table)} - {""}
        assert tables - own == {"posts"}
        assert not [name for name in tree.find_all(sqlglot.exp.Identifier) if "." in name.name]


@pytest.mark.parametrize(
    ("dialect", "pieces"),
    [
        (
            "bigquery",
            (
                "SAFE_OFFSET(2)",
                "UNNEST(ARRAY<STRUCT<host STRING, platform STRING>>",
                "DATETIME_TRUNC",
                "INTERVAL 24 HOUR",
            ),
        ),
        ("databricks", ("TIMESTAMP_NTZ", "DATEDIFF(CAST(")),
        ("postgres", ("'_',\n        'g'", " ~ '^[a-z0-9_-]+")),
        ("redshift", ("UNION ALL SELECT", "BTRIM(")),
        ("snowflake", ("REGEXP_LIKE(", "TIMESTAMPNTZ", "'[-\\\\s]+'")),
        ("trino", ("TIMESTAMP(6)", "COALESCE(SPLIT_PART(")),
    ],
)
def test_forms_of_a_dialect(dialect: str, pieces: tuple[str, ...], queries: dict[str, Query]) -> None:
    """What dialects say differently is said as each of them says it."""
    text = "".join(to_dialect(query, dialect) for query in queries.values())

    assert [piece for piece in pieces if re.sub(r"\s+", " ", piece) not in re.sub(r"\s+", " ", text)] == []


@pytest.mark.parametrize("dialect", DIALECTS)
def test_texts_of_a_table(dialect: str) -> None:
    """A quote or a backslash in a text is itself again when the dialect reads it."""
    texts = ("it's", "back\\slash", "plain", None)
    table = Constants(
        "names", (("name", "VARCHAR"), ("is_odd", "BOOLEAN")), tuple((text, None) for text in texts)
    )
    sql = f"WITH {constants_in(table, dialect)} SELECT name FROM names"

    tree = sqlglot.parse_one(sql, read=dialect)
    assert {node.this for node in tree.find_all(sqlglot.exp.Literal) if node.is_string} == set(texts[:3])


def test_on_spark(queries: dict[str, Query], spark: Any) -> None:
    """Spark, too, finds the records that DuckDB finds."""
    dataset = dataset_at(DISPUTE)
    session = spark.newSession()
    session.conf.set("spark.sql.session.timeZone", "UTC")
    session.conf.set("spark.sql.shuffle.partitions", "1")
    session.read.parquet(*(file.location for file in dataset.files)).createOrReplaceTempView("posts")

    with loaded(dataset) as connection:
        for id_ in RULES[:2]:  # Spark takes long to plan a query
            sql = to_dialect(queries[id_], "spark").format(batch="posts")
            rows = session.sql(f"SELECT verdict, count(*) AS records FROM ({sql}) GROUP BY verdict").collect()
            found = Counter({row.verdict: row.records for row in rows})
            assert found.total() > 0
            assert found == counted(connection, to_dialect(queries[id_], "duckdb")), id_
