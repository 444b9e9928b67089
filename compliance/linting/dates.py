"""Dates that contradict each other, and days that no case tries."""

import datetime
from collections.abc import Callable, Iterator

from sqlglot import exp

from compliance.expressions import CheckedRule, Expression
from compliance.expressions.trees import full_name
from compliance.linting.fault import Remark
from compliance.model.grant import Grant
from compliance.model.rule import Case, Clock

_DAY = datetime.timedelta(days=1)
_AT_LATEST = ("valid_to", "terminated_on", "paid_through")


def contradictory_dates(checked: CheckedRule) -> Iterator[Remark]:
    """Yield every grant of a case that ends before it starts."""
    for index, case in enumerate(checked.rule.cases):
        for place, grant in enumerate(case.grants or ()):
            for field in _AT_LATEST:
                end = _end(grant, field)
                if grant.valid_from and end and end < grant.valid_from:
                    yield ("cases", index, "grants", place, field), f"{field} lies before valid_from"


def future_reference(today: datetime.date) -> Callable[[CheckedRule], Iterator[Remark]]:
    """Return the check that no reference is dated after *today*."""

    def check(checked: CheckedRule) -> Iterator[Remark]:
        for index, reference in enumerate(checked.rule.references):
            if reference.date and reference.date > today:
                yield ("references", index, "date"), f"{reference.date} is yet to come"

    return check


def untested_day(checked: CheckedRule) -> Iterator[Remark]:
    """Yield each day that a condition names and no case tries, or whose day before none tries."""
    for key, expression in (("applies", checked.applies), ("requires", checked.requires)):
        for day, names in _named_days(expression):
            tried = {
                tried for name in names for case in checked.rule.cases for tried in _days(case, name, checked)
            }
            missing = [wanted for wanted in (day - _DAY, day) if wanted not in tried]
            if missing:
                days = " and ".join(map(str, missing))
                yield (key,), f"no case has {' or '.join(sorted(names))} on {days}, beside the boundary {day}"


def named_days(checked: CheckedRule) -> frozenset[datetime.date]:
    """Return every date in the conditions of the rule."""
    return frozenset(day for tree in (checked.applies, checked.requires) for day, _ in _named_days(tree))


def _end(grant: Grant, field: str) -> datetime.date | None:
    end: datetime.date | None = getattr(grant, field)
    return end


def _named_days(expression: Expression) -> Iterator[tuple[datetime.date, frozenset[str]]]:
    """Yield every date in a condition once, with the names it is compared with."""
    found: dict[datetime.date, set[str]] = {}
    for cast in expression.tree.find_all(exp.Cast):
        day = next(_read_day(cast.this.name), None) if isinstance(cast.this, exp.Literal) else None
        if day is None or not cast.to.is_type(*exp.DataType.TEMPORAL_TYPES):
            continue
        predicate = cast.find_ancestor(exp.Predicate) or expression.tree
        names = {full_name(column) for column in predicate.find_all(exp.Column)}
        found.setdefault(day, set()).update(names)
    yield from ((day, frozenset(names)) for day, names in found.items())


def _days(case: Case, name: str, checked: CheckedRule) -> Iterator[datetime.date]:
    """Yield the days that a name has in a case."""
    if name == "run.as_of" or (name == "clock.day" and checked.rule.clock is Clock.HELD_AT):
        yield from filter(None, [case.as_of])
        return
    column = checked.rule.clock if name == "clock.day" else name.partition(".")[2]
    if name.startswith("grant."):
        yield from (
            day
            for grant in case.grants or ()
            if isinstance(day := getattr(grant, column, None), datetime.date)
        )
    for row in case.rows:
        match row.get(column):
            case datetime.datetime() as moment:
                yield moment.date()
            case datetime.date() as day:
                yield day
            case str() as text:
                yield from _read_day(text)
            case _:
                pass


def _read_day(text: str) -> Iterator[datetime.date]:
    try:
        yield datetime.date.fromisoformat(text[:10])
    except ValueError:
        return
