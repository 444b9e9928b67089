"""The judge: profiles, rules and reference data in, verdicts out."""

from compliance.judge.detail import Detail
from compliance.judge.judging import judge
from compliance.judge.planning import JudgingPlan, amended, plan_judging

__all__ = ["Detail", "JudgingPlan", "amended", "judge", "plan_judging"]
