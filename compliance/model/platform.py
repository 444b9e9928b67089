"""Platforms: their hosts, the dated clauses of their terms, and their prices."""

import datetime
from datetime import date
from enum import StrEnum

from pydantic import Field, JsonValue, model_validator

from compliance.model.base import Document


class Source(Document):
    """Where a fact was read: a file in a public archive, or a page."""

    title: str | None = None
    url: str | None = None
    archive: str | None = None
    """Repository of the archive, as `owner/name`."""
    commit: str | None = None
    path: str | None = None
    date: datetime.date | None = None

    @model_validator(mode="after")
    def _points_somewhere(self) -> "Source":
        if self.url is None and (self.archive is None or self.commit is None):
            raise ValueError("a source needs a url, or an archive and a commit")
        return self

    @property
    def citation(self) -> str:
        """One line that lets a reader find the source again."""
        if self.archive is None:
            return self.url or ""
        return f"{self.archive}@{self.commit}" + (f":{self.path}" if self.path else "")


class HostKind(StrEnum):
    """What a host shows of its platform."""

    PRIMARY = "primary"
    MEDIA = "media"
    SHORT_LINK = "short_link"
    MIRROR = "mirror"
    ARCHIVE = "archive"


class Route(StrEnum):
    """Whom a document binds, by the way they reach the data."""

    VISITORS = "visitors"
    ACCOUNT_HOLDERS = "account_holders"
    API_USERS = "api_users"


class ClauseName(StrEnum):
    """What a clause is about."""

    AUTOMATED_COLLECTION = "automated_collection"
    AI_TRAINING = "ai_training"
    API_ACCESS = "api_access"
    COMMERCIAL_USE = "commercial_use"
    REDISTRIBUTION = "redistribution"
    DELETION_DUTY = "deletion_duty"
    ATTRIBUTION = "attribution"
    CONTENT_LICENSE = "content_license"
    LIQUIDATED_DAMAGES = "liquidated_damages"
    MODEL_OUTPUT_TRAINING = "model_output_training"


STRICTNESS: dict[ClauseName, tuple[str, ...]] = {
    ClauseName.AUTOMATED_COLLECTION: ("silent", "allowed", "permission_required", "prohibited"),
    ClauseName.AI_TRAINING: ("silent", "allowed", "permission_required", "prohibited"),
    ClauseName.API_ACCESS: ("free", "paid", "agreement_required"),
    ClauseName.COMMERCIAL_USE: ("silent", "allowed", "permission_required", "prohibited"),
    ClauseName.REDISTRIBUTION: ("silent", "allowed", "limited", "ids_only", "prohibited"),
    ClauseName.DELETION_DUTY: ("none", "recommended", "required"),
    ClauseName.ATTRIBUTION: ("none", "recommended", "required"),
    ClauseName.CONTENT_LICENSE: (),
    ClauseName.LIQUIDATED_DAMAGES: ("none", "applies"),
    ClauseName.MODEL_OUTPUT_TRAINING: ("silent", "allowed", "permission_required", "prohibited"),
}
"""The values a clause may have, the mildest first; a licence is free text."""


class Basis(StrEnum):
    """Why we believe a start date."""

    STATED = "stated"
    """The document prints the date."""
    FIRST_SEEN = "first_seen"
    """First archived that day; the true start is that day or earlier."""
    SECONDARY = "secondary"
    """Somebody else reports it."""


class Status(StrEnum):
    """Whether a clause has ever bound anybody."""

    IN_FORCE = "in_force"
    ANNOUNCED = "announced"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Weakness(StrEnum):
    """Why a clause is weak evidence."""

    SECONDARY = "secondary"
    """Somebody else reports it; we have not seen the text."""
    LEFT_CENSORED = "left_censored"
    """It stood already in the oldest text we have, so when it began is unknown."""


class Clause(Document):
    """What one document said about one thing, from when until when.

    In force on the days `effective_from <= day < effective_to`. A
    left-censored clause stood already in the oldest archived text: before
    its first day the answer is unknown, not "allowed".
    """

    clause: ClauseName
    value: str
    conditions: tuple[str, ...] = ()
    effective_from: date | None
    effective_to: date | None = None
    basis: Basis
    status: Status = Status.IN_FORCE
    announced_on: date | None = None
    left_censored: bool = False
    evidence_ends: bool = False
    """True when `effective_to` is only where the evidence ends."""
    region: str | None = None
    figure: dict[str, JsonValue] = Field(default_factory=dict)
    note: str
    source: Source

    @model_validator(mode="after")
    def _is_consistent(self) -> "Clause":
        allowed = STRICTNESS[self.clause]
        if allowed and self.value not in allowed:
            raise ValueError(f"{self.clause} cannot be {self.value!r}; expected one of {', '.join(allowed)}")
        if self.effective_from and self.effective_to and self.effective_from > self.effective_to:
            raise ValueError("effective_to lies before effective_from")
        return self

    @property
    def weaknesses(self) -> tuple[Weakness, ...]:
        """Why the clause is weak evidence; empty when it is firm."""
        held = {Weakness.SECONDARY: self.basis is Basis.SECONDARY, Weakness.LEFT_CENSORED: self.left_censored}
        return tuple(weakness for weakness, holds in held.items() if holds)


class TermsDocument(Document):
    """One document of a platform and the clauses it has carried."""

    title: str
    binds: tuple[Route, ...]
    clauses: tuple[Clause, ...]


class Price(Document):
    """An amount of money per unit, such as 100 USD per month."""

    amount: float
    currency: str
    per: str


class Plan(Document):
    """An API plan on offer between two dates, with its price and read cap."""

    plan: str
    effective_from: date
    effective_to: date | None = None
    basis: Basis
    price: Price | None = None
    read_cap: int | None = None
    """Reads allowed per `cap_window`; null when the plan names none."""
    cap_window: str | None = None
    note: str = ""
    source: Source


class Domains(Document):
    """Hosts of a platform by kind; a host stands for its sub-domains too."""

    primary: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    short_link: tuple[str, ...] = ()
    mirror: tuple[str, ...] = ()
    archive: tuple[str, ...] = ()
    source: Source


class Platform(Document):
    """A place where records come from."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    owner: str
    domains: Domains
    documents: tuple[TermsDocument, ...] = ()
    plans: tuple[Plan, ...] = ()
