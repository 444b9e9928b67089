"""Licences: the rights each one gives, and how a written licence was read."""

from dataclasses import dataclass
from enum import StrEnum

from compliance.model.base import Document
from compliance.model.platform import Source


class Permission(StrEnum):
    """Whether a licence permits an act, the mildest first."""

    ALLOWED = "allowed"
    CONDITIONAL = "conditional"
    UNDETERMINED = "undetermined"
    PROHIBITED = "prohibited"


class Training(StrEnum):
    """What a licence says of training models, the mildest first."""

    EXPRESSLY_ALLOWED = "expressly_allowed"
    ALLOWED = "allowed"
    SILENT = "silent"
    LIMITED = "limited"
    UNDETERMINED = "undetermined"
    PROHIBITED = "prohibited"


class Duty(StrEnum):
    """Whether a licence asks for something, the mildest first."""

    NOT_REQUIRED = "not_required"
    UNDETERMINED = "undetermined"
    REQUIRED = "required"


class Rights(Document):
    """What one licence permits and asks for."""

    id: str
    """SPDX id, or a LicenseRef."""
    names: tuple[str, ...] = ()
    """Other spellings, hub tags and URLs that mean exactly this licence."""
    commercial_use: Permission
    derivatives: Permission
    redistribution: Permission
    training: Training
    attribution: Duty
    share_alike: Duty
    scope: tuple[str, ...] = ()
    """What the licence covers: content, database, metadata, code, model_output."""
    note: str = ""
    source: Source


class LicenseStatus(StrEnum):
    """What became of a written licence."""

    RECOGNISED = "recognised"
    UNRECOGNISED = "unrecognised"
    NO_ASSERTION = "no_assertion"
    """Nobody claims to know: NOASSERTION, "unknown", "unspecified"."""
    NONE = "none"
    """Somebody looked and found no licence: NONE, "no license"."""


@dataclass(frozen=True)
class LicenseReading:
    """How a written licence was read."""

    written: str
    status: LicenseStatus
    expression: str
    """SPDX expression; `NOASSERTION` when unrecognised or unasserted, `NONE` when none."""
    reason: str
    """Why it was read so, for example "Creative Commons badge" or "SPDX id"."""
    confidence: str
    """high (id or canonical URL), medium (known name), low (nothing recognised)."""
