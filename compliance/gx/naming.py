"""Names of files as parts of other names: of results that GX stores, of pages, of reports."""

import hashlib
import re

_UNSAFE = re.compile(r"[^A-Za-z0-9_.+=-]+")
_LENGTH = 100
_DIGITS = 8


def file_part(name: str) -> str:
    """Return a name that may be part of that of a file, and that no other has.

    Of a name that is long, or has a character that a path, an address or a page
    may take for its own, a digest tells what was left out.
    """
    plain = _UNSAFE.sub("-", name).strip("-.")
    if plain == name and len(plain) <= _LENGTH:
        return name
    digest = hashlib.sha256(name.encode(errors="surrogateescape")).hexdigest()[:_DIGITS]
    return f"{plain[-_LENGTH:].lstrip('-.')}-{digest}"
