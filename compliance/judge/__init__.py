"""The judge: profiles, rules and reference data in, verdicts out."""

from compliance.judge.detail import Detail
from compliance.judge.judging import judge
from compliance.judge.planning import JudgingPlan, amended, plan_judging
from compliance.judge.traits import NEEDED

__all__ = ["NEEDED", "Detail", "JudgingPlan", "amended", "judge", "plan_judging"]
