"""The conditions of waivers and corrections, read as those of rules are."""

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeVar

from compliance.errors import ConfigurationError, Problem
from compliance.expressions import CheckedCorrection, CheckedWaiver, ExpressionError, Selector
from compliance.inputs.corrected import fault_of_value
from compliance.model.anchor import Anchor
from compliance.model.correction import StatedCorrection
from compliance.model.waiver import StatedWaiver

_OF_RECORDS = ("record.", "signal.")
_OF_ADDRESSES = frozenset({"platform.detected", "platform.host_kind"})

Stated = TypeVar("Stated", StatedWaiver, StatedCorrection)
Checked = TypeVar("Checked")


def check_waivers(stated: Iterable[StatedWaiver], known: Collection[str]) -> tuple[CheckedWaiver, ...]:
    """Return the waivers with their conditions checked; *known* are the ids of all rules.

    Raises ConfigurationError with every fault, a rule that nobody knows among them.
    """

    def faults(waiver: StatedWaiver, _: Selector) -> Iterator[tuple[Anchor, str]]:
        rule = waiver.waiver.rule
        if rule not in known:
            near = difflib.get_close_matches(rule, sorted(known), n=1)
            hint = f"; did you mean `{near[0]}`?" if near else "; `compliance rules list` shows every rule"
            yield waiver.anchor, f"there is no rule `{rule}`{hint}"

    return _checked(((one, one.waiver.where) for one in stated), faults, CheckedWaiver)


def check_corrections(stated: Iterable[StatedCorrection]) -> tuple[CheckedCorrection, ...]:
    """Return the corrections with their conditions checked.

    Raises ConfigurationError with every fault: a condition about something that
    no manifest says, a value that its column cannot hold.
    """

    def faults(correction: StatedCorrection, where: Selector) -> Iterator[tuple[Anchor, str]]:
        for name in where.names:
            if not name.startswith(_OF_RECORDS) and name not in _OF_ADDRESSES:
                yield correction.where, f"`where`: {name} is no fact of a record, which alone can be wrong"
        for column, value in correction.correction.set.items():
            fault = fault_of_value(column, value)
            if fault:
                yield correction.anchor, f"`set`: {fault}"

    return _checked(((one, one.correction.where) for one in stated), faults, CheckedCorrection)


def _checked(
    stated: Iterable[tuple[Stated, str]],
    faults: Callable[[Stated, Selector], Iterator[tuple[Anchor, str]]],
    make: Callable[[Stated, Selector], Checked],
) -> tuple[Checked, ...]:
    checked: list[Checked] = []
    problems: list[Problem] = []
    for one, text in stated:
        try:
            selector = _selector(text)
        except ExpressionError as error:
            at = one.where
            problems.append(Problem(at.path, at.line, at.column + error.offset, f"`where`: {error.text}"))
            continue
        found = [Problem(at.path, at.line, at.column, said) for at, said in faults(one, selector)]
        problems += found
        checked.append(make(one, selector))
    if problems:
        raise ConfigurationError(tuple(problems))
    return tuple(checked)


def _selector(text: str) -> Selector:
    from compliance.expressions import check_selector  # noqa: PLC0415 - start-up time

    return check_selector(text)
