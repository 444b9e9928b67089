"""What a contract check may look at: the files that could be read, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.model.card import Card
from compliance.model.manifest import Dataset, ManifestFile
from compliance.model.report import FileCoverage


@dataclass(frozen=True)
class RowsRead:
    """The rows of a dataset, as far as the profile could read them."""

    card: Card
    files: tuple[ManifestFile, ...]
    """Those that were examined to the end, and are here."""
    coverage: Sequence[FileCoverage]
    pointers: tuple[ManifestFile, ...] = ()
    """Those that were judged by what is kept of their content, which is not here."""

    @property
    def rows(self) -> int:
        """Rows of the files that were examined."""
        return sum(file.rows for file in self.files)

    @property
    def gap(self) -> str:
        """What stayed unread, as the end of a sentence; empty when nothing did."""
        unread = sum(line.problem is not None for line in self.coverage) + len(self.pointers)
        if not unread:
            return ""
        return f"{unread:,} {'file' if unread == 1 else 'files'} could not be read"

    @property
    def remedy(self) -> str:
        """What to do about the gap."""
        pointer = next((file.pointer for file in self.pointers if file.pointer is not None), None)
        return "Repair the files." if pointer is None else f"Fetch the files: {pointer.remedy}."


def rows_read(dataset: Dataset, coverage: Sequence[FileCoverage]) -> RowsRead:
    """Return the rows of a dataset that its coverage says were read."""
    whole = {line.path for line in coverage if line.problem is None}
    read = [file for file in dataset.files if file.path in whole]
    return RowsRead(
        dataset.card,
        tuple(file for file in read if file.pointer is None),
        coverage,
        tuple(file for file in read if file.pointer is not None),
    )
