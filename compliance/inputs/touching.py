"""What a change in git touches: a file, what a manifest path means, or all that lies in a folder.

Where git cannot tell, the answer is yes: of what it ignores, of other places, of URLs.
"""

import os.path
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath

from compliance.errors import ComplianceError
from compliance.git import Changes
from compliance.inputs.acceptances import CORRECTIONS, WAIVERS
from compliance.inputs.baselines import BASELINE
from compliance.inputs.discovery import CARD, REGISTER
from compliance.inputs.manifests.dvc import SUFFIX, dvc_file
from compliance.inputs.manifests.files import PARQUET, find_files, fixed_part, is_glob
from compliance.storage import Place, Url

_GOVERNING = (REGISTER, WAIVERS, CORRECTIONS, BASELINE)
"""Files that hold for the datasets in their folder and below it."""
_CONFIGURATIONS = {"compliance.toml": "", "pyproject.toml": "tool.compliance"}
"""Files that hold for a whole run, and what they contain if they do."""


@dataclass(frozen=True)
class Touch:
    """Changes, as seen from the folder of a run."""

    changes: Changes
    here: Path
    """Absolute, without links."""
    _governed: dict[Path, bool] = field(default_factory=dict, repr=False)
    """What was found out of folders so far."""
    _folders: dict[Path, Path] = field(default_factory=dict, repr=False)
    """Folders, and what they are without links."""

    def is_reconfigured(self) -> bool:
        """Tell whether a configuration of the run differs, or is gone."""
        above = [
            folder for folder in (self.here, *self.here.parents) if folder.is_relative_to(self.changes.top)
        ]
        return any(
            self.changes.has(folder / name) and any(marker in text for text in self._texts(folder / name))
            for folder in above
            for name, marker in _CONFIGURATIONS.items()
        )

    def is_given_otherwise(self, paths: Iterable[Path]) -> bool:
        """Tell whether files or folders that hold for every dataset differ."""
        return any(
            self.changes.meets(path) or any(map(self._is_unsure, (path, *path.glob("*.yaml"))))
            for path in map(Path.resolve, paths)
        )

    def is_governed(self, path: Path) -> bool:
        """Tell whether a file differs that holds for what lies at a path, by lying above it or here."""
        near = self._resolved(self._spelled(path))
        return self._is_folder_governed(near if near.is_dir() else near.parent) or self._is_folder_governed(
            self.here
        )

    def is_manifest(self, place: Place) -> bool:
        """Tell whether a file differs that the place means, or meant."""
        if isinstance(place, Url):
            return True
        try:
            found = find_files(place)
        except ComplianceError:  # which the run will raise or report
            return True
        return self._has_lost(place) or any(self.is_file(file.dvc or file.path) for file in found)

    def is_file(self, path: Place) -> bool:
        """Tell whether a file that is here differs, or the one that it is a link to."""
        if isinstance(path, Url):
            return True
        spelled = self._spelled(path)
        resolved = self._resolved(spelled)
        is_link = spelled != resolved and spelled.is_relative_to(self.changes.top)
        return self._differs(resolved) or (is_link and self._differs(spelled))

    @cached_property
    def _cited(self) -> frozenset[str]:
        """Names of changed files that others may cite as a paper."""
        names = {PurePath(name).name for name in self.changes.changed} - {CARD}
        return frozenset(name for name in names if PurePath(name).suffix not in {SUFFIX, *PARQUET})

    def _is_unsure(self, path: Path) -> bool:
        """Tell whether a file that is here may mean something else now, though it may not differ.

        Git may not know it, or it cites another that differs, such as the paper behind a grant.
        """
        if not path.is_file():
            return False
        if not self.changes.knows(path):
            return True
        if path.name == BASELINE or not self._cited:
            return False
        text = path.read_text(encoding="utf-8", errors="replace")
        return any(name in text for name in self._cited)

    def _texts(self, path: Path) -> list[str]:
        """Return a text file as it was and as it is, if it was and is."""
        texts = self.changes.texts_then([path.relative_to(self.changes.top).as_posix()])
        return [*texts, path.read_text(encoding="utf-8", errors="replace")] if path.is_file() else texts

    def _is_folder_governed(self, folder: Path) -> bool:
        found = self._governed.get(folder)
        if found is None:
            is_last = folder in (self.changes.top, folder.parent)
            found = self._governs(folder) or (not is_last and self._is_folder_governed(folder.parent))
            self._governed[folder] = found
        return found

    def _governs(self, folder: Path) -> bool:
        paths = (f"{folder}{os.sep}{name}" for name in _GOVERNING)
        return any(self.changes.has(path) or self._is_unsure(Path(path)) for path in paths)

    def _has_lost(self, place: Path) -> bool:
        """Tell whether a file that the place may have meant is gone, as one that was deleted or moved is."""
        root = fixed_part(place)
        return any(
            (is_glob(place) or PurePath(name).suffix in {"", SUFFIX, *PARQUET})
            and not os.path.lexists(self._spelled(root) / name)
            for name in self.changes.below(self._spelled(root))
        )

    def _differs(self, path: Path) -> bool:
        if self.changes.knows(path):
            return self.changes.has(path)
        # What DVC keeps, git knows by the DVC file of it or of a folder above it.
        named = (dvc_file(place) for place in (path, *path.parents) if place.is_relative_to(self.changes.top))
        witness = next((dvc for dvc in named if self.changes.knows(dvc)), None)
        return witness is None or self.changes.has(witness)

    def _spelled(self, path: Path) -> Path:
        """Return the path from the root, links not followed."""
        whole = self.here / path
        return Path(os.path.normpath(whole)) if ".." in whole.parts else whole

    def _resolved(self, spelled: Path) -> Path:
        """Return a path without links; files in one folder share the work."""
        if spelled.is_symlink():
            return spelled.resolve()
        folder = self._folders.get(spelled.parent)
        if folder is None:
            folder = self._folders[spelled.parent] = spelled.parent.resolve()
        return folder / spelled.name
