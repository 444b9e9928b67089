"""What a judgement is to hold: counting is quick, and the rest is only computed for who asks."""

from enum import Flag


class Detail(Flag):
    """What a judgement holds beside its counts."""

    COUNTS = 0
    FINDINGS = 1
    MARKS = 3
    """Findings, and the groups behind each of them."""
    STRATA = 5
    """Findings, and the groups of each verdict that applies, compliant ones too."""
    TRAITS = 21
    """All of that, and what each group comes under; the plan must have the facts of `traits.NEEDED`."""
    ENTRIES = 8
    """What a baseline would hold of it."""
