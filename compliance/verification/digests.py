"""The inputs of a report, digested again."""

import hashlib
from pathlib import Path

from compliance.errors import ManifestError, OutOfReachError
from compliance.inputs.manifests.lfs import HEAD, is_pointer, read_pointer
from compliance.model.input import Input
from compliance.storage import Place, read_tail
from compliance.verification.check import Check, State
from compliance.verification.reach import Reach


def check_input(recorded: Input, reach: Reach) -> Check:
    """Tell whether a file is the one that the report was made from."""
    try:
        digest, size = _digest(reach.input(recorded), recorded)
    except (OutOfReachError, ManifestError) as error:
        return Check(recorded.path, State.UNCHECKED, error.text)
    except OSError as error:
        return Check(recorded.path, State.UNCHECKED, f"it cannot be read: {error.strerror}")
    if (digest, size) == (recorded.sha256, recorded.bytes):
        return Check(recorded.path, State.HOLDS)
    found = f"it has {size:,} bytes and the digest {digest[:12]}…"
    why = f"{found}, not {recorded.bytes:,} bytes and {recorded.sha256[:12]}…"
    return Check(recorded.path, State.CHANGED, why)


def _digest(place: Place, recorded: Input) -> tuple[str, int]:
    if not isinstance(place, Path):
        tail = read_tail(place)
        return tail.digest, tail.size
    with place.open("rb") as file:
        if recorded.kind == "manifest" and is_pointer(file.read(HEAD)):
            return _pointed(place, recorded)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return digest, file.tell()


def _pointed(path: Path, recorded: Input) -> tuple[str, int]:
    """Return digest and size that a pointer names. Raises OutOfReachError where they are those recorded."""
    content = read_pointer(path)
    if (content.sha256, content.size) == (recorded.sha256, recorded.bytes):
        raise OutOfReachError(f"only a git-LFS pointer to it is here; {content.pointer.remedy}")
    return content.sha256, content.size
