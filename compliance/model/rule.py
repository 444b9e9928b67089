"""Rules: one requirement each, written as data, with the cases that prove it."""

import datetime
import string
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, ValidationInfo, field_validator

from compliance.model.base import Document
from compliance.model.card import Card
from compliance.model.columns import COLUMNS
from compliance.model.grant import Grant
from compliance.model.verdict import Verdict


def _marked(cell: object) -> object:
    return {_DAY: cell.isoformat()} if isinstance(cell, datetime.date) else cell


def _unmarked(cell: object, info: ValidationInfo) -> object:
    if info.mode != "json" or not isinstance(cell, dict):
        return cell
    text = cell[_DAY]
    return (datetime.datetime if "T" in text else datetime.date).fromisoformat(text)


_DAY = "day"
Cell = Annotated[
    str | bool | int | float | datetime.datetime | datetime.date | list[str] | list[dict[str, str]] | None,
    # YAML tells dates from text, JSON does not.
    PlainSerializer(_marked, when_used="json"),
    BeforeValidator(_unmarked),
]


class Severity(StrEnum):
    """How much a finding matters; compare by `weight`, for text compares as text."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def weight(self) -> int:
        """1 for low, up to 4 for critical."""
        return len(Severity) - list(Severity).index(self)


class Confidence(StrEnum):
    """How sure we are that what a rule calls a violation is one.

    Low where courts or texts disagree; it says nothing of how much a violation matters.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Clock(StrEnum):
    """The day on which terms, licence and grants are looked up."""

    COLLECTED_AT = "collected_at"
    USED_AT = "used_at"
    HELD_AT = "held_at"


class Scope(StrEnum):
    """What one verdict is about."""

    RECORD = "record"
    GROUP = "group"


class Reference(Document):
    """A text that a rule rests on."""

    title: str
    source: str
    """A URL, or an archive with its commit and path."""
    date: datetime.date | None = None


class Case(Document):
    """A small situation and the verdict the rule must give on every record of it."""

    name: str
    record: dict[str, Cell] | None = None
    records: tuple[dict[str, Cell], ...] = ()
    repeat: int = Field(default=1, ge=1)
    """How many copies of each record there are."""
    dataset: Card | None = None
    grants: tuple[Grant, ...] | None = None
    """The register; leave out for "there is no register"."""
    as_of: datetime.date | None = None
    expect: Verdict

    @field_validator("record", "records")
    @classmethod
    def _columns_exist(cls, value: object) -> object:
        rows = value if isinstance(value, tuple) else (value or {},)
        for row in rows:
            for name in row:
                if name not in COLUMNS:
                    raise ValueError(f"{name!r} is not a canonical column")
        return value

    @property
    def rows(self) -> tuple[dict[str, Cell], ...]:
        """Every record of the case, copies included."""
        rows = self.records if self.record is None else (self.record, *self.records)
        return rows * self.repeat


PLACEHOLDERS = frozenset({"count", "total", "platform", "platforms", "dataset", "grant", "license"})
"""What a message may mention in braces."""


class Rule(Document):
    """One requirement on records."""

    title: str
    version: int = Field(default=1, ge=1)
    """Raised when the rule comes to mean something else: waivers of the old one then hold no longer."""
    severity: Severity
    confidence: Confidence
    """How sure we are that a violation is one: low where courts or texts disagree."""
    clock: Clock
    scope: Scope = Scope.RECORD
    group_by: tuple[str, ...] = ()
    applies: str
    requires: str
    message: str
    how_to_fix: str
    rationale: str
    legal_note: str | None = None
    references: tuple[Reference, ...] = Field(min_length=1)
    cases: tuple[Case, ...] = Field(min_length=1)

    @field_validator("message")
    @classmethod
    def _placeholders_exist(cls, message: str) -> str:
        for _, name, spec, conversion in string.Formatter().parse(message):
            if name is not None and (name not in PLACEHOLDERS or spec not in {"", ","} or conversion):
                raise ValueError(f"{{{name}}} is not one of {', '.join(sorted(PLACEHOLDERS))}")
        return message
