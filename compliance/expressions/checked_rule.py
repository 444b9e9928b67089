"""A rule whose conditions have passed the allow-list."""

from dataclasses import dataclass

from compliance.expressions.expression import Expression
from compliance.expressions.fact_plan import FactPlan
from compliance.model.rule import Rule


@dataclass(frozen=True)
class Grouping:
    """What a group rule requires, in SQL over the columns of a context."""

    sums: tuple[str, ...] = ()
    """The aggregates that it compares, in order."""
    requires: str = ""
    """The requirement; a name outside aggregates stands for its one value in the group."""


@dataclass(frozen=True)
class OverFacts:
    """The conditions of a rule over the facts of a profile, and those facts."""

    facts: FactPlan
    applies: Expression
    requires: Expression
    group_by: tuple[Expression, ...]
    grouping: Grouping
    """Empty for a rule on single records."""


@dataclass(frozen=True)
class CheckedRule:
    """A rule of a pack, ready to be judged."""

    id: str
    """`pack/slug`, from the path of the file."""
    path: str
    rule: Rule
    applies: Expression
    requires: Expression
    group_by: tuple[Expression, ...]
    over_facts: OverFacts
    selectors: tuple[Expression, ...] = ()
    """What waivers ask of the records that it finds."""

    @property
    def conditions(self) -> tuple[Expression, ...]:
        """Everything that is asked of a record, by the rule or by who waives it; keys of groups aside."""
        return (self.applies, self.requires, *self.selectors)

    @property
    def asked(self) -> tuple[str, ...]:
        """Full names that the rule or a waiver of it mentions."""
        selected = (name for selector in self.selectors for name in selector.names)
        return tuple(dict.fromkeys((*self.names, *selected)))

    @property
    def names(self) -> tuple[str, ...]:
        """Full names that the rule mentions, in the order of first mention."""
        expressions = (self.applies, self.requires, *self.group_by)
        return tuple(dict.fromkeys(name for expression in expressions for name in expression.names))
