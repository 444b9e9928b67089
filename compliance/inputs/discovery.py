"""What a command means by its paths: cards, manifests, registers, and the shipped rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from compliance.errors import UsageError
from compliance.inputs.manifests.files import absent_file, is_glob
from compliance.inputs.project import folders_up
from compliance.storage import Place, Url

CARD = "dataset.yaml"
REGISTER = "grants.yaml"
SKIPPED = frozenset({"node_modules", "site-packages", "build", "dist"})


@dataclass(frozen=True)
class Target:
    """A dataset to look at: its manifest, its card, or both."""

    card: Path | None
    manifests: tuple[Place, ...] = ()
    """Files, globs and folders, here or behind URLs; none: where the card says."""


def find_targets(paths: tuple[Place, ...], card: Path | None = None) -> tuple[Target, ...]:
    """Return what the *paths* of a command mean; none means everything below here.

    A path is a card, a manifest (file, glob or folder), or a folder that holds
    cards. Manifests with one card are one dataset; with *card*, all of them
    are. Raises UsageError.
    """
    if card is not None:
        return (Target(card, paths),)
    found: dict[Path | tuple[Place, ...], Target] = {}
    for target in (target for path in paths or (Path(),) for target in _targets_at(path)):
        key = target.card or target.manifests
        known = found.get(key, target)
        found[key] = Target(known.card, tuple(dict.fromkeys((*known.manifests, *target.manifests))))
    return tuple(found.values())


def find_register(near: Path, base: Path, project: Path | None = None) -> Path | None:
    """Return the nearest `grants.yaml`; see `find_nearest`."""
    return find_nearest(REGISTER, near, base, project)


def find_nearest(name: str, near: Path, base: Path, project: Path | None = None) -> Path | None:
    """Return the nearest file of this name: beside *near* and above it, then in *base* and above it.

    No folder above *project* is looked into; without one, none above *base*.
    """
    top = project or base
    folders = (*folders_up(near if near.is_dir() else near.parent, top), *folders_up(base, top))
    return next((found for folder in folders if (found := folder / name).is_file()), None)


def shipped_rules() -> Path:
    """Return the folder of the rules that come with the program.

    In a wheel they lie inside the package; in a checkout, beside it.
    """
    package = Path(__file__).resolve().parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def _targets_at(path: Place) -> Iterator[Target]:
    if isinstance(path, Url):
        if path.key.endswith((".yaml", ".yml")):
            raise UsageError(
                f"the card {path} is not on this machine", remedy="copy it here, and name the copy"
            )
        yield Target(None, (path,))
    elif path.suffix in {".yaml", ".yml"} and path.is_file():
        yield Target(path)
    elif path.is_dir():
        cards = [path / CARD] if (path / CARD).is_file() else sorted(_cards_below(path))
        if cards:
            yield from (Target(card) for card in cards)
        elif path == Path():
            raise UsageError(f"there is no {CARD} here or below", remedy="name a manifest or a card")
        else:
            yield Target(None, (path,))
    elif path.exists() or is_glob(path) or absent_file(path):
        beside = path.parent / CARD
        yield Target(beside if beside.is_file() else None, (path,))
    else:
        raise UsageError(f"there is no file or folder {path}", remedy="check the path")


def _cards_below(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if (
            path.is_dir()
            and not path.is_symlink()
            and not path.name.startswith(".")
            and path.name not in SKIPPED
        ):
            card = path / CARD
            if card.is_file():
                yield card
            else:
                yield from _cards_below(path)
