"""Sides to compare: small situations, judged in process."""

import datetime
import tempfile
from collections.abc import Sequence
from pathlib import Path

from compliance.comparison import Side, compare, survey
from compliance.expressions import CheckedRule
from compliance.inputs.adjustments import Adjusted
from compliance.inputs.reference import ReferenceFiles
from compliance.inputs.rules import Packs
from compliance.judge import plan_judging
from compliance.laws import Laws
from compliance.model.comparison import Comparison, DatasetChange
from compliance.pipeline import Request
from compliance.profile import Means
from tests.judge.situation import AS_OF, PLAIN, Situation, rule

RESEARCH = rule("record.purpose = 'research'", id_="test/research")
GRANTED = rule("grant.in_force", "record.acquisition_method = 'api'", id_="test/granted")
RULES = (GRANTED, RESEARCH)


def side(
    *situations: Situation,
    rules: Sequence[CheckedRule] = RULES,
    as_of: datetime.date = AS_OF,
    name: str = "old",
) -> Side:
    """Return a judged side; its datasets are named by number unless their cards give a name."""
    laws = Laws(
        Packs((), tuple(rules), (), ()),
        ReferenceFiles(PLAIN, ()),
        plan_judging(rules),
        Adjusted(tuple(rules)),
    )
    with tempfile.TemporaryDirectory() as folder:
        datasets = [situation.read(Path(folder) / str(number)) for number, situation in enumerate(situations)]
        return survey(name, Request((), as_of, "a test"), laws, datasets, Means())


def compared(old: Side, new: Side, *, pairs_lone: bool = False) -> Comparison:
    """Return what differs between two sides."""
    return compare(old, new, pairs_lone=pairs_lone)


def changed(old: Situation, new: Situation) -> DatasetChange:
    """Return what differs of one dataset; something must."""
    [change] = compare(side(old), side(new)).datasets
    return change
