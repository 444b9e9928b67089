"""Which files a manifest path means: one file, a glob, or a folder with Hive partitions."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from compliance.errors import UsageError

_SUFFIXES = frozenset({".parquet", ".parq", ".pq"})
_PARTITION = re.compile(r"([^=/]+)=([^/]*)")
_HIVE_NULL = "__HIVE_DEFAULT_PARTITION__"
_GLOB = frozenset("*?[")


@dataclass(frozen=True)
class FoundFile:
    """A file of a manifest and the partition columns that its path spells."""

    path: Path
    partitions: tuple[tuple[str, str | None], ...] = ()


def find_files(pattern: Path) -> tuple[FoundFile, ...]:
    """Return the files of a manifest, in the order of their paths.

    Hidden files and those that begin with an underscore are left out, as
    writers use them for markers. Raises UsageError when there is no such path.
    """
    if pattern.is_file():
        return (FoundFile(pattern),)
    if pattern.is_dir():
        paths = [path for path in pattern.rglob("*") if path.suffix.lower() in _SUFFIXES]
        return tuple(
            _found(path, pattern) for path in sorted(paths) if _is_visible(path.relative_to(pattern))
        )
    if is_glob(pattern):
        root = Path(*_before_glob(pattern.parts))
        paths = [path for path in root.glob(str(pattern.relative_to(root))) if path.is_file()]
        return tuple(_found(path, root) for path in sorted(paths) if _is_visible(path.relative_to(root)))
    pointer = pattern.with_name(pattern.name + ".dvc")
    remedy = "run `dvc pull`" if pointer.is_file() else "check the path"
    raise UsageError(f"there is no manifest at {pattern}", remedy=remedy)


def is_glob(path: Path) -> bool:
    """Tell whether the path is a pattern."""
    return any(character in _GLOB for character in str(path))


def _before_glob(parts: tuple[str, ...]) -> list[str]:
    plain = []
    for part in parts[:-1]:
        if _GLOB & set(part):
            break
        plain.append(part)
    return plain


def _is_visible(relative: Path) -> bool:
    return not any(part.startswith((".", "_")) for part in relative.parts)


def _found(path: Path, root: Path) -> FoundFile:
    folders = path.relative_to(root).parent.parts
    pairs = (match.groups() for folder in folders if (match := _PARTITION.fullmatch(folder)))
    return FoundFile(
        path, tuple((name, None if value == _HIVE_NULL else unquote(value)) for name, value in pairs)
    )
