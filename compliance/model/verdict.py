"""Verdicts: SQL's three truth values, read as law reads them."""

from enum import StrEnum


class Verdict(StrEnum):
    """What a rule says of a record."""

    COMPLIANT = "compliant"
    VIOLATION = "violation"
    UNPROVEN = "unproven"
    NOT_APPLICABLE = "not_applicable"


def decide(*, applies: bool | None, requires: bool | None) -> Verdict:
    """Return the verdict for the two truth values of a rule; None is SQL's null."""
    if applies is False:
        return Verdict.NOT_APPLICABLE
    if requires is True:
        return Verdict.COMPLIANT
    if applies is True and requires is False:
        return Verdict.VIOLATION
    return Verdict.UNPROVEN
