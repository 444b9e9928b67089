"""Which facts a set of rules asks of the profile, and the rules over those facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from compliance.expressions import CheckedCorrection, CheckedRule, CheckedWaiver, FactPlan
from compliance.model.columns import COLUMNS, Grain
from compliance.model.rule import Clock

_ALWAYS = FactPlan(
    ("platform.detected", "record.grant_id", "record.platform", "record.purpose"), ("record.collected_at",)
)
"""What the report shows of every run: platforms, the grant ledger, the days of collection."""
_BEHIND = {
    "terms": FactPlan(("record.acquisition_method", "record.region")),
    "license": FactPlan(("record.license", "record.license_concluded", "record.license_declared")),
    "lineage": FactPlan(("record.was_derived_from",)),
    "model": FactPlan(("record.generated_by", "record.region")),
}
"""The facts that the judge looks a namespace up by."""


@dataclass(frozen=True)
class JudgingPlan:
    """The rules of a run over facts, and the facts."""

    facts: FactPlan
    rules: tuple[CheckedRule, ...]
    waivers: tuple[CheckedWaiver, ...] = ()
    """Those of rules that judge."""
    corrections: tuple[CheckedCorrection, ...] = ()

    def facts_of(self, rule: CheckedRule) -> tuple[str, ...]:
        """Return the facts that one of the rules needs, in the order of the plan."""
        needed = {*rule.asked, *_behind(rule).names, *_ALWAYS.names}
        return tuple(name for name in self.facts.names if name in needed)


def plan_judging(rules: Iterable[CheckedRule]) -> JudgingPlan:
    """Return the plan for *rules*, in their order."""
    given = tuple(rules)
    facts = _ALWAYS.merged(*(rule.over_facts.facts for rule in given), *map(_behind, given))
    return JudgingPlan(facts, tuple(map(_over_facts, given)))


def amended(
    plan: JudgingPlan, waivers: Sequence[CheckedWaiver], corrections: Sequence[CheckedCorrection]
) -> JudgingPlan:
    """Return the plan that looks at what waivers and corrections ask for, too."""
    judging = {rule.id for rule in plan.rules}
    held = tuple(waiver for waiver in waivers if waiver.rule in judging)
    rules = [
        replace(rule, selectors=tuple(one.where.condition for one in held if one.rule == rule.id))
        for rule in plan.rules
    ]
    asked = [*(one.where.facts for one in held), *(one.where.facts for one in corrections)]
    facts = plan.facts.merged(*asked, *map(_behind, rules), *map(_set, corrections))
    return JudgingPlan(facts, tuple(rules), held, tuple(corrections))


def _set(correction: CheckedCorrection) -> FactPlan:
    """Return the facts that a correction sets, which must be there to be set."""
    names = correction.stated.correction.set
    days = tuple(f"record.{name}" for name in names if COLUMNS[name].grain is Grain.DAY)
    return FactPlan(tuple(f"record.{name}" for name in names if f"record.{name}" not in days), days)


def _over_facts(rule: CheckedRule) -> CheckedRule:
    over = rule.over_facts
    return replace(rule, applies=over.applies, requires=over.requires, group_by=over.group_by)


def _behind(rule: CheckedRule) -> FactPlan:
    facts = FactPlan(days=("record.used_at",)) if rule.rule.clock is Clock.USED_AT else FactPlan()
    namespaces = {name.partition(".")[0] for name in rule.asked}
    return facts.merged(*(behind for namespace, behind in _BEHIND.items() if namespace in namespaces))
