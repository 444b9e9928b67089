"""What the footers of a manifest say, kept so that those of unchanged files need not be parsed again."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter

from compliance.caching import FOOTERS, Kept
from compliance.storage import Place, Url

_VERSION = "1"
"""To be raised when a footer comes to be read in another way."""


@dataclass(frozen=True)
class FooterFacts:
    """What is asked of a footer."""

    rows: int
    row_groups: int
    columns: tuple[str, ...]
    schema: str
    """Digest of the names and types of the columns."""


@dataclass(frozen=True)
class KnownFacts:
    """Facts by the SHA-256 of the content, of the files of a manifest as it was read last."""

    kept: Kept[dict[str, FooterFacts]] | None = None
    """None: nothing is recalled and nothing kept."""
    _seen: dict[str, FooterFacts] = field(default_factory=dict, init=False)

    @cached_property
    def _known(self) -> Mapping[str, FooterFacts]:
        return (self.kept and self.kept.recall(_state())) or {}

    def get(self, sha256: str) -> FooterFacts | None:
        """Return the facts of content with this digest, if they are known."""
        found = self._known.get(sha256)
        if found is not None:
            self._seen[sha256] = found
        return found

    def note(self, sha256: str, facts: FooterFacts) -> None:
        """Remember the facts of content with this digest."""
        self._seen[sha256] = facts

    def keep(self) -> None:
        """Keep the facts of all files that were asked for, and no others."""
        if self.kept is not None and self._seen != self._known:
            self.kept.keep(_state(), self._seen)


def known_facts(folder: Path | None, patterns: Iterable[Place]) -> KnownFacts:
    """Return what the cache *folder* has on the manifest that the patterns mean."""
    if folder is None:
        return KnownFacts()
    places = [place.address if isinstance(place, Url) else str(place.resolve()) for place in patterns]
    name = hashlib.sha256(repr(places).encode()).hexdigest()
    path = folder / FOOTERS / name[:2] / f"{name}.json"
    return KnownFacts(Kept(path, lambda: TypeAdapter(dict[str, FooterFacts])))


def _state() -> bytes:
    return f"{_VERSION} {version('pyarrow')}".encode()
