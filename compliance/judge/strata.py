"""Strata: the groups of the profile by what every rule says of them, passes as well as findings."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from compliance.database import store
from compliance.expressions import CheckedRule
from compliance.judge.tables import marks_of
from compliance.judge.verdicts import NAMES
from compliance.model.judgement import Strata
from compliance.model.verdict import Verdict

_NONE = -1
"""What stands for a rule that does not apply."""


class StratumReader:
    """Collects, from every judged table, the verdicts on each group.

    Few combinations of verdicts occur: each is numbered, and a group has one
    number, however many rules there are.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Begin with no verdicts."""
        self._connection = connection
        self._rules: list[str] = []
        self._count = 0
        connection.execute("CREATE TABLE combined (combination INTEGER, strata INTEGER[])")
        connection.execute("CREATE TABLE sorted (member BIGINT, combination INTEGER)")

    def add(self, judged: str, rules: Sequence[CheckedRule]) -> None:
        """Take in the verdicts of *rules*, which are the columns of *judged* in their order."""
        strata = ", ".join(_stratum(index, len(self._rules)) for index in range(len(rules)))
        self._rules += [rule.id for rule in rules]
        self._connection.execute(
            f"CREATE OR REPLACE TABLE sorting AS SELECT members, [{strata}] AS strata FROM {judged}"
        )
        self._connection.execute(
            f"""
            INSERT INTO combined SELECT {self._count} + row_number() OVER (ORDER BY strata) - 1, strata
            FROM (SELECT DISTINCT strata FROM sorting)
            """
        )
        self._connection.execute(
            "INSERT INTO sorted SELECT unnest(s.members), c.combination FROM sorting AS s "
            f"JOIN combined AS c ON c.strata = s.strata AND c.combination >= {self._count} "
            f"WHERE list_max(s.strata) <> {_NONE}"
        )
        [(self._count,)] = self._connection.execute("SELECT count(*) FROM combined").fetchall()

    def strata(self, sizes: Sequence[int]) -> tuple[Strata, ...]:
        """Return the strata of each dataset, given how many groups each profile has."""
        self._number()
        store(self._connection, "stratum_names", self._names())
        verdicts = self._connection.sql(
            """
            SELECT a.mark, n.rule, n.verdict
            FROM (SELECT mark, unnest(combinations) AS combination FROM alike) AS a
            JOIN (SELECT combination, unnest(strata) AS stratum FROM combined) AS c
            ON c.combination = a.combination
            JOIN stratum_names AS n ON n.stratum = c.stratum
            ORDER BY ALL
            """
        ).to_arrow_table()
        return tuple(Strata(groups, verdicts) for groups in marks_of(self._connection, "members_of", sizes))

    def _number(self) -> None:
        """Create `alike`, which numbers what judged tables say together, and `members_of` each number."""
        self._connection.execute(
            """
            CREATE TABLE together AS
            SELECT member, list_sort(list(combination)) AS combinations FROM sorted GROUP BY member
            """
        )
        self._connection.execute(
            """
            CREATE TABLE alike AS
            SELECT CAST(row_number() OVER (ORDER BY combinations) - 1 AS INTEGER) AS mark, combinations
            FROM (SELECT DISTINCT combinations FROM together)
            """
        )
        self._connection.execute(
            "CREATE TABLE members_of AS SELECT t.member, a.mark "
            "FROM together AS t JOIN alike AS a ON a.combinations = t.combinations"
        )

    def _names(self) -> pa.Table:
        """Return the rule and the verdict of each stratum by its number."""
        strata = [(rule, verdict.value) for rule in self._rules for verdict in NAMES]
        return pa.table(
            {
                "stratum": pa.array(range(len(strata)), pa.int32()),
                "rule": pa.array([rule for rule, _ in strata], pa.string()),
                "verdict": pa.array([verdict for _, verdict in strata], pa.string()),
            }
        )


def _stratum(index: int, before: int) -> str:
    """Return SQL for the number of a verdict of a rule, among those of all rules."""
    verdict = f'"verdict.{index}"'
    number = (before + index) * len(NAMES)
    return (
        f"CAST(CASE WHEN {verdict} = {NAMES.index(Verdict.NOT_APPLICABLE)} THEN {_NONE} "
        f"ELSE {number} + {verdict} END AS INTEGER)"
    )
