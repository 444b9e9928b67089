"""Verdicts that cannot come out, and those that no case expects."""

from itertools import product
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.expressions import parse_rule
from compliance.laws import read_laws
from compliance.linting.verdicts import _pairs, possible_verdicts
from compliance.model.rule import Clock
from tests.linting.packs import faults_with

NAMES = {
    "record.commercial": (True, False, None),
    "record.public_release": (True, False, None),
    "record.object_form": ("id", "hydrated", None),
    "record.publisher": ("a", "b", "z", None),
}
ATOMS = (
    "record.commercial",
    "record.public_release",
    "TRUE",
    "FALSE",
    "NULL",
    "record.commercial IS NULL",
    "record.public_release IS NOT TRUE",
    "record.object_form = 'id'",
    "record.object_form IS NOT DISTINCT FROM 'hydrated'",
    "record.object_form IN ('id', 'hydrated')",
    "record.publisher <> 'a'",
    "record.publisher NOT IN ('a', 'b')",
    "NULLIF(record.publisher, 'a') = 'b'",
    "COALESCE(record.publisher, record.object_form, 'b') = 'b'",
    "record.publisher IN ('a', NULL)",
    "'a' = record.publisher",
    "CASE WHEN record.commercial THEN 1.0 ELSE 2 END = 1",
    "CASE record.publisher WHEN 'a' THEN 'x' WHEN 'b' THEN 'y' END = 'x'",
)


def _combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} AND {})".format, inner, inner),
        st.builds("({} OR {})".format, inner, inner),
        st.builds("(NOT {})".format, inner),
        st.builds("(({}) IS NULL)".format, inner),
        st.builds("(({}) IS FALSE)".format, inner),
        st.builds("COALESCE({}, {})".format, inner, inner),
        st.builds("(CASE WHEN {} THEN {} END)".format, inner, inner),
        st.builds("(CASE WHEN {} THEN {} ELSE {} END)".format, inner, inner, inner),
    )


NOT_LOOKED_INTO = (
    "record.publisher NOT IN ('a', record.object_form)",
    "concat(record.publisher, 'z') = 'z'",
    "record.object_form BETWEEN 'a' AND NULL",
    "record.object_form BETWEEN 'i' AND record.publisher",
    "NULLIF(record.publisher, record.object_form) IS NULL",
    "record.publisher LIKE 'a%'",
    "upper(record.publisher) = 'A'",
    "record.publisher < record.object_form",
    "GREATEST(record.publisher, record.object_form) = 'a'",
    "TRY_CAST(record.publisher AS INTEGER) IS NULL",
    "record.commercial IS NOT DISTINCT FROM record.public_release",
    "record.commercial = record.public_release",
    "split_part(record.publisher, 'a', 2) = ''",
    "(record.publisher, record.object_form) IS NULL",
)
CONDITIONS = st.recursive(st.sampled_from(ATOMS), _combined, max_leaves=6)
LOOSE = st.recursive(st.sampled_from(ATOMS + NOT_LOOKED_INTO), _combined, max_leaves=6)


def _brute_force(applies: str, requires: str) -> set[tuple[bool | None, bool | None]]:
    """Return the pairs of truth values that DuckDB finds for every combination of values."""
    columns = ", ".join(f'"{name}"' for name in NAMES)
    rows = list(product(*NAMES.values()))
    with duckdb.connect() as connection:
        connection.execute(
            'CREATE TABLE records ("record.commercial" BOOLEAN, "record.public_release" BOOLEAN, '
            '"record.object_form" VARCHAR, "record.publisher" VARCHAR)'
        )
        connection.executemany(f"INSERT INTO records ({columns}) VALUES (?, ?, ?, ?)", rows)
        sql = ", ".join(f"CAST({parse_rule(text).sql(str)} AS BOOLEAN)" for text in (applies, requires))
        return set(connection.execute(f"SELECT DISTINCT {sql} FROM records").fetchall())


@settings(max_examples=60, deadline=None)
@given(CONDITIONS, CONDITIONS)
def test_as_the_database_finds(applies: str, requires: str) -> None:
    """What is possible is exactly what the database finds over every combination of values."""
    assert found(applies, requires) == _brute_force(applies, requires)


@settings(max_examples=60, deadline=None)
@given(LOOSE, LOOSE)
def test_nothing_possible_is_missed(applies: str, requires: str) -> None:
    """Where a comparison is not looked into, nothing the database finds is said to be impossible."""
    assert found(applies, requires) >= _brute_force(applies, requires)


def found(applies: str, requires: str) -> frozenset[tuple[bool | None, bool | None]]:
    """Return the pairs of truth values that lint holds possible."""
    return _pairs(parse_rule(applies), parse_rule(requires), Clock.HELD_AT)


def test_shipped_rules() -> None:
    """Every shipped rule has a case for exactly the verdicts it can give."""
    for checked in read_laws().packs.rules:
        assert possible_verdicts(checked) == {case.expect for case in checked.rule.cases}, checked.id


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        (
            {"applies": "record.purpose IS NULL AND record.purpose IS NOT NULL"},
            "[unreachable-verdict] can never be true or null, so the rule is about nothing",
        ),
        (
            {"applies": "record.purpose IS DISTINCT FROM 'research'"},
            "[unreachable-verdict] can never be true where the rule applies, so nothing complies",
        ),
        (
            {"requires": "record.purpose IS NOT NULL"},
            "[unreachable-verdict] is true wherever the rule applies, so nothing can fail",
        ),
        (
            {"applies": "COALESCE(record.purpose, 'research') = 'research'"},
            "[unreachable-verdict] is never false where the rule applies, so nothing is a violation",
        ),
    ],
)
def test_conditions_that_shut_out_a_verdict(tmp_path: Path, keys: dict[str, str], fault: str) -> None:
    """Conditions that can never be met, never fail or never meet each other are found, with their line."""
    found = faults_with(tmp_path, **{key: f'"{text}"' for key, text in keys.items()})

    assert any(fault in text for text in found), found


def test_a_verdict_that_cannot_come_out(tmp_path: Path) -> None:
    """A case that expects what can never come out is pointed at."""
    cases = """
  - {name: research, record: {purpose: research}, expect: compliant}
  - {name: display, record: {purpose: display}, expect: violation}
  - {name: unknown, record: {url: "https://example.org/"}, expect: unproven}"""

    assert faults_with(tmp_path, cases=cases) == [
        "rule.yaml:11: [missing-case] no case expects not_applicable, which the rule can give",
        "rule.yaml:13: [unreachable-verdict] unproven can never come out",
    ]


def test_missing_cases(tmp_path: Path) -> None:
    """Each verdict that the rule can give and no case expects is named."""
    cases = "[{name: research, record: {purpose: research}, expect: compliant}]"
    found = faults_with(tmp_path, applies='"TRUE"', cases=cases)

    assert found == [
        f"rule.yaml:10: [missing-case] no case expects {verdict}, which the rule can give"
        for verdict in ("unproven", "violation")
    ]


def test_values_nobody_listed(tmp_path: Path) -> None:
    """A list of all words of a closed vocabulary cannot be false, a list of free text can."""
    words = "record.object_form IN ('id', 'hydrated')"
    free = "record.publisher IN ('id', 'hydrated')"
    found = [faults_with(tmp_path, requires=f'"{text}"') for text in (words, free)]

    assert [any("[unreachable-verdict] violation" in text for text in each) for each in found] == [
        True,
        False,
    ]


def test_comparisons_of_dates(tmp_path: Path) -> None:
    """Two dates that are there compare as true or false; null takes a missing one."""
    cases = """
  - {name: before, record: {published_at: 2024-01-01, used_at: 2024-01-02}, expect: compliant}
  - {name: after, record: {published_at: 2024-01-03, used_at: 2024-01-02}, expect: violation}
  - {name: unknown, record: {used_at: 2024-01-02}, expect: not_applicable}"""
    found = faults_with(
        tmp_path,
        applies="record.published_at IS NOT NULL AND record.used_at IS NOT NULL",
        requires="CAST(record.published_at AS DATE) <= CAST(record.used_at AS DATE)",
        cases=cases,
    )

    assert found == []
