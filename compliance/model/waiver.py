"""Waivers: risks that somebody accepted, for some records, for a reason, until a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pydantic import Field, field_validator, model_validator

from compliance.model.anchor import Anchor
from compliance.model.base import Document, refuse_twins
from compliance.model.document import DocumentState, EvidenceFile

WARNING_DAYS = (7, 14, 30)
"""So many days before a waiver lapses, reports say so; the fewest first."""


class WaiverReason(StrEnum):
    """Why a finding is accepted; the explanation says the rest."""

    PERMISSION_HELD = "permission_held"
    """We may, by a paper that the register cannot express."""
    LEGAL_REVIEW = "legal_review"
    """Counsel looked at it and holds it to be permitted, or the risk to be small."""
    NOT_APPLICABLE = "not_applicable"
    """The rule does not mean records such as these."""
    REMEDIATION_PLANNED = "remediation_planned"
    """The records will be dropped, licensed or mended by the day it expires."""
    DECISION_PENDING = "decision_pending"
    """Somebody has yet to decide, and will by the day it expires."""
    RISK_ACCEPTED = "risk_accepted"
    """The exposure is known, and somebody who may do so accepts it."""


_ON_PAPER = frozenset({WaiverReason.PERMISSION_HELD, WaiverReason.LEGAL_REVIEW})


class Waiver(Document):
    """The acceptance of one rule's findings on some records of one dataset.

    It holds on the days `created <= day < expires`, for at most `row_budget`
    records, while its document and the rule's version stay what they are.
    """

    id: str = Field(min_length=1)
    rule: str
    rule_version: int = Field(ge=1)
    """Version of the rule that was read before it was waived."""
    dataset: str
    where: str
    """A condition over facts; `TRUE` is every record that the rule finds."""
    reason: WaiverReason
    explanation: str
    owner: str
    """Who answers for it."""
    approver: str
    """Who accepted the risk."""
    created: date
    expires: date
    """The first day on which it holds no longer."""
    row_budget: int = Field(ge=1)
    """Violating and unproven records that it covers at most; of more, it covers none."""
    document: EvidenceFile | None = None

    @field_validator("explanation", "owner", "approver")
    @classmethod
    def _says_something(cls, text: str) -> str:
        if not text.strip():
            raise ValueError("write it here: nobody can check a waiver that does not say it")
        return text

    @model_validator(mode="after")
    def _is_in_order(self) -> "Waiver":
        if self.expires <= self.created:
            raise ValueError("`expires` must be later than `created`")
        if self.reason in _ON_PAPER and self.document is None:
            raise ValueError(f"the reason {self.reason} rests on a `document`: give its path and sha256")
        return self


class Waivers(Document):
    """The file `waivers.yaml`."""

    waivers: tuple[Waiver, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Waivers":
        refuse_twins("waivers", (waiver.id for waiver in self.waivers))
        return self


@dataclass(frozen=True)
class StatedWaiver:
    """A waiver, where it is written, and whether its document is still the same."""

    waiver: Waiver
    anchor: Anchor
    where: Anchor
    """Of the first character of the condition."""
    document: DocumentState


class WaiverState(StrEnum):
    """What became of a waiver in a run."""

    HOLDS = "holds"
    UNUSED = "unused"
    """No record needs it."""
    PENDING = "pending"
    """It was created after the day of the run."""
    EXPIRED = "expired"
    OVER_BUDGET = "over_budget"
    DOCUMENT_CHANGED = "document_changed"
    """Or it is gone."""
    RULE_CHANGED = "rule_changed"


@dataclass(frozen=True)
class WaiverUse:
    """A waiver of a dataset, and what became of it."""

    waiver: Waiver
    anchor: Anchor
    state: WaiverState
    records: int
    """Violating and unproven records on which its condition holds; 0 before they were looked for."""
    as_of: date
    """The day of the run."""
    document: DocumentState = DocumentState.NONE_NAMED

    @property
    def days_left(self) -> int:
        """Days on which it holds from the day of the run on, that day included."""
        return max((self.waiver.expires - self.as_of).days, 0)

    @property
    def lapses_soon(self) -> bool:
        """Whether it holds, and will not for long."""
        return self.state is WaiverState.HOLDS and self.days_left <= max(WARNING_DAYS)

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        return self.waiver.expires - timedelta(days=1)

    @property
    def has_lapsed(self) -> bool:
        """Whether records that it was to cover are findings again."""
        return self.records > 0 and self.state is not WaiverState.HOLDS
