"""When two written names mean one licence."""

import re

_ADDRESS = re.compile(r"(?:(?:https?:)?//(?:www\.)?|www\.)(.*)|((?:[a-z0-9-]+\.)+[a-z]{2,}/.*)", re.DOTALL)
_FILLER = re.compile(r"\b(?:(?:licen[sc]e|the)\b|v(?:ersion)?\.?\s*(?=\d))")
_SEPARATORS = re.compile(r"[\s_,\u2013-]+")


def is_address(lower: str) -> bool:
    """Tell whether a lower-case text is the address of a page."""
    return _ADDRESS.fullmatch(lower) is not None


def word_key(text: str) -> str:
    """Return what two spellings of one word have in common."""
    return _SEPARATORS.sub(" ", text.lower().replace("licence", "license")).strip()


def name_key(text: str) -> str:
    """Return what two spellings of one licence have in common.

    Case, separators, "license", "the" and the "v" of a version do not
    count; of an address, only scheme, "www." and a last slash.
    """
    lower = text.lower()
    if address := _ADDRESS.fullmatch(lower):
        return (address[1] or address[2] or "").rstrip("/")
    return _SEPARATORS.sub(" ", _FILLER.sub(" ", lower)).strip()
