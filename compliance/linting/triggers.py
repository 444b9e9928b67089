"""Which clauses a rule looks at, and which of their values let it apply on a platform."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from compliance.expressions import CheckedRule
from compliance.judge.terms import ROUTES
from compliance.linting.logic import Value
from compliance.linting.verdicts import OTHER, can_apply
from compliance.model.platform import STRICTNESS, Clause, ClauseName, Platform, Status

_TIMES = frozenset({"terms.delete_within_hours", "terms.refresh_within_days"})


@dataclass(frozen=True)
class Row:
    """A clause of a platform, and whether its value lets the rule apply."""

    document: str
    clause: Clause
    applies: bool


def clauses_of(checked: CheckedRule) -> tuple[ClauseName, ...]:
    """Return the clauses that the rule looks at, in the order of their names."""
    names = set(checked.names)
    return tuple(
        clause
        for clause in ClauseName
        if names & {f"terms.{clause}", f"terms.{clause}_conditions"}
        or (clause is ClauseName.DELETION_DUTY and names & _TIMES)
    )


def timeline(checked: CheckedRule, clause: ClauseName, platform: Platform) -> tuple[Row, ...]:
    """Return what the documents of a platform have said, of those that can bind the rule's records.

    Ordered by document and day. Empty where nothing said lets the rule apply.
    """
    place = _settled("platform.id", platform.id, checked)
    methods = (method for method in ROUTES if can_apply(checked, place | _settled(_METHOD, method, checked)))
    routes = frozenset(route for method in methods for route in ROUTES[method])
    name = f"terms.{clause}"
    triggers = {
        value
        for value in STRICTNESS[clause] or (OTHER,)
        if can_apply(checked, place | {name: frozenset({value})})
    }
    rows = tuple(
        Row(document.title, row, not STRICTNESS[clause] or row.value in triggers)
        for document in platform.documents
        if not routes.isdisjoint(document.binds)
        for row in document.clauses
        if row.clause is clause and row.status in {Status.IN_FORCE, Status.SUPERSEDED}
    )
    return rows if any(row.applies for row in rows) else ()


def timelines(
    checked: CheckedRule, clause: ClauseName, platforms: Mapping[str, Platform]
) -> Iterator[tuple[Platform, tuple[Row, ...]]]:
    """Yield every platform on which the clause lets the rule apply, those with the most rows first."""
    found = [(platform, timeline(checked, clause, platform)) for platform in platforms.values()]
    yield from sorted((line for line in found if line[1]), key=lambda line: (-len(line[1]), line[0].id))


_METHOD = "record.acquisition_method"


def _settled(name: str, value: str, checked: CheckedRule) -> dict[str, frozenset[Value]]:
    """Return the domain of a name that has this value, whether or not the rule compares it with any."""
    is_compared = any(f"'{value}'" in text for text in (checked.applies.text, checked.requires.text))
    return {name: frozenset({value if is_compared or name == _METHOD else OTHER})}
