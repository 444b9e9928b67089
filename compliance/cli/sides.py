"""What the words of `compliance diff` mean: two refs with paths, two places, or two reports."""

import datetime
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from compliance.errors import UsageError
from compliance.git import commit_of, merge_base
from compliance.inputs.discovery import find_targets
from compliance.inputs.manifests.files import is_glob
from compliance.inputs.project import project_root
from compliance.pipeline import Request
from compliance.storage import Place, Url, read_place

WORKTREE = "WORKTREE"
"""The files as they are now."""
_REPORTS = frozenset({".json", ".html"})
_TWO = 2
_HELP = "see `compliance diff --help`"

Ref = tuple[str, str | None]
"""A name and its commit; None for the files as they are now."""


@dataclass(frozen=True)
class Refs:
    """Two states of the repository here, and the paths to compare."""

    old: Ref
    new: Ref
    paths: tuple[PurePosixPath, ...]


@dataclass(frozen=True)
class Places:
    """Two manifests, cards or folders."""

    old: Place
    new: Place


@dataclass(frozen=True)
class Reports:
    """Two reports of earlier runs."""

    old: Path
    new: Path


@dataclass(frozen=True)
class Question:
    """The options that decide what a comparison says."""

    card: Path | None = None
    as_of: str | None = None
    rules: tuple[Path, ...] = ()
    register: Path | None = None

    def request(self, day: datetime.date, *places: Place) -> Request:
        """Return what to judge, as of a day; without places, what was read otherwise. Raises UsageError."""
        targets = find_targets(places, self.card) if places else ()
        root = project_root(Path())
        return Request(targets, day, "compliance diff", self.rules, self.register, project=root)


def read_sides(words: Sequence[str], paths: Sequence[str] | None) -> Refs | Places | Reports:
    """Return what the words mean; *paths* are those after `--`. Raises UsageError."""
    given = _halves(words)
    refs: list[Ref] = []
    while given and len(refs) < _TWO and (ref := _ref(given[0], certain=paths is not None)) is not None:
        refs.append(ref)
        given = given[1:]
    for word in given:
        if paths is not None or not _is_place(word):
            what = "a commit" if paths is not None else "a commit or a path"
            raise UsageError(f"{word} is not {what} here", remedy="check its name; " + _HELP)
    if not refs and len(given) == _TWO:
        return _pair(*given)
    old = refs[0] if refs else ("HEAD", _commit("HEAD"))
    new = refs[1] if len(refs) == _TWO else (WORKTREE, None)
    if old[1] is None and new[1] is None:
        raise UsageError("the files as they are now would be compared with themselves", remedy=_HELP)
    return Refs(old, new, tuple(map(_narrowing, (*given, *(paths or ())))))


def _halves(words: Sequence[str]) -> list[str]:
    """Return the words; one like `main..HEAD` or `main...HEAD` is two of them."""
    if not words or ".." not in words[0] or ".." in PurePosixPath(words[0]).parts or _is_place(words[0]):
        return list(words)
    first, dots, second = words[0].partition("...") if "..." in words[0] else words[0].partition("..")
    old, new = first or "HEAD", second or "HEAD"
    if len(dots) > _TWO:
        old = merge_base(_commit(old), _commit(new), Path())
    return [old, new, *words[1:]]


def _ref(word: str, *, certain: bool) -> Ref | None:
    """Return the ref that a word means, if it means one. Raises UsageError if it may mean a path as well."""
    if word == WORKTREE:
        return WORKTREE, None
    commit = commit_of(word, Path())
    if commit is not None and not certain and _is_place(word):
        remedy = f"write `./{word}` for the path, or `{word} --` for the commit"
        raise UsageError(f"{word} is a commit and a path", remedy=remedy)
    return None if commit is None else (word, commit)


def _commit(name: str) -> str:
    commit = commit_of(name, Path())
    if commit is None:
        raise UsageError(f"{name} is not a commit here", remedy="check its name, or fetch it")
    return commit


def _is_place(word: str) -> bool:
    place = read_place(word)
    return isinstance(place, Url) or place.exists() or is_glob(place)


def _pair(old: str, new: str) -> Places | Reports:
    places = read_place(old), read_place(new)
    files = [place for place in places if isinstance(place, Path) and place.suffix in _REPORTS]
    if len(files) == _TWO:
        return Reports(*files)
    if files:
        raise UsageError(
            "a report is compared with a report only", remedy="name two reports, or two datasets"
        )
    return Places(*places)


def _narrowing(word: str) -> PurePosixPath:
    """Return a path as seen from here. Raises UsageError for one that leads elsewhere."""
    path = os.path.relpath(word)
    if path == ".." or path.startswith("../"):
        raise UsageError(f"{word} does not lie below this folder", remedy="run it in a folder above")
    return PurePosixPath(Path(path).as_posix())
