"""Which verdicts a rule can come to, whatever the records hold."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from compliance.expressions import CheckedRule, Expression, parse_rule
from compliance.linting.fault import Remark
from compliance.linting.logic import (
    TRUE,
    Among,
    Formula,
    Not,
    Truth,
    Value,
    conjunction,
    disjunction,
    outcomes,
)
from compliance.linting.translation import Translator, literals
from compliance.model.columns import COLUMNS, Kind
from compliance.model.grant import GrantType, Redistribution
from compliance.model.license import Duty, LicenseStatus, Permission, Training
from compliance.model.platform import STRICTNESS, ClauseName, HostKind
from compliance.model.rule import Clock, Scope
from compliance.model.verdict import Verdict

OTHER = "any other value"
_NULL = frozenset({None})
_PERMISSIONS = frozenset({*Permission} - {Permission.UNDETERMINED})
_DUTIES = frozenset({*Duty} - {Duty.UNDETERMINED})

_VALUES: Mapping[str, frozenset[Value]] = MappingProxyType(
    {
        **{
            f"record.{column.name}": frozenset(column.words)
            for column in COLUMNS.values()
            if column.kind is Kind.WORD
        },
        **{
            f"record.{column.name}": frozenset({True, False})
            for column in COLUMNS.values()
            if column.kind is Kind.BOOLEAN
        },
        **{f"terms.{clause}": frozenset(values) for clause, values in STRICTNESS.items() if values},
        **dict.fromkeys(
            ("license.commercial_use", "license.derivatives", "license.redistribution"), _PERMISSIONS
        ),
        "license.attribution": _DUTIES,
        "license.share_alike": _DUTIES,
        "license.training": frozenset({*Training} - {Training.UNDETERMINED}),
        "license.status": frozenset(LicenseStatus),
        "grant.type": frozenset(GrantType),
        "grant.redistribution": frozenset(Redistribution),
        "grant.cap_window": frozenset({"day", "month"}),
        "platform.host_kind": frozenset(HostKind),
        "signal.training": frozenset({"disallowed", "constrained", "unknown", "allowed"}),
        "terms.known": frozenset({True}),
        "lineage.known": frozenset({True}),
        "model.known": frozenset({True}),
        "model.output_training": frozenset(STRICTNESS[ClauseName.MODEL_OUTPUT_TRAINING]),
    }
)
"""The values, besides null, of names that have few."""


def possible_verdicts(checked: CheckedRule) -> frozenset[Verdict]:
    """Return the verdicts the rule can give, and perhaps some it cannot.

    Comparisons of dates, numbers and other free values count as independent of
    each other, so a verdict that is not returned can never come out.
    """
    verdicts = {
        _verdict(applies, requires)
        for applies, requires in _pairs(checked.applies, checked.requires, checked.rule.clock)
    }
    if checked.rule.scope is Scope.GROUP and verdicts - {Verdict.NOT_APPLICABLE}:
        verdicts.add(Verdict.UNPROVEN)
    return frozenset(verdicts)


def unreachable_verdict(checked: CheckedRule) -> Iterator[Remark]:
    """Yield what keeps a rule from ever being applied, met or broken."""
    possible = possible_verdicts(checked)
    if possible == {Verdict.NOT_APPLICABLE}:
        yield ("applies",), "can never be true or null, so the rule is about nothing"
        return
    if Verdict.COMPLIANT not in possible:
        yield ("requires",), "can never be true where the rule applies, so nothing complies"
    if not possible & {Verdict.VIOLATION, Verdict.UNPROVEN}:
        yield ("requires",), "is true wherever the rule applies, so nothing can fail"
    elif Verdict.VIOLATION not in possible and _can_be_false(checked):
        yield ("requires",), "is never false where the rule applies, so nothing is a violation"
    for index, case in enumerate(checked.rule.cases):
        if case.expect not in possible:
            yield ("cases", index, "expect"), f"{case.expect} can never come out"


def missing_case(checked: CheckedRule) -> Iterator[Remark]:
    """Yield each verdict the rule can give that no case expects."""
    expected = {case.expect for case in checked.rule.cases}
    for verdict in Verdict:
        if verdict in possible_verdicts(checked) - expected:
            yield ("cases",), f"no case expects {verdict}, which the rule can give"


def _can_be_false(checked: CheckedRule) -> bool:
    return (TRUE.value, False) in _pairs(parse_rule("TRUE"), checked.requires, checked.rule.clock)


@lru_cache(maxsize=8)
def _pairs(applies: Expression, requires: Expression, clock: Clock) -> frozenset[tuple[Truth, Truth]]:
    """Return every pair of truth values that the two conditions can take on one record."""
    translator = Translator(clock)
    formulas = (translator.truth(applies.tree), translator.truth(requires.tree))
    names = {*applies.names, *requires.names}
    found = outcomes((*formulas, _context(names)), _domains((applies, requires)))
    return frozenset((first, second) for first, second, real in found if real)


def can_apply(checked: CheckedRule, settled: Mapping[str, frozenset[Value]]) -> bool:
    """Tell whether the rule can apply, or come to no answer whether it does, with some names settled."""
    return _can_apply(checked.applies, checked.rule.clock, frozenset(settled.items()))


@lru_cache(maxsize=1024)
def _can_apply(applies: Expression, clock: Clock, settled: frozenset[tuple[str, frozenset[Value]]]) -> bool:
    domains = {**_domains((applies,)), **dict(settled)}
    found = outcomes((Translator(clock).truth(applies.tree), _context(applies.names)), domains)
    return any(real and truth is not False for truth, real in found)


def _verdict(applies: Truth, requires: Truth) -> Verdict:
    if applies is False:
        return Verdict.NOT_APPLICABLE
    if requires:
        return Verdict.COMPLIANT
    return Verdict.VIOLATION if applies and requires is False else Verdict.UNPROVEN


def _domains(expressions: Iterable[Expression]) -> Mapping[str, frozenset[Value]]:
    compared: dict[str, set[Value]] = {"record.collected_at": set(), "platform.id": set()}
    for expression in expressions:
        for name in expression.names:
            compared.setdefault(name, set())
        for name, value in literals(expression.tree):
            compared[name].add(value)
    return {
        name: _VALUES.get(name, frozenset({*values, True, False, OTHER})) | _NULL
        for name, values in compared.items()
    }


def _context(names: Iterable[str]) -> Formula:
    """Return what the judge sees to: no terms are known where the platform is not."""
    unknown = conjunction(Among(name, _NULL) for name in sorted(names) if name.startswith("terms."))
    return disjunction((Not(Among("platform.id", _NULL)), unknown))
