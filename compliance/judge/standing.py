"""Standing: the worst that any rule says of each record, over rules that see the days differently."""

from collections.abc import Sequence

import duckdb

from compliance.expressions import CheckedRule, FactPlan
from compliance.judge.tables import MEMBER
from compliance.judge.verdicts import NAMES
from compliance.model.verdict import Verdict

CLEAR, UNPROVEN, VIOLATION = range(3)
"""How a record stands, the worst last."""
_ABOUT_ACCESS = frozenset({"terms.api_access", "terms.automated_collection", "grant.read_cap"})
_ASKING = frozenset({"grant.in_force", "grant.read_cap"})


def is_about_access(rule: CheckedRule) -> bool:
    """Tell whether a rule asks for a grant, or for no more reads than it allows, where access has terms."""
    return not _ABOUT_ACCESS.isdisjoint(rule.names) and not _ASKING.isdisjoint(rule.requires.names)


class Standings:
    """Collects, from every judged table, how the groups of `placed` stand."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, plan: FactPlan) -> None:
        """Begin with every record clear."""
        self._connection, self._plan = connection, plan
        connection.execute("CREATE TABLE marks (member BIGINT, worst TINYINT, access TINYINT)")

    def add(self, judged: str, rules: Sequence[CheckedRule]) -> None:
        """Take in the verdicts of *rules*, which are the columns of *judged* in their order."""
        every = range(len(rules))
        access = [index for index in every if is_about_access(rules[index])]
        self._connection.execute(
            f"""
            INSERT INTO marks SELECT unnest(members), worst, access
            FROM (SELECT members, {_worst(every)} AS worst, {_worst(access)} AS access FROM {judged})
            WHERE worst > {CLEAR}
            """
        )

    def settle(self) -> None:
        """Create the table `standing`: records and reads by dataset, platform, way, day and standing."""
        method = '"record.acquisition_method"'
        by_api = f"coalesce({method} = 'api', FALSE)" if method.strip('"') in self._plan.names else "FALSE"
        self._connection.execute(
            f"""
            CREATE TABLE standing AS
            SELECT p.dataset, p."platform.id" AS platform, {by_api} AS by_api,
              p."record.collected_at" AS day, coalesce(m.worst, {CLEAR}) AS worst,
              coalesce(m.access, {CLEAR}) AS access,
              CAST(sum(p."measure.records") AS BIGINT) AS records,
              CAST(sum(p."measure.items") AS BIGINT) AS items
            FROM placed AS p LEFT JOIN (
              SELECT member, max(worst) AS worst, max(access) AS access FROM marks GROUP BY member
            ) AS m ON m.member = p.{MEMBER}
            GROUP BY ALL
            """
        )
        self._connection.execute("DROP TABLE marks")


def _worst(indices: Sequence[int]) -> str:
    columns = ", ".join(f'"verdict.{index}"' for index in indices)
    verdicts = f"CAST([{columns}] AS TINYINT[])"
    number = NAMES.index
    return (
        f"CASE WHEN list_contains({verdicts}, {number(Verdict.VIOLATION)}) THEN {VIOLATION} "
        f"WHEN list_contains({verdicts}, {number(Verdict.UNPROVEN)}) THEN {UNPROVEN} ELSE {CLEAR} END"
    )
