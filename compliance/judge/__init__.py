"""The judge: profiles, rules and reference data in, verdicts out."""

from compliance.judge.judging import Detail, judge
from compliance.judge.planning import JudgingPlan, plan_judging

__all__ = ["Detail", "JudgingPlan", "judge", "plan_judging"]
