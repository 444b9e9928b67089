"""A rule as conditions over columns of a query: which lookups it needs, and what may be lost."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from sqlglot import exp

from compliance.expressions import CheckedRule
from compliance.expressions.trees import full_name, write_sql
from compliance.model.card import Card
from compliance.model.rule import Clock, Scope
from compliance.warehouse.lists import Listed, without_lists
from compliance.warehouse.lookup import written
from compliance.warehouse.reading import NotPortableError

_OF_CARD = ("name", "version", "owner", "entity", "intended_use", "released_to")
_KEPT_BACK = {
    "model": "what is known of generators is read from their names",
    "lineage": "parents are looked up among datasets",
    "signal": "rights signals are read from their text",
    "id_time": "the time inside an id is read from its digits",
}
_LOOKED_UP = ("terms", "license", "grant")


@dataclass(frozen=True)
class Conditions:
    """The conditions of a rule, in trees whose columns are those of the query."""

    rule: CheckedRule
    applies: exp.Expr
    requires: exp.Expr
    listed: tuple[Listed, ...]
    """Every column of a lookup table that they mention."""

    def asked(self, namespace: str) -> tuple[Listed, ...]:
        """Return the columns of the table of a namespace."""
        return tuple(one for one in self.listed if one.source.startswith(f"{namespace}."))

    @property
    def columns(self) -> frozenset[str]:
        """The columns of the query that they mention."""
        trees = (self.applies, self.requires)
        return frozenset(column.name for tree in trees for column in tree.find_all(exp.Column))

    @property
    def namespaces(self) -> frozenset[str]:
        """The namespaces that the conditions mention."""
        return frozenset(name.partition(".")[0] for name in self.rule.names)

    @property
    def only_platform(self) -> str | None:
        """The platform that the rule is about, where it leaves every other one alone."""
        if not {"platform.detected", "platform.host_kind"}.isdisjoint(self.rule.names):
            return None
        for part in _conjuncts(self.applies):
            is_same = isinstance(part, exp.NullSafeEQ) and isinstance(part.expression, exp.Literal)
            if is_same and part.this.name == "platform.id":
                return str(part.expression.name)
        return None

    def certain(self, lost: frozenset[str]) -> list[exp.Expr]:
        """Return the parts of `applies`, joined by AND, that mention none of the *lost* columns."""
        return [
            part
            for part in _conjuncts(self.applies)
            if lost.isdisjoint(column.name for column in part.find_all(exp.Column))
        ]


def conditions_of(rule: CheckedRule, card: Card, as_of: datetime.date) -> Conditions:
    """Return the conditions of a rule on records. Raises NotPortableError."""
    if rule.rule.scope is not Scope.RECORD:
        raise NotPortableError(
            "it adds up the records of a group, over every dataset that shares the register"
        )
    for namespace, why in _KEPT_BACK.items():
        if any(name.startswith(f"{namespace}.") for name in rule.names):
            raise NotPortableError(why)
    trees: list[exp.Expr] = []
    listed: dict[str, Listed] = {}
    for condition in (rule.over_facts.applies, rule.over_facts.requires):
        tree, found = without_lists(condition.tree)
        listed |= {one.name: one for one in found}
        trees.append(_spelled(tree, rule, card, as_of))
    looked_up = [one for one in listed.values() if one.source.partition(".")[0] in _LOOKED_UP]
    applies, requires = trees
    return Conditions(rule, applies, requires, tuple(looked_up))


def days(rule: CheckedRule) -> dict[str, str]:
    """Return the columns of days, which the conditions compare, and the facts they are of."""
    return {name: f"day.{name.removeprefix('record.')}" for name in rule.over_facts.facts.days}


def clock_sql(rule: CheckedRule, as_of: datetime.date) -> str:
    """Return SQL for the day on which terms and grants are looked up."""
    match rule.rule.clock:
        case Clock.COLLECTED_AT:
            return 'CAST("record.collected_at" AS DATE)'
        case Clock.USED_AT:
            return f'coalesce(CAST("record.used_at" AS DATE), {written(as_of)})'
        case Clock.HELD_AT:
            return written(as_of)


def verdict_sql(conditions: Conditions, lost: dict[str, str]) -> str:
    """Return SQL for the verdict; *lost* has, by column, the SQL that tells whether it may be another.

    Where something that the rule looks at is lost the record is unproven, unless
    the rest shows that the rule does not apply.
    """
    applies, requires = write_sql(conditions.applies), write_sql(conditions.requires)
    cases = []
    if lost:
        certain = " AND ".join(f"({write_sql(part)})" for part in conditions.certain(frozenset(lost)))
        cases += [f"WHEN NOT ({certain}) THEN 'not_applicable'"] if certain else []
        cases.append(f"WHEN {' OR '.join(sorted(set(lost.values())))} THEN 'unproven'")
    cases += [
        f"WHEN NOT ({applies}) THEN 'not_applicable'",
        f"WHEN ({requires}) THEN 'compliant'",
        f"WHEN ({applies}) AND NOT ({requires}) THEN 'violation'",
    ]
    return f"CASE {' '.join(cases)} ELSE 'unproven' END"


def _spelled(tree: exp.Expr, rule: CheckedRule, card: Card, as_of: datetime.date) -> exp.Expr:
    of_days = days(rule)
    constants = {f"dataset.{key}": written(getattr(card, key)) for key in _OF_CARD}
    constants = {name: f"CAST({value} AS VARCHAR)" for name, value in constants.items()}
    constants["run.as_of"] = written(as_of)

    def spell(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Column):
            return node
        name = full_name(node)
        if name in constants:
            return exp.maybe_parse(constants[name], dialect="duckdb")
        return exp.column(exp.to_identifier(of_days.get(name, name), quoted=True))

    return tree.transform(spell)


def _conjuncts(tree: exp.Expr) -> Iterator[exp.Expr]:
    if isinstance(tree, exp.Paren):
        yield from _conjuncts(tree.this)
    elif isinstance(tree, exp.And):
        yield from _conjuncts(tree.left)
        yield from _conjuncts(tree.right)
    else:
        yield tree
