"""A rule whose conditions have passed the allow-list."""

from dataclasses import dataclass

from compliance.expressions.expression import Expression
from compliance.model.rule import Rule


@dataclass(frozen=True)
class CheckedRule:
    """A rule of a pack, ready to be judged."""

    id: str
    """`pack/slug`, from the path of the file."""
    path: str
    rule: Rule
    applies: Expression
    requires: Expression
    group_by: tuple[Expression, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Full names that the rule mentions, in the order of first mention."""
        expressions = (self.applies, self.requires, *self.group_by)
        return tuple(dict.fromkeys(name for expression in expressions for name in expression.names))
