"""What a verification may read: a report is a stranger's text, and must not lead it anywhere else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from compliance.errors import OutOfReachError
from compliance.inputs.discovery import shipped_rules
from compliance.inputs.teams import SHIPPED
from compliance.model.input import Input
from compliance.storage import Place, Url, is_url, read_place

_WITHHELD = re.compile(r"…|/~[0-9a-f]{12}$")
_SHIPPED_KINDS = frozenset({"rule", "reference"})


@dataclass(frozen=True)
class Reach:
    """The folders that may be read, and whether anything that is not on this machine may."""

    folders: tuple[Path, ...]
    remote: bool = False

    def place(self, text: str) -> Place:
        """Return the place that a report names. Raises OutOfReachError."""
        if is_url(text):
            return self._remote(text)
        return _within(Path(text), self.folders, "it lies outside of this folder; --within allows another")

    def input(self, recorded: Input) -> Place:
        """Return where an input lies; it is there. Raises OutOfReachError."""
        first, _, rest = recorded.path.partition("/")
        if first == SHIPPED and recorded.kind in _SHIPPED_KINDS:
            place: Place = _within(shipped_rules() / rest, [shipped_rules()], "it is no shipped rule")
        else:
            place = self.place(recorded.path)
        if isinstance(place, Path) and not _is_file(place):
            raise OutOfReachError("there is no such file here")
        if isinstance(place, Path) != (recorded.digest_of == "content"):
            raise OutOfReachError(f"its digest is over its {recorded.digest_of}")
        return place

    def _remote(self, text: str) -> Url:
        if _WITHHELD.search(text):
            raise OutOfReachError("the report withholds its address")
        if not self.remote:
            raise OutOfReachError("it is not on this machine; --remote allows to ask for it")
        place = read_place(text)
        if isinstance(place, Path):
            raise OutOfReachError("it is a file, written as an address")
        return place


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # such as a name that is too long
        return False


def _within(path: Path, folders: Iterable[Path], otherwise: str) -> Path:
    try:
        resolved = path.resolve()
        if any(resolved.is_relative_to(folder.resolve()) for folder in folders):
            return path
    except (OSError, ValueError) as error:  # such as a name with a null character
        raise OutOfReachError("there is no such file here") from error
    raise OutOfReachError(otherwise)
