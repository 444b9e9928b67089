"""JSON that a terminal and an editor show as it is."""

import json
import re
import unicodedata

from compliance.reporting.plain import excerpt

_NOT_ASCII = re.compile(r"[^\x00-\x7e]")


def dump(document: object) -> str:
    """Return the document, indented by two, with a final newline and nothing hidden."""
    return _NOT_ASCII.sub(_escaped_if_hidden, json.dumps(document, indent=2, ensure_ascii=False)) + "\n"


def safe(text: str) -> str:
    """Return text from a manifest or a path as JSON can hold it."""
    # Names of files may hold bytes that are no UTF-8: Python keeps them as lone surrogates, JSON cannot.
    return excerpt(text).encode(errors="backslashreplace").decode()


def optional(text: str | None) -> str | None:
    """Return the text likewise, if there is any."""
    return None if text is None else safe(text)


def _escaped_if_hidden(char: re.Match[str]) -> str:
    # JSON escapes only the controls below U+0020; a direction override would still reorder a terminal.
    hidden = unicodedata.category(char[0]) in {"Cc", "Cf", "Co", "Zl", "Zp"}
    return json.dumps(char[0])[1:-1] if hidden else char[0]
