"""License expressions: AND, OR and parentheses around anything people write for a licence.

Leaves may be names with spaces and brackets of their own, which SPDX parsers refuse; so the
operators are found here, and what lies between them is left to the caller.
"""

import re
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

Value = TypeVar("Value")

UPPER_CASE = re.compile(r"(?<![^\s()])(AND|OR)(?![^\s()])")
"""Operators as SPDX writes them."""
ANY_CASE = re.compile(UPPER_CASE.pattern, re.IGNORECASE)
"""Operators in any case: they also occur inside names, such as "v2 or later"."""

_PRECEDENCE = {"(": 0, "OR": 1, "AND": 2}


class ExpressionError(ValueError):
    """The operators and parentheses of an expression do not fit together."""


def fold(
    text: str,
    leaf: Callable[[str], Value],
    join: Callable[[str, Value, Value], Value],
    operators: re.Pattern[str] = UPPER_CASE,
) -> Value:
    """Return the value of an expression, worked out from its leaves.

    `join` gets "AND" or "OR" and both sides; AND binds tighter than OR. Works
    without recursion, in time linear in the text. Raises ExpressionError.
    """
    folding = _Folding(join)
    for token, is_leaf in _tokens(text, operators):
        if is_leaf:
            folding.add(leaf(token))
        else:
            folding.operate(token)
    return folding.result()


def _tokens(text: str, operators: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """Yield every token and whether it is a leaf, in the order of the text."""
    for number, piece in enumerate(operators.split(text)):
        if number % 2:
            yield piece.upper(), False
        else:
            yield from _leaf_tokens(piece.strip())


def _leaf_tokens(piece: str) -> Iterator[tuple[str, bool]]:
    # "Attribution 4.0 (CC BY 4.0)" has brackets of its own: only those that it does not close
    # itself, and those it opens with, belong to the expression.
    while piece.startswith("("):
        yield "(", False
        piece = piece[1:].lstrip()
    closing = 0
    while piece.endswith(")") and piece.count(")") > piece.count("("):
        piece = piece[:-1].rstrip()
        closing += 1
    if piece:
        yield piece, True
    for _ in range(closing):
        yield ")", False


class _Folding(Generic[Value]):
    """Values and waiting operators of one pass over the tokens."""

    def __init__(self, join: Callable[[str, Value, Value], Value]) -> None:
        self._join = join
        self._values: list[Value] = []
        self._waiting: list[str] = []
        self._wants_leaf = True

    def add(self, value: Value) -> None:
        """Take the next leaf."""
        self._demand(wants_leaf=True)
        self._values.append(value)
        self._wants_leaf = False

    def operate(self, symbol: str) -> None:
        """Take the next operator or parenthesis."""
        self._demand(wants_leaf=symbol == "(")
        if symbol == ")":
            self._close()
        elif symbol == "(":
            self._waiting.append(symbol)
        else:
            self._reduce(_PRECEDENCE[symbol])
            self._waiting.append(symbol)
            self._wants_leaf = True

    def result(self) -> Value:
        """Return the value of everything taken."""
        self._demand(wants_leaf=False)
        self._reduce(1)
        if self._waiting:
            raise ExpressionError("a parenthesis is never closed")
        return self._values[0]

    def _demand(self, *, wants_leaf: bool) -> None:
        if self._wants_leaf is not wants_leaf:
            raise ExpressionError("a license is missing" if self._wants_leaf else "an operator is missing")

    def _close(self) -> None:
        self._reduce(1)
        if not self._waiting:
            raise ExpressionError("a parenthesis was never opened")
        self._waiting.pop()

    def _reduce(self, precedence: int) -> None:
        while self._waiting and _PRECEDENCE[self._waiting[-1]] >= precedence:
            right, left = self._values.pop(), self._values.pop()
            self._values.append(self._join(self._waiting.pop(), left, right))
