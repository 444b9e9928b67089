"""Grants: what we hold. The register keeps them."""

from datetime import date
from enum import StrEnum

from pydantic import Field, field_validator, model_validator

from compliance.model.base import Document, refuse_twins
from compliance.model.columns import PURPOSES
from compliance.model.document import EvidenceFile
from compliance.model.platform import Price


class GrantType(StrEnum):
    """The kind of paper a grant rests on."""

    API_PLAN = "api_plan"
    CONTRACT = "contract"
    CLICK_THROUGH = "click_through"
    WRITTEN_PERMISSION = "written_permission"
    PUBLIC_LICENSE = "public_license"


class Redistribution(StrEnum):
    """What we may pass on under a grant."""

    NONE = "none"
    IDS_ONLY = "ids_only"
    LIMITED = "limited"
    ALLOWED = "allowed"


class Target(Document):
    """What a grant covers besides a whole platform."""

    datasets: tuple[str, ...] = Field(min_length=1)
    """Names of datasets, as their cards give them."""


class Grant(Document):
    """A permission, plan, contract or licence purchase that we hold.

    In force on the days `valid_from <= day < valid_to`, before
    `terminated_on`, and no later than `paid_through` where that is given.
    """

    id: str = Field(min_length=1)
    type: GrantType
    platform: str | None = None
    target: Target | None = None
    licensor: str | None = None
    licensee: str | None = None
    affiliates_included: bool = False
    plan: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    terminated_on: date | None = None
    paid_through: date | None = None
    price: Price | None = None
    permitted_purposes: tuple[str, ...] | None = None
    prohibited_purposes: tuple[str, ...] = ()
    commercial: bool | None = None
    training: bool | None = None
    redistribution: Redistribution | None = None
    redistribution_cap: int | None = None
    read_cap: int | None = Field(default=None, ge=0)
    cap_window: str = Field(default="month", pattern="^(day|month)$")
    use_case: str | None = None
    recipients: tuple[str, ...] = ()
    delete_on_end: bool | None = None
    delete_within_days: int = Field(default=0, ge=0)
    document: EvidenceFile | None = None
    reviewed_by: str | None = None
    next_review: date | None = None

    @property
    def documented(self) -> bool:
        """Whether an auditor finds the paper and the use it was bought for."""
        return self.document is not None and self.use_case is not None

    @field_validator("permitted_purposes", "prohibited_purposes")
    @classmethod
    def _known_purposes(cls, purposes: tuple[str, ...] | None) -> tuple[str, ...] | None:
        for purpose in purposes or ():
            if purpose not in PURPOSES:
                raise ValueError(f"unknown purpose {purpose!r}; expected some of {', '.join(PURPOSES)}")
        return purposes

    @model_validator(mode="after")
    def _covers_something(self) -> "Grant":
        if self.platform is None and self.target is None:
            raise ValueError("a grant names a platform or a target")
        return self


class Register(Document):
    """Every grant we hold: one that is not in it, we do not hold."""

    grants: tuple[Grant, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Register":
        refuse_twins("grants", (grant.id for grant in self.grants))
        return self
