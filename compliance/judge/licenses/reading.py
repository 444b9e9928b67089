"""Reading a licence as it was written: ids, names, addresses, badges and lists of them.

A reading never gives more than the text: what is not surely one licence is unrecognised,
and within a list it stands as NOASSERTION.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from compliance.judge.licenses import creative_commons, creative_commons_names
from compliance.judge.licenses.creative_commons import Deed, Unclear
from compliance.judge.licenses.expressions import ANY_CASE, UPPER_CASE, ExpressionError, fold
from compliance.judge.licenses.known_ids import exception_ids, license_ids
from compliance.judge.licenses.spellings import NO_LICENSE, NOT_ASSERTED, VAGUE, tidy
from compliance.model.license import LicenseReading, LicenseStatus, Rights
from compliance.model.license_names import is_address, name_key, word_key

MAX_LENGTH = 2_000
"""Longer texts are licences, not names of licences."""

_PAGE = re.compile(
    r"(?:(?:https?:)?//)?(?:www\.)?(?:spdx\.org/licenses|choosealicense\.com/licenses|opensource\.org/licenses?)"
    r"/([^/?#]+?)(?:\.html|\.json|\.txt)?/?",
    re.IGNORECASE,
)
_WITH = re.compile(r"(\S+) with (\S+)", re.IGNORECASE)
_TITLE = re.compile(r"([^()]+) \(([^()]+)\)")
_CERTAINTY = ("high", "medium", "low")
_GRAVITY = (
    LicenseStatus.RECOGNISED,
    LicenseStatus.NONE,
    LicenseStatus.NO_ASSERTION,
    LicenseStatus.UNRECOGNISED,
)


@dataclass(frozen=True)
class _Part:
    """What a written licence, or a part of it, was read as."""

    status: LicenseStatus
    expression: str
    reason: str
    confidence: str
    operator: str = ""
    """The outermost operator of the expression."""
    operands: tuple[str, ...] = ()
    """What that operator joins."""


def read_license(written: str, matrix: Mapping[str, Rights]) -> LicenseReading:
    """Return how a written licence is read; never raises.

    The expression is made of SPDX ids, LicenseRefs, NOASSERTION and NONE.
    Reading it again gives it again.
    """
    part = _reader(_SameObject(matrix)).read(written)
    return LicenseReading(written, part.status, part.expression, part.reason, part.confidence)


class _SameObject:
    """A matrix as a key of a cache: equal to itself only, since hashing all rows is slow."""

    def __init__(self, matrix: Mapping[str, Rights]) -> None:
        self.matrix = matrix

    def __hash__(self) -> int:
        return id(self.matrix)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameObject) and other.matrix is self.matrix


@lru_cache(maxsize=4)
def _reader(key: _SameObject) -> "_Reader":
    return _Reader(key.matrix)


class _Reader:
    """Reads licences against the names in one rights matrix."""

    def __init__(self, matrix: Mapping[str, Rights]) -> None:
        self._known = license_ids()
        self._exceptions = exception_ids()
        licenses = [id_ for id_ in matrix if id_ not in {"NOASSERTION", "NONE"}]
        self._names = {name_key(name): id_ for id_ in licenses for name in matrix[id_].names}
        self._names.update((name_key(id_), id_) for id_ in licenses)

    def read(self, written: str) -> _Part:
        if len(written) > MAX_LENGTH:
            return _unrecognised("too long to be the name of a licence")
        text = tidy(written)
        whole = self._read_one(text)
        if whole.status is not LicenseStatus.UNRECOGNISED:
            return whole
        several = self._read_list(text)
        return whole if several is None or len(several.expression) > MAX_LENGTH else several

    def _read_list(self, text: str) -> _Part | None:
        """Return the reading of several licences joined by AND and OR; None when it is no list."""
        upper = UPPER_CASE.search(text) is not None or text.startswith("(")
        try:
            part = fold(text, self._read_item, _join, UPPER_CASE if upper else ANY_CASE)
        except ExpressionError:
            return None
        # "and" in lower case is as often a word of the text as an operator.
        return part if upper or part.status is LicenseStatus.RECOGNISED else None

    def _read_item(self, item: str) -> _Part:
        return self._read_one(tidy(item))

    def _read_one(self, text: str) -> _Part:
        return (
            self._read_spelling(text)
            or self._read_page(text)
            or self._read_creative_commons(text)
            or self._read_with(text)
            or self._read_title(text)
            or _unrecognised(VAGUE.get(word_key(text), "no licence is known by this name"))
        )

    def _read_spelling(self, text: str) -> _Part | None:
        return _read_word(text) or self._read_known(text)

    def _read_known(self, text: str) -> _Part | None:
        lower = text.lower()
        id_ = self._names.get(name_key(text)) or self._known.get(lower)
        if id_ is None:
            return None
        if lower == id_.lower() or lower in self._known:
            return _recognised(id_, "LicenseRef" if id_.startswith("LicenseRef-") else "SPDX id")
        if is_address(lower):
            return _recognised(id_, "address of the licence")
        return _recognised(id_, "known name", "medium")

    def _read_page(self, text: str) -> _Part | None:
        page = _PAGE.fullmatch(text)
        return self._read_spelling(page[1]) if page else None

    def _read_creative_commons(self, text: str) -> _Part | None:
        deed = creative_commons.read_id(text)
        if deed and deed.id(self._known).lower() == text.lower():
            return self._recognised_deed(deed, "id", "high")
        by_url = creative_commons.read_url(text)
        if by_url is not None:
            return self._recognised_deed(by_url, "address or badge", "high")
        by_name = creative_commons_names.read_name(text)
        return None if by_name is None else self._recognised_deed(by_name, "name", "medium")

    def _recognised_deed(self, deed: Deed | Unclear, by: str, confidence: str) -> _Part:
        if isinstance(deed, Unclear):
            return _unrecognised(deed.reason)
        port = f", port {deed.port.upper()}" if deed.is_port else ""
        return _recognised(deed.id(self._known), f"Creative Commons {by}{port}", confidence)

    def _read_with(self, text: str) -> _Part | None:
        match = _WITH.fullmatch(text)
        license_ = self._read_spelling(match[1]) if match else None
        exception = self._exceptions.get(match[2].lower()) if match else None
        if license_ is None or exception is None or license_.status is not LicenseStatus.RECOGNISED:
            return None
        return _recognised(f"{license_.expression} WITH {exception}", "SPDX id with an exception")

    def _read_title(self, text: str) -> _Part | None:
        """Return the reading of "name (id)" when both say the same."""
        match = _TITLE.fullmatch(text)
        if match is None:
            return None
        name, inner = self._read_one(match[1]), self._read_one(match[2])
        agree = name.status is LicenseStatus.RECOGNISED and name.expression == inner.expression
        return name if agree else None


def _read_word(text: str) -> _Part | None:
    if text == "None":
        # What Python writes for an empty value; a person who looked writes "none" or "NONE".
        return _not_asserted("an empty value written out")
    word = word_key(text)
    if word in NOT_ASSERTED:
        return _not_asserted("nobody claims to know the licence")
    if word in NO_LICENSE:
        return _Part(LicenseStatus.NONE, "NONE", "somebody found that there is no licence", "medium")
    return None


def _join(operator: str, left: _Part, right: _Part) -> _Part:
    graver = max(left, right, key=lambda part: _GRAVITY.index(part.status))
    if left.expression == right.expression:
        return graver
    operands = dict.fromkeys(_operands(left, operator) + _operands(right, operator))
    return _Part(
        graver.status,
        f" {operator} ".join(operands),
        "list of licences" if graver.status is LicenseStatus.RECOGNISED else graver.reason,
        max(left.confidence, right.confidence, key=_CERTAINTY.index),
        operator,
        tuple(operands),
    )


def _operands(part: _Part, operator: str) -> tuple[str, ...]:
    if part.operator == operator:
        return part.operands
    return (f"({part.expression})" if part.operator else part.expression,)


def _recognised(id_: str, reason: str, confidence: str = "high") -> _Part:
    return _Part(LicenseStatus.RECOGNISED, id_, reason, confidence)


def _not_asserted(reason: str) -> _Part:
    return _Part(LicenseStatus.NO_ASSERTION, "NOASSERTION", reason, "low")


def _unrecognised(reason: str) -> _Part:
    return _Part(LicenseStatus.UNRECOGNISED, "NOASSERTION", reason, "low")
