"""Scanning files whose columns are alike, of one dataset or of many, by one query."""

from collections.abc import Sequence
from pathlib import Path

from compliance.caching import stamp
from compliance.errors import ManifestError
from compliance.model.manifest import ManifestFile
from compliance.profile.batches import batches, likeness
from compliance.profile.engines import Engine, Session
from compliance.profile.part import Part, split
from compliance.profile.prepared import Prepared
from compliance.profile.progress import Progress
from compliance.profile.scan import Scan


def scan_parts(
    session: Session, files: Sequence[ManifestFile], scan: Scan, progress: Progress | None
) -> list[Part]:
    """Return the part of each file. Raises ManifestError when one cannot be read to the end."""
    for file in files:
        require_content(file)
    parts = split(session.scan(files, scan.sql, progress), files)
    for file in files:
        check_unchanged(file)
    return parts


def scan_together(
    session: Session,
    engine: Engine,
    wanted: Sequence[tuple[ManifestFile, Prepared]],
    progress: Progress | None,
) -> dict[int, Part | None]:
    """Return the parts of those small files that go together with others, by their place.

    None stands for a file that was scanned with one that cannot be read. What
    has to be scanned alone is left out.
    """
    files = [file for file, _ in wanted]
    alike: dict[tuple[object, ...], list[int]] = {}
    for place, (file, prepared) in enumerate(wanted):
        alike.setdefault((*likeness(file), prepared.digest), []).append(place)
    found: dict[int, Part | None] = {}
    for batch in (batch for places in alike.values() for batch in batches(places, files, engine)):
        if len(batch) > 1:
            scan = wanted[batch[0]][1].scan
            try:
                parts = scan_parts(session, [files[place] for place in batch], scan, progress)
            except ManifestError:
                found |= dict.fromkeys(batch)
            else:
                found |= dict(zip(batch, parts, strict=True))
    return found


def require_content(file: ManifestFile) -> None:
    """Raise ManifestError where rows are needed, and a pointer to them is all that is here."""
    try:
        file.require_content()
    except ManifestError as error:
        text = f"{error.text}, and what the rules ask of it is not in the cache"
        raise ManifestError(text, remedy=error.remedy) from error


def check_unchanged(file: ManifestFile) -> None:
    """Raise ManifestError when the file is not what its digest says: its part would be kept as another's."""
    if file.input.stamp and stamp(Path(file.location).stat()) != file.input.stamp:
        raise ManifestError(
            "it was written again while it was read", remedy="check again when it is complete"
        )
