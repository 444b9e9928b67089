"""Which files a manifest path means: one file, a glob, or a folder with Hive partitions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath, PurePosixPath
from urllib.parse import unquote

from compliance.errors import UsageError
from compliance.storage import Kind, Place, Url, kind_of, names_below

_SUFFIXES = frozenset({".parquet", ".parq", ".pq"})
_PARTITION = re.compile(r"([^=/]+)=([^/]*)")
_HIVE_NULL = "__HIVE_DEFAULT_PARTITION__"
_GLOB = frozenset("*?[")


@dataclass(frozen=True)
class FoundFile:
    """A file of a manifest and the partition columns that its path spells."""

    path: Place
    partitions: tuple[tuple[str, str | None], ...] = ()


def find_files(pattern: Place) -> tuple[FoundFile, ...]:
    """Return the files of a manifest, in the order of their paths.

    Hidden files and those that begin with an underscore are left out, as
    writers use them for markers. Raises UsageError when there is no such path,
    and ManifestError when a store does not say.
    """
    if isinstance(pattern, Url):
        return _find_remote(pattern)
    if pattern.is_file():
        return (FoundFile(pattern),)
    if pattern.is_dir():
        paths = [path for path in pattern.rglob("*") if path.suffix.lower() in _SUFFIXES]
        return _visible(sorted(paths), pattern)
    if is_glob(pattern):
        root = Path(*_before_glob(pattern.parts))
        paths = [path for path in root.glob(str(pattern.relative_to(root))) if path.is_file()]
        return _visible(sorted(paths), root)
    pointer = pattern.with_name(pattern.name + ".dvc")
    remedy = "run `dvc pull`" if pointer.is_file() else "check the path"
    raise UsageError(f"there is no manifest at {pattern}", remedy=remedy)


def is_glob(place: Place) -> bool:
    """Tell whether the place is a pattern."""
    return bool(_GLOB & set(place.key if isinstance(place, Url) else str(place)))


def _find_remote(pattern: Url) -> tuple[FoundFile, ...]:
    if pattern.is_web and (is_glob(pattern) or pattern.key.endswith("/") or not pattern.key):
        raise UsageError(
            f"{pattern} cannot be listed: HTTP knows neither folders nor patterns",
            remedy="name each file by its URL",
        )
    if is_glob(pattern):
        parts = PurePosixPath(pattern.key).parts
        root = _before_glob(parts)
        names = [name for name in names_below(pattern.below("/".join(root))) if name]
        fitting = [name for name in names if _fits(PurePosixPath(name).parts, parts[len(root) :])]
        return _remote(pattern, "/".join(root), fitting)
    kind = kind_of(pattern)
    if kind is Kind.NOTHING:
        raise UsageError(f"there is no manifest at {pattern}", remedy="check the address")
    if kind is Kind.FILE:
        return (FoundFile(pattern),)
    names = [name for name in names_below(pattern) if PurePosixPath(name).suffix.lower() in _SUFFIXES]
    return _remote(pattern, pattern.key.rstrip("/"), names)


def _remote(pattern: Url, root: str, names: Sequence[str]) -> tuple[FoundFile, ...]:
    """Return the visible files of these names below the key *root*."""
    return tuple(
        FoundFile(pattern.below(f"{root}/{name}" if root else name), _partitions(PurePosixPath(name)))
        for name in sorted(names, key=lambda name: name.split("/"))
        if _is_visible(PurePosixPath(name))
    )


def _fits(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Tell whether a path fits a pattern, as `Path.glob` would."""
    if not pattern:
        return not parts
    first, *rest = pattern
    if first == "**":
        return any(_fits(parts[skipped:], rest or ["*"]) for skipped in range(len(parts)))
    return bool(parts) and fnmatchcase(parts[0], first) and _fits(parts[1:], rest)


def _before_glob(parts: tuple[str, ...]) -> list[str]:
    plain = []
    for part in parts[:-1]:
        if _GLOB & set(part):
            break
        plain.append(part)
    return plain


def _visible(paths: Sequence[Path], root: Path) -> tuple[FoundFile, ...]:
    """Return those of the files below *root* that are not hidden."""
    relative = [(path, path.relative_to(root)) for path in paths]
    return tuple(FoundFile(path, _partitions(below)) for path, below in relative if _is_visible(below))


def _is_visible(relative: PurePath) -> bool:
    return not any(part.startswith((".", "_")) for part in relative.parts)


def _partitions(relative: PurePath) -> tuple[tuple[str, str | None], ...]:
    folders = relative.parent.parts
    pairs = (match.groups() for folder in folders if (match := _PARTITION.fullmatch(folder)))
    return tuple((name, None if value == _HIVE_NULL else unquote(value)) for name, value in pairs)
