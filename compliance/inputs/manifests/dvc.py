"""DVC files: `x.parquet.dvc` says which content `x.parquet` has, where that is kept elsewhere."""

import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from compliance.errors import ConfigurationError, ManifestError
from compliance.inputs.manifests.footer_cache import FooterCache
from compliance.inputs.yaml_file import read_yaml
from compliance.model.input import Input
from compliance.model.manifest import Content, Pointer

SUFFIX = ".dvc"
_LIMIT = 65_536
"""Bytes of a DVC file."""
_MD5 = re.compile(r"[0-9a-f]{32}")
_FOLDER = re.compile(r"[0-9a-f]{32}\.dir")
_LARGEST = 10**18


@dataclass(frozen=True)
class Out:
    """A file or folder that a DVC file names."""

    path: Path
    md5: str | None
    """Of a file's content; None where DVC knows it by something else."""
    size: int | None
    is_folder: bool


def dvc_file(path: Path) -> Path:
    """Return where DVC writes down the content of a file or folder."""
    return path.with_name(path.name + SUFFIX)


def read_outs(dvc: Path) -> tuple[Out, ...]:
    """Return what a DVC file names. Raises ManifestError for one that is none, or leads elsewhere."""
    try:
        if dvc.stat().st_size > _LIMIT:
            raise ManifestError(f"{dvc.name} is too large for a DVC file", remedy="restore it from git")
        value = read_yaml(dvc, dvc.name, "manifest").value
    except (ConfigurationError, OSError) as error:
        reason = error.problems[0].text if isinstance(error, ConfigurationError) else error.strerror
        raise ManifestError(f"{dvc.name} is no DVC file: {reason}", remedy="restore it from git") from error
    outs = value.get("outs") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(outs, list) or not outs:
        raise ManifestError(f"{dvc.name} is no DVC file: it has no `outs`", remedy="restore it from git")
    return tuple(_out(dvc, value.get("wdir", "."), out) for out in outs)


def absent_outs(dvc_files: Iterable[Path], fits: Callable[[Out], bool]) -> Iterator[tuple[Path, Path]]:
    """Yield each file or folder that fits and is not here, with the DVC file that names it.

    A DVC file that cannot be read stands for what it may name.
    """
    for dvc in dvc_files:
        try:
            outs = read_outs(dvc)
        except ManifestError:
            yield dvc, dvc
        else:
            yield from ((out.path, dvc) for out in outs if fits(out) and not out.path.exists())


def named_content(path: Path, dvc: Path, shown: str, footers: FooterCache) -> Content:
    """Return the content of a file that is not here, if it was seen before.

    *shown* is the DVC file as reports name it. Raises ManifestError.
    """
    fetch = f"run `dvc pull {shlex.quote(shown)}`"
    out = next((out for out in read_outs(dvc) if path.is_relative_to(out.path)), None)
    if out is None:
        raise ManifestError(f"it is not here, and {dvc.name} does not name it", remedy="check the path")
    if out.is_folder:
        raise ManifestError("it is not here, and DVC keeps the folder as a whole", remedy=fetch)
    pointer = Pointer(f"it is not here, only {dvc.name} is, which names its content", fetch)
    sha256 = None if out.md5 is None or out.size is None else footers.recall_md5(out.md5, out.size)
    if sha256 is None or out.size is None:
        raise ManifestError(pointer.text, remedy=pointer.remedy)
    return Content(sha256, out.size, pointer)


def keep_named(path: Path, recorded: Input, footers: FooterCache) -> None:
    """Keep the MD5 of a file that is here, if a DVC file beside it names that one."""
    dvc = dvc_file(path)
    if dvc.is_file():
        with suppress(ManifestError):  # its content is here, whatever the DVC file says
            for out in read_outs(dvc):
                if out.path == path and out.md5 is not None and out.size == recorded.bytes:
                    footers.keep_md5(path, recorded, out.md5)


def _out(dvc: Path, wdir: object, out: object) -> Out:
    given = out if isinstance(out, dict) else {}
    path, md5, size = given.get("path"), given.get("md5"), given.get("size")
    if not isinstance(path, str) or not isinstance(wdir, str) or not path or "\0" in path + wdir:
        raise ManifestError(f"{dvc.name} names no path", remedy="restore it from git")
    below = _normal(PurePosixPath(wdir) / path)
    if below is None:
        raise ManifestError(
            f"{dvc.name} leads out of its folder, to {path}", remedy="move it beside what it names"
        )
    is_sized = type(size) is int and 0 <= size <= _LARGEST
    if size is not None and not is_sized:
        raise ManifestError(f"{dvc.name} names a size that no file has", remedy="restore it from git")
    digest = md5 if isinstance(md5, str) else ""
    is_folder = _FOLDER.fullmatch(digest) is not None
    known = digest if _MD5.fullmatch(digest) else None
    return Out(dvc.parent / below, known, size if is_sized else None, is_folder)


def _normal(path: PurePosixPath) -> PurePosixPath | None:
    """Return the path without detours; None if it leads out of the folder where it begins."""
    parts: list[str] = []
    if path.is_absolute():
        return None
    for part in path.parts:
        if part != "..":
            parts.append(part)
        elif parts:
            parts.pop()
        else:
            return None
    return PurePosixPath(*parts) if parts else None
