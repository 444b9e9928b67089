"""json-v1: records drawn to be checked by hand, and what checking them proves."""

from typing import Annotated, Literal

from pydantic import Field

from compliance.model.bounds import CONFIDENCE
from compliance.model.sample import MOST
from compliance.reporting.contract_v1_parts import Count, Exemplar, Part

_LARGEST = 2**63 - 1


class Bound(Part):
    """What the sample proves when so many of it are wrong."""

    wrong: Count = Field(description="Records of the sample that are found to be wrong.")
    at_most: Count = Field(
        description=f"Records of the stratum that are wrong then, at most, with {CONFIDENCE} % confidence: "
        "the exact one-sided bound for drawing without replacement (hypergeometric)."
    )


class Stratum(Part):
    """The records that one rule calls the same, and those that were drawn of them."""

    rule: str
    verdict: Literal["violation", "unproven", "compliant"]
    records: Annotated[int, Field(ge=0, le=_LARGEST, description="All there are.")]
    bounds: list[Bound] = Field(description="For 0, 1 and 2 wrong, as far as the sample has so many.")
    rows: list[Count] = Field(
        max_length=MOST,
        description="Places in the rows of the sample, from 0, in the order of the draw: the first few are a "
        "random sample, too.",
    )


class AuditSample(Part):
    """What was drawn from a dataset."""

    size: int = Field(ge=1, le=MOST, description="Records of each stratum that were asked for.")
    seed: str
    strata: list[Stratum]
    rows: list[Exemplar] = Field(description="Each record that was drawn, once.")
