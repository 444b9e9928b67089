"""Rules and reference data as they were read last, as long as no file has changed since."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter

from compliance.caching import Kept
from compliance.inputs.law_files import law_state
from compliance.inputs.reference import ReferenceFiles
from compliance.inputs.rules import Packs
from compliance.inputs.teams import Place


@dataclass(frozen=True)
class WrittenLaws:
    """What the files of a run's packs and reference data say, all of them without fault."""

    packs: Packs
    reference: ReferenceFiles


@dataclass(frozen=True)
class LawCache:
    """What is kept of the laws in certain folders, until one of their files or the program changes."""

    folder: Path | None
    """None: nothing is recalled and nothing kept."""
    places: tuple[Place, ...]

    def recall(self) -> WrittenLaws | None:
        """Return the laws if they were kept and are still what the files say."""
        return (
            None if self.folder is None or self.state is None else self._kept(self.folder).recall(self.state)
        )

    def keep(self, laws: WrittenLaws) -> None:
        """Keep what was read just now."""
        if self.folder is not None and self.state is not None and self.state == law_state(self.places):
            self._kept(self.folder).keep(self.state, laws)

    @cached_property
    def state(self) -> bytes | None:
        """A digest of every file of the laws and of the program, from before any was read."""
        return law_state(self.places)

    def _kept(self, folder: Path) -> Kept[WrittenLaws]:
        names = repr([(path.resolve().as_posix(), shown) for path, shown in self.places])
        name = hashlib.sha256(names.encode()).hexdigest()[:16]
        return Kept(folder / "laws" / f"{name}.json", lambda: TypeAdapter(WrittenLaws))
