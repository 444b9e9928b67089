"""Three-valued formulas, and which pairs of truth values two of them can take together.

A formula is over *variables* with few values each: a name of the rule language (null, the
words it is compared with, and one other), or a comparison nobody looks into (true, false).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import assert_never

Value = str | bool | None
Truth = bool | None


@dataclass(frozen=True)
class Constant:
    """A truth value."""

    value: Truth


@dataclass(frozen=True)
class Among:
    """Whether a variable has one of some values; never null."""

    variable: str
    values: frozenset[Value]


@dataclass(frozen=True)
class Not:
    """The opposite; null stays null."""

    inner: "Formula"


@dataclass(frozen=True)
class And:
    """False when either is, else null when either is."""

    left: "Formula"
    right: "Formula"


@dataclass(frozen=True)
class IsNull:
    """Whether a formula is null; never null itself."""

    inner: "Formula"


@dataclass(frozen=True)
class Choice:
    """The one formula where a condition is true, the other where it is false or null."""

    condition: "Formula"
    then: "Formula"
    otherwise: "Formula"


Formula = Constant | Among | Not | And | IsNull | Choice

TRUE, FALSE, NULL = Constant(True), Constant(False), Constant(None)


def conjunction(formulas: Iterable[Formula]) -> Formula:
    """Return the formula that all of these make with AND; true for none."""
    result: Formula = TRUE
    for formula in formulas:
        result = formula if result == TRUE else And(result, formula)
    return result


def disjunction(formulas: Iterable[Formula]) -> Formula:
    """Return the formula that all of these make with OR; false for none."""
    return Not(conjunction(Not(formula) for formula in formulas))


def outcomes(
    formulas: tuple[Formula, ...], domains: Mapping[str, frozenset[Value]]
) -> frozenset[tuple[Truth, ...]]:
    """Return every combination of truth values that the formulas can take together.

    A variable that *domains* does not name is true or false.
    """

    @cache
    def explore(left: tuple[Formula, ...]) -> frozenset[tuple[Truth, ...]]:
        variable = next((name for formula in left for name in _variables(formula)), None)
        if variable is None:
            return frozenset({tuple(formula.value for formula in left if isinstance(formula, Constant))})
        values = domains.get(variable, frozenset({True, False}))
        return frozenset().union(
            *(explore(tuple(_assign(formula, variable, value) for formula in left)) for value in values)
        )

    return explore(tuple(_assign(formula, "", None) for formula in formulas))


def _variables(formula: Formula) -> Iterator[str]:
    match formula:
        case Constant():
            return
        case Among():
            yield formula.variable
        case Not() | IsNull():
            yield from _variables(formula.inner)
        case And():
            yield from _variables(formula.left)
            yield from _variables(formula.right)
        case Choice():
            yield from _variables(formula.condition)
            yield from _variables(formula.then)
            yield from _variables(formula.otherwise)
        case _:
            assert_never(formula)


def _assign(  # noqa: PLR0911 - a line for each kind of formula
    formula: Formula, variable: str, value: Value
) -> Formula:
    """Return the formula with a variable settled, as short as that makes it."""
    match formula:
        case Constant():
            return formula
        case Among():
            return Constant(value in formula.values) if formula.variable == variable else formula
        case Not():
            return _negated(_assign(formula.inner, variable, value))
        case And():
            return _both(_assign(formula.left, variable, value), _assign(formula.right, variable, value))
        case IsNull():
            inner = _assign(formula.inner, variable, value)
            if isinstance(inner, Constant):
                return Constant(inner.value is None)
            return FALSE if isinstance(inner, Among) else IsNull(inner)
        case Choice():
            condition = _assign(formula.condition, variable, value)
            if isinstance(condition, Constant):
                return _assign(formula.then if condition.value else formula.otherwise, variable, value)
            then = _assign(formula.then, variable, value)
            otherwise = _assign(formula.otherwise, variable, value)
            return then if then == otherwise else Choice(condition, then, otherwise)
        case _:
            assert_never(formula)


def _negated(formula: Formula) -> Formula:
    match formula:
        case Constant():
            return formula if formula.value is None else Constant(not formula.value)
        case Not():
            return formula.inner
        case _:
            return Not(formula)


def _both(left: Formula, right: Formula) -> Formula:
    if FALSE in (left, right):
        return FALSE
    if left in (TRUE, right):
        return right
    return left if right == TRUE else And(left, right)
