"""Spellings of licences: when two of them are the same, and which words name no licence."""

import re

_ADDRESS = re.compile(r"(?:(?:https?:)?//(?:www\.)?|www\.)(.*)|((?:[a-z0-9-]+\.)+[a-z]{2,}/.*)", re.DOTALL)
_FILLER = re.compile(r"\b(?:(?:licen[sc]e|the)\b|v(?:ersion)?\.?\s*(?=\d))")
_SEPARATORS = re.compile(r"[\s_,\u2013-]+")
_QUOTES = " \t\"'`.,;:"

NOT_ASSERTED = frozenset(
    {
        "",
        "?",
        "n/a",
        "na",
        "nan",
        "no assertion",
        "no license specified",
        "noassertion",
        "not available",
        "not known",
        "not specified",
        "not stated",
        "notspecified",
        "null",
        "tbd",
        "unclear",
        "undefined",
        "unknown",
        "unknown license",
        "unspecified",
        "unspecified license",
        "unstated",
        "licenseref scancode unknown",
        "licenseref scancode unknown spdx",
        "licenseref scancode unknown license reference",
        "licenseref scancode free unknown",
    }
)
"""Words of those who claim nothing, as `word_key` writes them."""
NO_LICENSE = frozenset(
    {"none", "no license", "no license found", "without license", "licenseref scancode no license"}
)
"""Words of those who looked and found nothing."""
_ELSEWHERE = "it says that there is a licence, not which"
_FAMILY = "a family of licences, not one of them"
VAGUE = {
    **dict.fromkeys(
        ("other", "custom", "various", "multiple", "mixed", "see license", "see website"), _ELSEWHERE
    ),
    **dict.fromkeys(("open", "public", "free", "open access", "open source", "request form"), _ELSEWHERE),
    **dict.fromkeys(
        ("agpl", "apache", "bsd", "gfdl", "gpl", "lgpl", "mpl", "cdla", "llama", "gemma"), _FAMILY
    ),
}
"""Words that name no single licence, and why."""


def tidy(written: str) -> str:
    """Return the text on one line, without the quotes and stops around it."""
    return " ".join(written.split()).strip(_QUOTES)


def word_key(text: str) -> str:
    """Return what two spellings of one word have in common."""
    return _SEPARATORS.sub(" ", text.lower().replace("licence", "license")).strip()


def is_address(lower: str) -> bool:
    """Tell whether a lower-case text is the address of a page."""
    return _ADDRESS.fullmatch(lower) is not None


def name_key(text: str) -> str:
    """Return what two spellings of one licence have in common.

    Case, separators, "license", "the" and the "v" of a version do not
    count; of an address, only scheme, "www." and a last slash.
    """
    lower = text.lower()
    if address := _ADDRESS.fullmatch(lower):
        return (address[1] or address[2] or "").rstrip("/")
    return _SEPARATORS.sub(" ", _FILLER.sub(" ", lower)).strip()
