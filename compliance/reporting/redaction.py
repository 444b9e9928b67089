"""Redaction: the report as others may see it, made once and before any format looks at it."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from operator import is_
from typing import TypeVar, cast

from pydantic import BaseModel

from compliance.model.correction import Correction, Replaced
from compliance.model.document import EvidenceFile
from compliance.model.exemplar import Exemplar
from compliance.model.exposure import Charge
from compliance.model.finding import FindingGroup, RuleSummary
from compliance.model.redaction import Redaction
from compliance.model.report import Notice, Report
from compliance.model.waiver import Waiver
from compliance.reporting.plain import EXCERPT, closing_of, excerpt, without_users

T = TypeVar("T")

ADDRESSES = frozenset({"url", "license_evidence_url"})
"""Columns that hold an address, with or without its scheme."""
NAMES = frozenset(
    {
        *("id", "name", "contained_in", "sha256", "was_derived_from"),
        *("creator", "acquired_by", "api_app_id", "attribution_text"),
    }
)
"""Columns that name a record or a person."""
_DIGITS = 12
_WITHHELD = re.compile(rf"~[0-9a-f]{{{_DIGITS}}}")
_RECORD = re.compile(r'\brecord"?\s*\.\s*"?(\w+)')
_LITERAL = re.compile(r"'((?:[^']|'')*)(?:'|$)")
_ADDRESS = re.compile(r"(?P<root>[A-Za-z][A-Za-z0-9+.-]{0,30}://[^\s/?#\"'`)\]},;]*)/(?P<path>\S*)")
_NOTICES = {
    Redaction.URLS: "Of addresses only the host is shown.",
    Redaction.IDS: (
        "Of addresses only the host is shown, and ids and names of records and people are withheld."
    ),
    Redaction.ALL: (
        "Of addresses only the host is shown, and of example rows only where they are; texts of waivers and "
        "corrections are withheld."
    ),
}
_DIGESTS = f"A ~ and {_DIGITS} digits begin the SHA-256 of what is withheld: equal digits, equal text."
_EVERYWHERE = "all datasets"


def redacted(report: Report, redaction: Redaction = Redaction.SECRETS) -> Report:
    """Return the report without what is to be withheld; what is withheld already stays so.

    Secrets in addresses always are, text is cut to an excerpt, and what UTF-8
    cannot hold is spelled. Of rules and clauses, which are public, only user-info is.
    """
    level = max(report.redaction, redaction, key=lambda each: each.level)
    shown = _Walk(level).through(replace(report, redaction=level))
    return replace(shown, notices=_noticed(shown))


def without_secrets(value: T) -> T:
    """Return a part of a report, or text, without what is withheld from everyone."""
    return _Walk(Redaction.SECRETS).through(value)


def _noticed(report: Report) -> tuple[Notice, ...]:
    if report.redaction is Redaction.SECRETS:
        return report.notices
    names = [dataset.name for dataset in report.datasets]
    text = f"{_NOTICES[report.redaction]} {_DIGESTS}"
    notice = Notice(names[0] if len(names) == 1 else _EVERYWHERE, text)
    return tuple(dict.fromkeys((*report.notices, notice)))


class _Walk:
    """Goes through a report and replaces each text; what occurs twice is looked at once."""

    def __init__(self, level: Redaction) -> None:
        self._hides_paths, self._hides_names, self._hides_cells = (
            level.level >= each.level for each in (Redaction.URLS, Redaction.IDS, Redaction.ALL)
        )
        self._texts: dict[str, str] = {}
        self._seen: dict[int, tuple[object, object]] = {}

    def through(self, value: T) -> T:
        """Return the value with every text in it as it may be shown."""
        if value is None or isinstance(value, (int, Enum)):
            return value
        if isinstance(value, str):
            return cast("T", self._text(value))
        # The value is kept beside its copy, so that no other object gets its number.
        if id(value) not in self._seen:
            self._seen[id(value)] = (value, self._copy(value))
        return cast("T", self._seen[id(value)][1])

    def _copy(self, value: object) -> object:
        if isinstance(value, (RuleSummary, Charge)):
            return _public(value)
        if isinstance(value, BaseModel) and not isinstance(value, (Waiver, Correction, EvidenceFile)):
            return _public(value)
        return self._parts(self._unnamed(value))

    def _unnamed(self, value: object) -> object:
        """Return the value without what names a record or a person, where that is withheld."""
        match value:
            case FindingGroup():
                facts = tuple((name, fact and self._named(name, fact)) for name, fact in value.facts)
                return replace(value, facts=facts)
            case Exemplar():
                shown = () if self._hides_cells else value.cells
                return replace(value, cells=tuple((name, self._named(name, cell)) for name, cell in shown))
            case Waiver():
                people = {"owner": self._person(value.owner), "approver": self._person(value.approver)}
                return value.model_copy(update={**self._reworded(value), **people})
            case Correction():
                stated = {column: self._stated(column, fact) for column, fact in value.set.items()}
                people = {"owner": self._person(value.owner)}
                return value.model_copy(update={**self._reworded(value), **people, "set": stated})
            case Replaced():
                return replace(value, value=self._stated(value.column, value.value))
            case _:
                return value

    def _parts(self, value: object) -> object:
        return _mapped(value, self.through)

    def _text(self, text: str) -> str:
        if text not in self._texts:
            shown = _held(excerpt(text))
            self._texts[text] = _ADDRESS.sub(_host, shown) if self._hides_paths else shown
        shown = self._texts[text]
        return text if shown == text else shown

    def _reworded(self, value: Waiver | Correction) -> Mapping[str, str]:
        """Return explanation and condition; a condition on names of records tells none of its values."""
        said = self._withheld(value.explanation) if self._hides_cells else value.explanation
        return {"explanation": said, "where": self._condition(value.where)}

    def _condition(self, text: str) -> str:
        asked = {name for name in _RECORD.findall(text.casefold()) if self._is_hidden(name)}
        if not asked:
            return text
        shown = _LITERAL.sub(lambda found: f"'{self._withheld(_unquoted(found[1]))}'", text)
        return shown if len(shown) <= EXCERPT else self._withheld(text)

    def _person(self, name: str) -> str:
        return self._withheld(name) if self._hides_names else name

    def _stated(self, column: str, value: T) -> T | str:
        """Return what a correction says of a column, or replaced in it."""
        if isinstance(value, str):
            return self._withheld(value) if self._hides_cells else self._named(column, value)
        return value

    def _withheld(self, text: str) -> str:
        return _digest(_held(excerpt(text)))

    def _is_hidden(self, column: str) -> bool:
        return (self._hides_names and column in NAMES) or (self._hides_paths and column in ADDRESSES)

    def _named(self, name: str, value: str) -> str:
        """Return the value of a fact or column, withheld if it names a record."""
        column = name.removeprefix("record.")
        hides_address = self._hides_paths and column in ADDRESSES and "://" not in value
        hidden = hides_address or (self._hides_names and column in NAMES)
        return _digest(_held(excerpt(value))) if hidden else value


def _unquoted(literal: str) -> str:
    return literal.replace("''", "'")


def _public(value: object) -> object:
    """Return a rule or a clause, which is public but for user-info in addresses."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return _held(without_users(value))
    return _mapped(value, _public)


def _mapped(value: object, change: Callable[[object], object]) -> object:
    """Return the value with its parts changed; the value itself where none is."""
    if isinstance(value, tuple):
        parts = tuple(map(change, value))
        return value if all(map(is_, parts, value)) else parts
    if isinstance(value, Mapping):
        return {change(key): change(part) for key, part in value.items()}
    if isinstance(value, BaseModel):
        return value.model_copy(update={name: change(part) for name, part in value})
    if is_dataclass(value) and not isinstance(value, type):
        given = {name: getattr(value, name) for name in _names(type(value))}
        changed = {name: shown for name, part in given.items() if (shown := change(part)) is not part}
        return replace(value, **changed) if changed else value
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _host(url: re.Match[str]) -> str:
    closing = closing_of(url["path"])
    path = url["path"].removesuffix(closing)
    digest = path if _WITHHELD.fullmatch(path) else _digest(f"{url['root']}/{path}")
    return f"{url['root']}/{digest if path else ''}{closing}"


def _digest(text: str) -> str:
    """Return what stands for a withheld text: stable, so that two reports can be compared."""
    if _WITHHELD.fullmatch(text):
        return text
    return "~" + hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _held(text: str) -> str:
    # Names of files may hold bytes that are no UTF-8: Python keeps them as lone surrogates.
    return text.encode(errors="backslashreplace").decode()
