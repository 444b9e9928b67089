"""Verdicts in SQL."""

import itertools

import duckdb
import pytest

from compliance.errors import ConfigurationError
from compliance.judge.verdicts import NAMES, judge_records, verdict_sql
from compliance.model.verdict import Verdict, decide
from tests.judge.situation import Situation, counts, judged, rule

C, V, U, N = Verdict.COMPLIANT, Verdict.VIOLATION, Verdict.UNPROVEN, Verdict.NOT_APPLICABLE
TABLE = {
    (False, True): N,
    (False, False): N,
    (False, None): N,
    (True, True): C,
    (True, False): V,
    (True, None): U,
    (None, True): C,
    (None, False): U,
    (None, None): U,
}
"""`applies` and `requires` → verdict; None is unknown."""
TRUTHS = {True: "TRUE", False: "FALSE", None: "CAST(NULL AS BOOLEAN)"}


def test_the_table_is_complete() -> None:
    """Every pair of truth values has a verdict."""
    assert set(TABLE) == set(itertools.product(TRUTHS, repeat=2))


@pytest.mark.parametrize(("values", "verdict"), TABLE.items())
def test_python_decides_as_the_table_says(values: tuple[bool | None, bool | None], verdict: Verdict) -> None:
    """The model's own function gives the verdict of the table."""
    assert decide(applies=values[0], requires=values[1]) is verdict


@pytest.mark.parametrize(("values", "verdict"), TABLE.items())
def test_sql_decides_as_the_table_says(values: tuple[bool | None, bool | None], verdict: Verdict) -> None:
    """The database gives the verdict of the table."""
    applies, requires = (TRUTHS[value] for value in values)
    with duckdb.connect() as connection:
        (number,) = connection.execute(f"SELECT {verdict_sql(applies, requires)}").fetchone() or (None,)

    assert NAMES[number] is verdict


@pytest.mark.parametrize(("values", "verdict"), TABLE.items())
def test_a_rule_decides_as_the_table_says(values: tuple[bool | None, bool | None], verdict: Verdict) -> None:
    """A rule over cells of a manifest gives the verdict of the table."""
    applies, requires = values
    record = {"commercial": applies, "public_release": requires}
    found = counts(Situation([record] * 3), rule("record.public_release", "record.commercial"))

    assert getattr(found, verdict.value) == found.total == 3


def test_a_missing_column_is_unknown() -> None:
    """A rule about a column that the manifest lacks is unproven on every record."""
    found = counts(Situation([{}, {}]), rule("record.purpose = 'research'"))

    assert found.unproven == 2


def test_rules_of_the_wrong_type_are_named_together() -> None:
    """Two rules that compare a date with a number are both named, by the path of their files."""
    wrong = [
        rule("record.collected_at > grant.read_cap", id_="test/one"),
        rule("TRUE", id_="test/two"),
        rule("grant.valid_from < grant.read_cap", id_="test/three"),
    ]
    with pytest.raises(ConfigurationError) as caught:
        judged([Situation([{}])], wrong)

    assert [problem.path for problem in caught.value.problems] == ["test/one.yaml", "test/three.yaml"]


def test_no_rule_is_blamed_for_want_of_memory() -> None:
    """Groups that fit neither in memory nor on disk are no fault of a rule."""
    groups = 'SELECT hash(range) AS "measure.records" FROM range(5000000)'
    with duckdb.connect(config={"memory_limit": "10MB", "temp_directory": ""}) as connection:
        connection.execute(f"CREATE VIEW context AS {groups}")

        with pytest.raises(duckdb.OutOfMemoryException):
            judge_records(connection, "context", "judged", [rule("TRUE")])
