"""Folding days into intervals loses no verdict and no record."""

import datetime
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.expressions import CheckedRule
from compliance.judge import plan_judging
from compliance.judge.folding import Boundaries, fold
from compliance.judge.platforms import place_records
from compliance.judge.tables import combine_profiles
from compliance.model.platform import Basis, Clause, ClauseName, Route, TermsDocument
from compliance.model.rule import Clock
from compliance.model.verdict import Verdict, decide
from compliance.profile import profile_dataset
from tests.judge.situation import AS_OF, SOURCE, Situation, day, judged, platform, rule, shifted, world

FREE, PAID = day("2020-01-10"), day("2020-03-10")
BOUGHT, ENDED = day("2020-02-01"), day("2020-02-20")
LIMIT = day("2020-02-10")
GRANT = {"id": "g1", "type": "api_plan", "platform": "x", "valid_from": BOUGHT, "valid_to": ENDED}
BOUNDARIES = (FREE, PAID, BOUGHT, ENDED, LIMIT, AS_OF, day("2020-02-29"))

Day = datetime.date | None
Oracle = Callable[[Day, Day], bool | None]


def clause(value: str, start: datetime.date, stop: datetime.date | None) -> Clause:
    """Return a clause on the price of the API."""
    return Clause(
        clause=ClauseName.API_ACCESS,
        value=value,
        effective_from=start,
        effective_to=stop,
        basis=Basis.STATED,
        note="",
        source=SOURCE,
    )


TERMS = TermsDocument(
    title="Terms",
    binds=(Route.API_USERS,),
    clauses=(clause("free", FREE, PAID), clause("paid", PAID, None)),
)
WORLD = world(platform("x", TERMS))


def access(on: Day) -> str | None:
    """Return what the API cost that day, read off the two clauses."""
    if on is None or on < FREE:
        return None
    return "free" if on < PAID else "paid"


def both(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001 - truth values
    """Return SQL's AND."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def if_known(on: Day, claim: Callable[[datetime.date], bool]) -> bool | None:
    """Return the claim about a day, or null without a day."""
    return None if on is None else claim(on)


def with_terms(on: Day, value: str) -> bool | None:
    """Return whether the API cost was this, or null without terms."""
    return None if (found := access(on)) is None else found == value


COLLECTED: dict[str, Oracle] = {
    "record.collected_at < '2020-02-10'": lambda c, _: if_known(c, lambda day: day < LIMIT),
    "record.collected_at = '2020-02-10'": lambda c, _: if_known(c, lambda day: day == LIMIT),
    "record.collected_at BETWEEN '2020-02-01' AND '2020-02-10'": lambda c, _: if_known(
        c, lambda day: BOUGHT <= day <= LIMIT
    ),
    "record.collected_at IS NULL": lambda c, _: c is None,
    "record.collected_at <= record.used_at": lambda c, u: None if c is None or u is None else c <= u,
    "record.collected_at <= run.as_of": lambda c, _: if_known(c, lambda day: day <= AS_OF),
    "clock.day <> '2020-03-10'": lambda c, _: if_known(c, lambda day: day != PAID),
    "terms.api_access = 'free'": lambda c, _: with_terms(c, "free"),
    "grant.in_force": lambda c, _: if_known(c, lambda day: BOUGHT <= day < ENDED),
    "record.collected_at < grant.valid_to": lambda c, _: if_known(c, lambda day: day < ENDED),
    "record.collected_at > grant.valid_from": lambda c, _: if_known(c, lambda day: day > BOUGHT),
    "grant.in_force AND terms.api_access = 'free'": lambda c, _: both(
        if_known(c, lambda day: BOUGHT <= day < ENDED), with_terms(c, "free")
    ),
}
CALENDAR: dict[str, Oracle] = {
    "date_trunc('month', clock.day) = '2020-02-01'": lambda c, _: if_known(
        c, lambda day: (day.year, day.month) == (2020, 2)
    ),
    "clock.day < record.used_at": lambda c, u: None if c is None or u is None else c < u,
    "clock.day + INTERVAL 3 DAY > grant.valid_to": lambda c, _: if_known(
        c, lambda day: day + datetime.timedelta(days=3) > ENDED
    ),
    "record.collected_at IN ('2020-02-10', '2020-02-20')": lambda c, _: if_known(
        c, lambda day: day in {LIMIT, ENDED}
    ),
    "record.collected_at < CAST('2020-02-10' AS DATE) + INTERVAL 3 DAY": lambda c, _: if_known(
        c, lambda day: day < LIMIT + datetime.timedelta(days=3)
    ),
    "date_trunc('month', record.collected_at) = '2020-02-01'": lambda c, _: if_known(
        c, lambda day: (day.year, day.month) == (2020, 2)
    ),
}
"""What needs the days themselves; beside such a rule no day of collection is folded."""
USED: dict[str, Oracle] = {
    "record.used_at > '2020-02-10'": lambda _, u: if_known(u, lambda day: day > LIMIT),
    "terms.api_access = 'paid'": lambda _, u: with_terms(u or AS_OF, "paid"),
    "grant.in_force": lambda _, u: BOUGHT <= (u or AS_OF) < ENDED,
}
APPLIES = "record.collected_at >= '2020-02-01'"


def rules(oracles: dict[str, Oracle], clock: Clock) -> list[tuple[CheckedRule, Oracle]]:
    """Return a rule for each condition, beside plain Python for what it requires."""
    return [
        (rule(text, APPLIES, clock, id_=f"{clock}/{number}"), oracle)
        for number, (text, oracle) in enumerate(oracles.items())
    ]


FOLDED = [*rules(COLLECTED, Clock.COLLECTED_AT), *rules(USED, Clock.USED_AT)]
UNFOLDED = rules(CALENDAR, Clock.COLLECTED_AT)
DAYS = st.none() | st.builds(
    lambda boundary, days: boundary + datetime.timedelta(days=days),
    st.sampled_from(BOUNDARIES),
    st.integers(-2, 2),
)


def expected(oracle: Oracle, pairs: list[tuple[Day, Day]]) -> Counter[Verdict]:
    """Return how many records have each verdict, one record after the other."""
    return Counter(
        decide(applies=if_known(c, lambda day: day >= BOUGHT), requires=oracle(c, u)) for c, u in pairs
    )


def check(oracles: list[tuple[CheckedRule, Oracle]], pairs: list[tuple[Day, Day]]) -> None:
    """Compare the judge with plain Python on records with these days of collection and use."""
    rows = [
        {"platform": "x", "acquisition_method": "api", "grant_id": "g1", "collected_at": c, "used_at": u}
        for c, u in pairs
    ]
    found = judged([Situation(rows, [GRANT])], [checked for checked, _ in oracles], WORLD)
    for checked, oracle in oracles:
        by_verdict = {verdict: getattr(found.counts[checked.id][0], verdict.value) for verdict in Verdict}
        assert Counter(by_verdict) == expected(oracle, pairs), checked.rule.requires


@pytest.mark.parametrize("oracles", [FOLDED, *([unfolded] for unfolded in UNFOLDED)])
def test_every_boundary(oracles: list[tuple[CheckedRule, Oracle]]) -> None:
    """On the day before, of and after each boundary a rule decides as the day itself says."""
    near = [boundary + datetime.timedelta(days=days) for boundary in BOUNDARIES for days in (-1, 0, 1)]

    check(oracles, [(c, u) for c in (None, *near) for u in (None, FREE, ENDED)])
    check(oracles, [(c, u) for c in (None, BOUGHT, LIMIT) for u in (None, *near)])


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=20))
def test_folded_and_single_days_agree(pairs: list[tuple[Day, Day]]) -> None:
    """Judging folded groups counts as judging every record on its own days does."""
    check(FOLDED, pairs)


@pytest.mark.parametrize(
    ("condition", "groups"),
    [
        ("record.collected_at < '2020-02-10'", 3),
        ("date_trunc('month', record.collected_at) = '2020-02-01'", 366),
    ],
)
def test_days_are_folded_where_no_rule_can_tell(condition: str, groups: int, tmp_path: Path) -> None:
    """A year of days is as many groups as the rules can tell apart, and no record is lost."""
    plan = plan_judging([rule(condition)])
    rows = [{"platform": "x", "collected_at": shifted("2020-01-01", number)} for number in range(366)]
    dataset = Situation(rows).read(tmp_path)
    profile = profile_dataset(dataset, plan.facts, WORLD.hosts)
    days = combine_profiles([profile], plan.facts)
    with duckdb.connect() as connection:
        place_records(connection, days, WORLD.platform_ids)
        fold(connection, plan.facts, plan.rules, Boundaries(frozenset(), {}))
        found = connection.execute('SELECT count(*), sum("measure.records") FROM folded').fetchone()

    assert found == (groups, 366)
