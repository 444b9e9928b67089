"""Marks: which groups of the profile each finding is about, and by which facts, for evidence row by row."""

from collections.abc import Mapping, Sequence

import duckdb

from compliance.expressions import CheckedRule, FactPlan
from compliance.judge.parts import Part
from compliance.judge.shown_facts import fact_columns, text_of
from compliance.judge.tables import marks_of
from compliance.model.judgement import Marks, weighed
from compliance.quoting import literal


class Marker:
    """Collects the groups behind every finding, from each judged table."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, plan: FactPlan, questions: Mapping[str, str]
    ) -> None:
        """Begin with no marks."""
        self._connection, self._plan, self._questions = connection, plan, questions
        self._count = 0
        connection.execute("CREATE TABLE marked (member BIGINT, mark INTEGER)")
        connection.execute(
            "CREATE TABLE circumstances "
            "(mark INTEGER, rule VARCHAR, verdict VARCHAR, severity VARCHAR, accepted_by VARCHAR, "
            "facts MAP(VARCHAR, VARCHAR))"
        )

    def add(self, judged: str, rule: CheckedRule, part: Part) -> None:
        """Mark the groups behind one finding; those with equal facts have the same mark."""
        columns = fact_columns(rule, self._plan, self._questions)
        labels = ", ".join(literal(label) for _, label in columns)
        texts = ", ".join(text_of(name) for name, _ in columns)
        facts = f"SELECT members, MAP([{labels}], [{texts}]) AS facts FROM {judged} WHERE {part.condition}"
        self._connection.execute(f"CREATE OR REPLACE TABLE found AS {facts}")
        said = ", ".join(map(literal, (rule.id, part.verdict, weighed(rule.rule, part.weaknesses))))
        excuse = "NULL" if part.excuse is None else literal(part.excuse.name)
        numbered = f"""
            SELECT {self._count} + row_number() OVER (ORDER BY facts) - 1 AS mark, {said}, {excuse}, facts
            FROM (SELECT DISTINCT facts FROM found)
            """
        self._connection.execute(f"INSERT INTO circumstances {numbered}")
        self._connection.execute(
            "INSERT INTO marked SELECT unnest(f.members), c.mark "
            f"FROM found AS f JOIN circumstances AS c ON c.facts = f.facts AND c.mark >= {self._count}"
        )
        [(self._count,)] = self._connection.execute("SELECT count(*) FROM circumstances").fetchall()

    def marks(self, sizes: Sequence[int]) -> tuple[Marks, ...]:
        """Return the marks of each dataset, given how many groups each profile has."""
        circumstances = self._connection.sql(
            "SELECT * EXCLUDE (mark) FROM circumstances ORDER BY mark"
        ).to_arrow_table()
        return tuple(Marks(groups, circumstances) for groups in marks_of(self._connection, "marked", sizes))
