"""Which files a manifest path means: one file, a glob, or a folder with Hive partitions."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath, PurePosixPath
from urllib.parse import unquote

from compliance.errors import UsageError
from compliance.inputs.manifests.dvc import SUFFIX, Out, absent_outs, dvc_file, read_outs
from compliance.storage import Kind, Place, Url, kind_of, names_below

PARQUET = frozenset({".parquet", ".parq", ".pq"})
PARTITION = re.compile(r"([^=/]+)=([^/]*)")
_HIVE_NULL = "__HIVE_DEFAULT_PARTITION__"
_GLOB = frozenset("*?[")


@dataclass(frozen=True)
class FoundFile:
    """A file of a manifest and the partition columns that its path spells."""

    path: Place
    partitions: tuple[tuple[str, str | None], ...] = ()
    dvc: Path | None = None
    """Where the file is not here: the DVC file that names it, or the folder it is in."""


def find_files(pattern: Place) -> tuple[FoundFile, ...]:
    """Return the files of a manifest, in the order of their paths.

    Hidden files and those that begin with an underscore are left out, as
    writers use them for markers. Files that only DVC files name are among them;
    a DVC file is what it names. Raises UsageError when there is no such path,
    and ManifestError when a store does not say, or for a DVC file that is none.
    """
    if isinstance(pattern, Url):
        return _find_remote(pattern)
    if pattern.suffix == SUFFIX and is_glob(pattern):
        return find_files(pattern.with_suffix(""))
    if pattern.is_file():
        return _named(pattern) if pattern.suffix == SUFFIX else (FoundFile(pattern),)
    if pattern.is_dir():
        return _below(pattern)
    if is_glob(pattern):
        root = fixed_part(pattern)
        return absent_file(root) or _matching(root, pattern.relative_to(root))
    found = absent_file(pattern)
    if not found:
        raise UsageError(f"there is no manifest at {pattern}", remedy="check the path")
    return found


def _named(dvc: Path) -> tuple[FoundFile, ...]:
    return tuple(
        found
        for out in read_outs(dvc)
        for found in (find_files(out.path) if out.path.exists() else [FoundFile(out.path, dvc=dvc)])
    )


def _below(folder: Path) -> tuple[FoundFile, ...]:
    paths = [path for path in folder.rglob("*") if path.suffix.lower() in PARQUET or path.suffix == SUFFIX]
    return _visible(folder, paths, lambda out: out.is_folder or out.path.suffix.lower() in PARQUET)


def _matching(root: Path, pattern: Path) -> tuple[FoundFile, ...]:
    """Return the files below *root* that match, and what DVC files name that may hold such."""

    def fits(out: Out) -> bool:
        parts = out.path.relative_to(root).parts
        return _fits(parts, pattern.parts) or (out.is_folder and _may_hold(parts, pattern.parts))

    paths = [path for path in root.glob(str(pattern)) if path.is_file() and path.suffix != SUFFIX]
    # A DVC file beside a match, or beside a folder on the way to one.
    above = ("/".join((*pattern.parts[:depth], f"*{SUFFIX}")) for depth in range(len(pattern.parts)))
    return _visible(root, [*paths, *(path for text in above for path in root.glob(text))], fits)


def absent_file(path: Path) -> tuple[FoundFile, ...]:
    """Return the path as a file that is not here, if DVC keeps it or a folder above it."""
    for place in (path, *path.parents):
        if place.exists():
            break
        if place.name and dvc_file(place).is_file():
            return (FoundFile(path, dvc=dvc_file(place)),)
    return ()


def fixed_part(pattern: Path) -> Path:
    """Return the folder below which a pattern's files lie; what is no pattern is itself."""
    return Path(*_before_glob(pattern.parts)) if is_glob(pattern) else pattern


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
    names = [name for name in names_below(pattern) if PurePosixPath(name).suffix.lower() in PARQUET]
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


def _visible(root: Path, paths: Iterable[Path], fits: Callable[[Out], bool]) -> tuple[FoundFile, ...]:
    """Return those of the paths below *root* that are not hidden, and what fits of DVC files among them."""
    shown = [path for path in dict.fromkeys(paths) if _is_visible(path.relative_to(root))]
    kept = absent_outs((path for path in shown if path.suffix == SUFFIX and path.is_file()), fits)
    dvc_files = {path: dvc for path, dvc in kept if _is_visible(path.relative_to(root))}
    found = sorted({*(path for path in shown if path.suffix != SUFFIX), *dvc_files})
    return tuple(FoundFile(path, _partitions(path.relative_to(root)), dvc_files.get(path)) for path in found)


def _may_hold(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Tell whether a folder may hold files that fit a pattern."""
    return any(_fits(parts, pattern[:depth]) for depth in range(1, len(pattern)))


def _is_visible(relative: PurePath) -> bool:
    return not any(part.startswith((".", "_")) for part in relative.parts)


def _partitions(relative: PurePath) -> tuple[tuple[str, str | None], ...]:
    folders = relative.parent.parts
    pairs = (match.groups() for folder in folders if (match := PARTITION.fullmatch(folder)))
    return tuple((name, None if value == _HIVE_NULL else unquote(value)) for name, value in pairs)
