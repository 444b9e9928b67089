"""A checked condition as data: its SQL, the names in it, and the days it depends on.

Whoever judges needs only these; the parser, slow to load, works where conditions are read.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from compliance.errors import ComplianceError
from compliance.quoting import quote

if TYPE_CHECKING:
    from sqlglot import exp


class ExpressionError(ComplianceError):
    """A condition is not of the language; `offset` says where, from 0."""

    def __init__(self, text: str, offset: int = 0) -> None:
        """Say what is wrong and at which character."""
        super().__init__(text)
        self.offset = offset


@dataclass(frozen=True)
class Expression:
    """A condition that has passed the allow-list."""

    text: str
    names: tuple[str, ...]
    """Full names it mentions, in the order of first mention."""
    parts: tuple[str, ...]
    """Its DuckDB SQL, cut at the names: SQL and name in turn, SQL at both ends."""
    dates: tuple[datetime.date, ...] = ()
    """The days written in it."""
    exact: tuple[str, ...] = ()
    """Names it does not only compare with dates, so that an interval of days cannot stand for one."""

    @cached_property
    def tree(self) -> "exp.Expr":
        """The condition as a tree, for whoever reasons about it."""
        from compliance.expressions.trees import parse_sql  # noqa: PLC0415 - start-up time

        return parse_sql(self._written(lambda name: ".".join(map(quote, name.split(".")))))

    def sql(self, spell: Callable[[str], str]) -> str:
        """Return DuckDB SQL in which `spell` says how each name is written."""
        return self._written(lambda name: quote(spell(name)))

    def _written(self, write: Callable[[str], str]) -> str:
        return "".join(write(part) if index % 2 else part for index, part in enumerate(self.parts))
