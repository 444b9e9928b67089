"""The judge: profiles, rules and reference data in, verdicts out."""

from compliance.judge.judging import judge
from compliance.judge.planning import JudgingPlan, plan_judging

__all__ = ["JudgingPlan", "judge", "plan_judging"]
