"""Creative Commons licences by name: "CC BY-NC 4.0", "Attribution-ShareAlike 3.0 Unported"."""

import re

from compliance.judge.licenses.creative_commons import JURISDICTIONS, Deed, Unclear, ordered, published

_PHRASES = (
    (re.compile(r"creative[ _-]?commons"), " cc "),
    (re.compile(r"non[ _-]?commercial"), " nc "),
    (re.compile(r"share[ _-]?alike"), " sa "),
    (re.compile(r"no[ _-]?deriv(?:ative)?s?(?:[ _-]works)?"), " nd "),
    (re.compile(r"attribution"), " attribution "),
)
_SEPARATORS = re.compile(r"[\s_,-]+")
_FILLERS = frozenset({"license", "licence", "public", "the", "version", "v", "deed"})
_ELEMENTS = frozenset({"by", "nc", "nd", "sa"})
_VERSION = re.compile(r"v?(\d(?:\.\d)?)")
# "2" is missing: it could be 2.0, 2.1 or 2.5.
_WHOLE_VERSIONS = {"1": "1.0", "3": "3.0", "4": "4.0"}
_QUALIFIERS = {"generic": ("1.0", "2.0", "2.5"), "unported": ("3.0",), "international": ("4.0",)}


def read_name(text: str) -> Deed | Unclear | None:
    """Return the licence of that name; None when it does not speak of Creative Commons."""
    lower = text.lower()
    if not any(hint in lower for hint in ("cc", "creative", "attribution")):
        return None
    for pattern, word in _PHRASES:
        lower = pattern.sub(word, lower)
    words = [word for word in _SEPARATORS.split(lower) if word and word not in _FILLERS]
    # Without the brand, only the full title of a deed is sure to be a Creative Commons licence.
    if "cc" not in words[:1] and not ("attribution" in words[:1] and words[-1] in _QUALIFIERS):
        return None
    return _read_words(["by" if word == "attribution" else word for word in words if word != "cc"])


def _read_words(words: list[str]) -> Deed | Unclear | None:
    length = next((place for place, word in enumerate(words) if word not in _ELEMENTS), len(words))
    elements, tail = words[:length], words[length:]
    if not elements:
        return Unclear("Creative Commons without its elements")
    deed = Deed(ordered("-".join(elements)), "")
    if not tail:
        return published(deed)
    number, *rest = tail
    match = _VERSION.fullmatch(number)
    if match is None or len(rest) > 1 or not {*rest} <= JURISDICTIONS | _QUALIFIERS.keys():
        return Unclear("words beside the name of a Creative Commons licence")
    version = _WHOLE_VERSIONS.get(match[1], match[1])
    last = rest[0] if rest else ""
    if not last or version in _QUALIFIERS.get(last, ()):
        return published(Deed(deed.elements, version))
    return published(Deed(deed.elements, version, last))
