"""What a team accepts or corrects: waivers and corrections, each with its place and its paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from compliance.errors import ConfigurationError, Problem
from compliance.inputs.documents import look_at_document
from compliance.inputs.validation import validate
from compliance.inputs.yaml_file import Location, YamlFile, read_yaml
from compliance.model.anchor import Anchor
from compliance.model.correction import Corrections, StatedCorrection
from compliance.model.document import DocumentState, EvidenceFile
from compliance.model.input import Input
from compliance.model.waiver import StatedWaiver, Waivers

WAIVERS = "waivers.yaml"
CORRECTIONS = "corrections.yaml"


def read_waivers(path: Path, shown: str) -> tuple[tuple[StatedWaiver, ...], tuple[Input, ...]]:
    """Return the waivers of a file in their order, and the files they rest on.

    Raises ConfigurationError with every fault.
    """
    file = read_yaml(path, shown, "waivers")
    desk = _Desk(file, path.parent)
    stated = [
        StatedWaiver(waiver, *desk.stands("waivers", index, waiver.document))
        for index, waiver in enumerate(validate(file, Waivers).waivers)
    ]
    return tuple(stated), desk.inputs()


def read_corrections(path: Path, shown: str) -> tuple[tuple[StatedCorrection, ...], tuple[Input, ...]]:
    """Return the corrections of a file in their order, and the files they rest on.

    Raises ConfigurationError with every fault.
    """
    file = read_yaml(path, shown, "corrections")
    desk = _Desk(file, path.parent)
    stated = [
        StatedCorrection(correction, *desk.stands("corrections", index, correction.document))
        for index, correction in enumerate(validate(file, Corrections).corrections)
    ]
    return tuple(stated), desk.inputs()


@dataclass
class _Desk:
    """Looks at the papers of one file, each once."""

    file: YamlFile
    folder: Path

    def __post_init__(self) -> None:
        self._problems: list[Problem] = []
        self._found: dict[EvidenceFile, tuple[DocumentState, Input | None]] = {}

    def stands(
        self, kind: str, index: int, document: EvidenceFile | None
    ) -> tuple[Anchor, Anchor, DocumentState]:
        """Return where an entry and its condition stand, and whether its paper is the same."""
        entry: Location = (kind, index)
        state = self._state(document, (*entry, "document", "path"))
        return self.file.anchor(entry), self.file.anchor((*entry, "where")), state

    def _state(self, document: EvidenceFile | None, location: Location) -> DocumentState:
        if document is None:
            return DocumentState.NONE_NAMED
        parts = PurePosixPath(document.path)
        if parts.is_absolute() or ".." in parts.parts:
            text = "the document must lie in the folder of this file, or below it"
            self._problems.append(self.file.problem(location, text))
            return DocumentState.MISSING
        if document not in self._found:
            shown = self.file.input.path.rpartition("/")
            self._found[document] = look_at_document(document, self.folder, shown[0] + shown[1])
        return self._found[document][0]

    def inputs(self) -> tuple[Input, ...]:
        """Return the file and its papers. Raises ConfigurationError."""
        if self._problems:
            raise ConfigurationError(tuple(self._problems))
        papers: Sequence[Input | None] = [paper for _, paper in self._found.values()]
        return (self.file.input, *(paper for paper in papers if paper is not None))
