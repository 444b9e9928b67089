"""The manifests of a command as data assets: one path each, as seen from the root of the project."""

import os.path
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.errors import UsageError
from compliance.inputs.discovery import Target
from compliance.storage import Place, Url

if TYPE_CHECKING:
    from compliance.gx.project.writing import ProjectAsset


def asset_of(name: str, target: Target, root: Path, papers: Mapping[str, Path | None]) -> "ProjectAsset":
    """Return the asset of one dataset. Raises UsageError for one that a path cannot name."""
    from compliance.gx.project.writing import ProjectAsset  # noqa: PLC0415 - it takes seconds

    given = {kind: below(root, path) for kind, path in papers.items() if path is not None}
    if target.card is None or target.manifests:
        path = _path_of(name, target.manifests, root)
        card = {} if target.card is None else {"card": below(root, target.card)}
        return ProjectAsset(slug(name), path, {**card, **given})
    return ProjectAsset(slug(name), below(root, target.card), given)


def below(root: Path, path: Path) -> str:
    """Return the path as seen from the root of the project."""
    return Path(os.path.relpath(path.absolute(), root)).as_posix()


def slug(name: str) -> str:
    """Return the name of a dataset as a file can have it."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "dataset"


def _path_of(name: str, places: tuple[Place, ...], root: Path) -> str:
    if len(places) != 1:
        remedy = "name its folder, or a pattern in quotes"
        raise UsageError(f"{name} has several paths, and a data asset has one", remedy=remedy)
    [place] = places
    if not isinstance(place, Url):
        return below(root, place)
    if place.options:
        raise UsageError(
            f"{place} may hold a secret", remedy="name it without what follows the question mark"
        )
    return str(place)
