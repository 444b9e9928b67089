"""Ids that are equal for equal projects: GX gives random ones."""

import re
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID, uuid5

_SPACE = UUID("6f2b5f0e-5d0a-5c0e-9a53-0a1f2b1d7c11")
"""The namespace of every id that this project gives; it never changes."""
_ID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")


def steady(name: str) -> str:
    """Return the id of what is called *name*."""
    return str(uuid5(_SPACE, name))


def settle_ids(folder: Path, names: Mapping[str, str]) -> None:
    """Replace every random id in the files of a project by one that follows from what it is the id of.

    *names* tells what is called how, by its random id; others are the id of the
    file that they are in.
    """
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        place = path.relative_to(folder).as_posix()
        text = path.read_text(encoding="utf-8")
        settled = _ID.sub(lambda found, place=place: steady(names.get(found[0], place)), text)  # type: ignore[misc]
        path.write_text(settled, encoding="utf-8")
