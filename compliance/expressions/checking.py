"""From the conditions of a rule to everything that the judge must know of them."""

from collections.abc import Sequence

from sqlglot import exp, parse_one

from compliance.expressions.checked_rule import CheckedRule, Grouping, OverFacts
from compliance.expressions.expression import Expression
from compliance.expressions.facts import plan_facts
from compliance.expressions.language import DAY, adjacent_days, parse_rule
from compliance.expressions.selector import Selector
from compliance.expressions.trees import full_name, write_sql
from compliance.model.rule import Rule


def check_rule(
    names: tuple[str, str], rule: Rule, conditions: tuple[Expression, Expression], keys: Sequence[Expression]
) -> CheckedRule:
    """Return a rule with its conditions: *names* are its id and path, *conditions* applies and requires.

    Raises ExpressionError as `plan_facts` does.
    """
    facts, (applies, requires, *group_by) = plan_facts((*conditions, *keys))
    grouping = _grouping(requires, [key.text for key in group_by]) if group_by else Grouping()
    over_facts = OverFacts(facts, applies, requires, tuple(group_by), grouping)
    return CheckedRule(*names, rule, *conditions, tuple(keys), over_facts)


def check_selector(text: str) -> Selector:
    """Return the condition of a waiver or a correction. Raises ExpressionError."""
    condition = parse_rule(text)
    facts, (over_facts,) = plan_facts([condition])
    return Selector(condition.names, facts, over_facts)


def _grouping(requires: Expression, keys: Sequence[str]) -> Grouping:
    tree = requires.tree.transform(_respell)
    sums = dict.fromkeys(tree.find_all(exp.AggFunc))
    return Grouping(tuple(write_sql(aggregate) for aggregate in sums), _over_group(tree, keys))


def _over_group(requires: exp.Expr, keys: Sequence[str]) -> str:
    """Return SQL in which names outside aggregates stand for their one value in the group."""

    def settle(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Column) and not node.find_ancestor(exp.AggFunc):
            return exp.AnyValue(this=node.copy())
        return node

    tree = requires.transform(settle)
    for node in adjacent_days(tree):
        larger = parse_one(_of_adjacent_days(keys, write_sql(node.expressions[0])), dialect="duckdb")
        tree = larger if node is tree else tree
        node.replace(larger)
    return write_sql(tree)


def _of_adjacent_days(keys: Sequence[str], aggregate: str) -> str:
    """Return SQL for the larger aggregate of the day before and the day after, other keys being equal."""
    others = ", ".join(['"register"', *(f'"key.{i}"' for i, key in enumerate(keys) if key != DAY)])
    window = f'PARTITION BY {others} ORDER BY "key.{keys.index(DAY)}"'
    before, after = (
        f"MAX({aggregate}) OVER ({window} RANGE BETWEEN INTERVAL 1 DAY {side} AND INTERVAL 1 DAY {side})"
        for side in ("PRECEDING", "FOLLOWING")
    )
    return f"GREATEST(COALESCE({before}, 0), COALESCE({after}, 0))"


def _respell(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.Column):
        return exp.column(exp.to_identifier(full_name(node), quoted=True))
    return node
