"""The folders in which a team keeps its own laws, beside the shipped ones."""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from compliance.errors import ConfigurationError, Problem

Place = tuple[Path, str]
"""A folder, and the path that reports show."""
PACK = "pack.yaml"
ADJUSTMENTS = "adjustments.yaml"
REFERENCE = "reference"
PLATFORMS = "platforms"
REFERENCE_FILES = ("licenses.yaml", "datasets.yaml", "archives.yaml", "models.yaml")
"""The files of reference data beside the folder `platforms`."""
SHIPPED = "rules"
"""How reports call the shipped folder."""


def team_places(folders: Iterable[Path], shipped: Path) -> list[Place]:
    """Return each of a team's *folders* once; the shipped one is none.

    Raises ConfigurationError for a folder of which nothing would be read, and
    for a file in it that would be overlooked.
    """
    unique: dict[Path, Path] = {}
    for folder in folders:
        unique.setdefault(folder.resolve(), folder)
    unique.pop(shipped.resolve(), None)
    places = [(folder, _shown(folder)) for folder in unique.values()]
    problems = [problem for place in places for problem in _problems(*place)]
    if problems:
        raise ConfigurationError(tuple(problems))
    return places


def pack_folders(places: Iterable[Place]) -> Iterator[Place]:
    """Yield the packs in folders: a folder is a pack, or holds packs."""
    for folder, shown in places:
        if (folder / PACK).is_file():
            yield folder, shown
        else:
            for path in sorted(folder.glob(f"*/{PACK}")):
                yield path.parent, f"{shown}/{path.parent.name}"


def _shown(folder: Path) -> str:
    path = folder.as_posix()
    # Reports call the shipped folder `rules`, and a team may have one of that name.
    return f"./{path}" if path.split("/")[0] == SHIPPED else path


def _problems(folder: Path, shown: str) -> Iterator[Problem]:
    if not folder.is_dir():
        yield Problem(shown, 1, 1, "there is no such folder")
        return
    packs = list(pack_folders([(folder, shown)]))
    if not packs and not (folder / REFERENCE).is_dir() and not (folder / ADJUSTMENTS).is_file():
        text = f"holds no laws: no pack ({PACK} and rules), no folder {REFERENCE}, no {ADJUSTMENTS}"
        yield Problem(shown, 1, 1, text)
    yield from _misspelt(folder, shown)
    for path, name in packs:
        yield from _overlooked_rules(path, name)
        if path != folder and (path / ADJUSTMENTS).is_file():
            yield Problem(f"{name}/{ADJUSTMENTS}", 1, 1, f"belongs beside the packs, in {shown}")
    yield from _overlooked_reference(folder / REFERENCE, f"{shown}/{REFERENCE}")


def _misspelt(folder: Path, shown: str) -> Iterator[Problem]:
    expected = {False: ADJUSTMENTS, True: REFERENCE}
    for path in sorted(folder.iterdir()):
        name = expected[path.is_dir()]
        likeness = difflib.SequenceMatcher(None, path.name.lower(), name).ratio()
        if path.name != name and likeness > 0.8 and not (path / PACK).is_file():
            yield Problem(f"{shown}/{path.name}", 1, 1, f"would not be read; did you mean `{name}`?")


def _overlooked_rules(folder: Path, shown: str) -> Iterator[Problem]:
    for path in sorted(folder.glob("*.yml")):
        yield Problem(f"{shown}/{path.name}", 1, 1, "would not be read: the name of a rule ends in .yaml")


def _overlooked_reference(folder: Path, shown: str) -> Iterator[Problem]:
    known = {*(folder / name for name in REFERENCE_FILES), *(folder / PLATFORMS).glob("*.yaml")}
    for path in sorted(folder.rglob("*.y*ml")):
        if path not in known:
            expected = f"{PLATFORMS}/<id>.yaml, {', '.join(REFERENCE_FILES)}"
            name = path.relative_to(folder).as_posix()
            yield Problem(f"{shown}/{name}", 1, 1, f"would not be read; expected one of {expected}")
