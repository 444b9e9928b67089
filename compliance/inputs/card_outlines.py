"""What a card says of other datasets and of its manifest, kept so that it need not be parsed again."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from compliance.caching import Kept
from compliance.errors import ConfigurationError
from compliance.inputs.cards import read_card
from compliance.inputs.law_files import program_state


@dataclass(frozen=True)
class Outline:
    """The part of a card that tells which files and which datasets concern it."""

    name: str
    manifest: str | None = None
    parents: tuple[str, ...] = ()


def read_outlines(cards: Iterable[Path], base: Path, folder: Path | None) -> Mapping[Path, Outline | None]:
    """Return the outline of each card; None for one that is at fault, whatever that is.

    Those of cards with the same content as in the last run at *base* come from the cache *folder*.
    """
    name = hashlib.sha256(str(base.resolve()).encode(errors="surrogateescape")).hexdigest()[:16]
    kept = None if folder is None else Kept(folder / "cards" / f"{name}.json", _adapter)
    state = program_state()
    known = (kept and kept.recall(state)) or {}
    found: dict[Path, Outline | None] = {}
    used: dict[str, Outline] = {}
    for card in cards:
        digest, found[card] = _outline(card, known)
        if (outline := found[card]) is not None:
            used[digest] = outline
    if kept is not None and used != known:
        kept.keep(state, used)
    return found


def _outline(path: Path, known: Mapping[str, Outline]) -> tuple[str, Outline | None]:
    """Return the digest of a card and its outline."""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest in known:
            return digest, known[digest]
        stated = read_card(path, path.as_posix())
    except (OSError, ConfigurationError):
        return "", None
    parents = tuple(parent.name for parent in stated.card.parents)
    return stated.input.sha256, Outline(stated.card.name, stated.card.manifest, parents)


def _adapter() -> TypeAdapter[dict[str, Outline]]:
    return TypeAdapter(dict[str, Outline])
