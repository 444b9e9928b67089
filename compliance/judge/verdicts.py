"""Verdicts: every rule on every group of records, as SQL's three truth values say."""

from collections.abc import Sequence

import duckdb

from compliance.errors import ConfigurationError, Problem
from compliance.expressions import CheckedRule
from compliance.model.report import Counts
from compliance.model.verdict import Verdict
from compliance.quoting import literal

FOUND = (Verdict.VIOLATION, Verdict.UNPROVEN)
"""The verdicts that make findings."""
NAMES = tuple(Verdict)
"""Verdicts by their number in the tables of the judge."""
WAIVED, BASELINED = len(NAMES), len(NAMES) + 1
"""What stands in the place of a verdict that somebody accepted."""
_COUNTED = (*NAMES, "waived", "baselined")


def verdict_sql(applies: str, requires: str) -> str:
    """Return SQL for the number of the verdict, given SQL for the two truth values."""
    number = NAMES.index
    return (
        f"CASE WHEN ({applies}) IS FALSE THEN {number(Verdict.NOT_APPLICABLE)} "
        f"WHEN ({requires}) IS TRUE THEN {number(Verdict.COMPLIANT)} "
        f"WHEN ({applies}) IS TRUE AND ({requires}) IS FALSE THEN {number(Verdict.VIOLATION)} "
        f"ELSE {number(Verdict.UNPROVEN)} END"
    )


def name_sql(number: str) -> str:
    """Return SQL for the name of a verdict, given SQL for its number."""
    return f"CASE {number}{''.join(f' WHEN {at} THEN {literal(name)}' for at, name in enumerate(NAMES))} END"


def is_found(index: int) -> str:
    """Return SQL that tells whether a rule finds a group of records, given its index."""
    return f'"verdict.{index}" IN {tuple(map(NAMES.index, FOUND))}'


def judge_records(
    connection: duckdb.DuckDBPyConnection, source: str, target: str, rules: Sequence[CheckedRule]
) -> None:
    """Create *target*: the groups of *source* with a column `verdict.<index>` for each rule.

    Raises ConfigurationError naming each rule that does not fit the types of its names.
    """
    columns = [verdict_sql(rule.applies.sql(str), rule.requires.sql(str)) for rule in rules]
    picked = "".join(f', CAST({sql} AS TINYINT) AS "verdict.{index}"' for index, sql in enumerate(columns))
    _run(
        connection,
        f"CREATE OR REPLACE TABLE {target} AS SELECT *{picked} FROM {source}",
        source,
        rules,
        columns,
    )


def judge_groups(connection: duckdb.DuckDBPyConnection, source: str, target: str, rule: CheckedRule) -> None:
    """Create *target*: the groups of *source* with `verdict.0` of a rule over aggregates.

    It leaves out the groups to which the rule does not apply. The aggregates run
    over the records to which it does, and add up over all datasets that share a
    register. Undecided are a null key, and a sum that comes out otherwise with
    the records to which the rule may apply. A rule that looks at adjacent days
    has `clock.day` among its keys.
    """
    keys = [f"({key.sql(str)})" for key in rule.group_by]
    named = ", ".join(f'{sql} AS "key.{index}"' for index, sql in enumerate(keys))
    every = ", ".join(['"register"', *(f'"key.{index}"' for index in range(len(keys)))])
    grouping = rule.over_facts.grouping
    no_null = " AND ".join(f'a."key.{index}" IS NOT NULL' for index in range(len(keys)))
    measures = "".join(f', {sql} AS "sum.{index}"' for index, sql in enumerate(grouping.sums))
    alone = 's."register" IS NULL'
    settled = f"{no_null} AND ({alone} OR s.requires IS NOT DISTINCT FROM u.requires)"
    verdict = verdict_sql("a.applies", f"CASE WHEN {settled} THEN u.requires END")
    sums = "".join(f', s."sum.{index}"' for index, _ in enumerate(grouping.sums))
    query = f"""
        CREATE OR REPLACE TABLE {target} AS
        WITH a AS MATERIALIZED (
          SELECT * REPLACE (coalesce("register", -1 - dataset) AS "register"), {named}
          FROM (SELECT *, ({rule.applies.sql(str)}) AS applies FROM {source}) WHERE applies IS NOT FALSE
        ), s AS (
          SELECT {every}, ({grouping.requires}) AS requires{measures} FROM a WHERE applies GROUP BY {every}
        ), u AS (
          SELECT {every}, ({grouping.requires}) AS requires FROM a GROUP BY {every}
        )
        SELECT a.* EXCLUDE (applies){sums}, CAST({verdict} AS TINYINT) AS "verdict.0"
        FROM a LEFT JOIN s ON {_same("s", len(keys))} LEFT JOIN u ON {_same("u", len(keys))}
        """
    _run(connection, query, source, (rule,), (rule.applies.sql(str),))


def _same(other: str, keys: int) -> str:
    names = ["register", *(f"key.{index}" for index in range(keys))]
    return " AND ".join(f'a."{name}" IS NOT DISTINCT FROM {other}."{name}"' for name in names)


def count_records(
    connection: duckdb.DuckDBPyConnection, judged: str, rules: int, datasets: int
) -> list[tuple[Counts, ...]]:
    """Return, for each rule by its index, the records of each dataset by verdict."""
    verdicts = ", ".join(f'"verdict.{index}"' for index in range(rules))
    # Few combinations of verdicts occur: they are counted first, and taken apart then.
    rows = connection.execute(
        f"""
        SELECT rule, dataset, verdict, CAST(sum(records) AS BIGINT) FROM (
          SELECT dataset, records, unnest(range({rules})) AS rule, unnest(verdicts) AS verdict FROM (
            SELECT dataset, [{verdicts}] AS verdicts, sum("measure.records") AS records
            FROM {judged} GROUP BY ALL
        )) GROUP BY ALL
        """
    ).fetchall()
    counts: list[list[dict[str, int]]] = [[{} for _ in range(datasets)] for _ in range(rules)]
    for rule, dataset, number, records in rows:
        counts[rule][dataset][str(_COUNTED[number])] = records
    return [tuple(Counts(**by_verdict) for by_verdict in by_dataset) for by_dataset in counts]


def _run(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    source: str,
    rules: Sequence[CheckedRule],
    columns: Sequence[str],
) -> None:
    try:
        connection.execute(query)
    except duckdb.OutOfMemoryException:
        raise  # no fault of any rule
    except duckdb.Error as error:
        problems = []
        for rule, sql in zip(rules, columns, strict=True):
            try:
                connection.execute(f"SELECT {sql} FROM {source}").fetchall()
            except duckdb.Error as fault:
                problems.append(_problem(rule, fault))
        raise ConfigurationError(tuple(problems) or (_problem(rules[0], error),)) from error


def _problem(rule: CheckedRule, error: duckdb.Error) -> Problem:
    reason = str(error).splitlines()[0]
    return Problem(rule.path, 1, 1, f"{rule.id} does not fit the types of its names: {reason}")
