"""Git, asked by its command: what differs from a ref, and when the last commit was made."""

import os
import re
import subprocess
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from compliance.errors import UsageError

_BLOB = re.compile(rb" blob ([0-9]+)$")
_QUIET = ("--no-optional-locks", "--literal-pathspecs")


@dataclass(frozen=True)
class Changes:
    """How the files of a work tree differ from a commit.

    Paths are from the top of the work tree, with slashes. One of a repository
    in this one, such as a submodule, stands for all in it.
    """

    top: Path
    """The top of the work tree, absolute and without links."""
    commit: str
    changed: tuple[str, ...]
    """Sorted. What was added, changed or deleted since, committed or not."""
    known: frozenset[str]
    """All that git keeps or would add: of anything else it cannot tell whether it changed."""
    _lookup: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lookup", frozenset(self.changed))

    def has(self, path: Path | str) -> bool:
        """Tell whether the file at an absolute path differs."""
        return any(name in self._lookup for name in self._names(path))

    def knows(self, path: Path | str) -> bool:
        """Tell whether git can say if the file at an absolute path differs."""
        return any(name in self.known for name in self._names(path))

    def below(self, folder: Path) -> Iterator[str]:
        """Yield the changed paths below a folder, from there."""
        name = self._name(folder)
        if not name and folder != self.top:
            return
        start = f"{name}/" if name else ""
        for place in range(bisect_left(self.changed, start), len(self.changed)):
            if not self.changed[place].startswith(start):
                break
            yield self.changed[place].removeprefix(start)

    def meets(self, path: Path) -> bool:
        """Tell whether anything at an absolute path or below it differs."""
        return self.has(path) or next(self.below(path), None) is not None

    def texts_then(self, names: Iterable[str]) -> list[str]:
        """Return text files, given by their paths from the top, as they were in the commit, if they were."""
        asked = "".join(f"{self.commit}:{name}\n" for name in names if "\n" not in name)
        said = _git(self.top, "cat-file", "--batch", given=os.fsencode(asked))
        texts = []
        while said:
            head, _, said = said.partition(b"\n")
            if (found := _BLOB.search(head)) is not None:
                texts.append(said[: int(found[1])].decode(errors="replace"))
                said = said[int(found[1]) + 1 :]
        return texts

    def _names(self, path: Path | str) -> Iterator[str]:
        """Yield the path from the top, and those of the folders above it."""
        name = self._name(path)
        while name:
            yield name
            name = name.rpartition("/")[0]

    def _name(self, path: Path | str) -> str:
        """Return the path from the top; empty for the top, and for what lies elsewhere."""
        # As text: this is asked of every file of a repository.
        start, text = f"{self.top}{os.sep}", str(path)
        return text.removeprefix(start).replace(os.sep, "/") if text.startswith(start) else ""


def changes_since(folder: Path, ref: str) -> Changes:
    """Return how the work tree around *folder* differs from the commit that *ref* names.

    Raises UsageError without git, outside of a work tree, and for a ref that names no commit.
    """
    top = _top(folder)
    commit = _commit(top, ref)
    options = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv")
    differing = _names(top, "diff", *options, "--ignore-submodules=none", commit, "--")
    untracked = _names(top, "ls-files", "-z", "--others", "--exclude-standard")
    known = _names(top, "ls-files", "-z", "--cached")
    return Changes(
        top, commit, tuple(sorted({*differing, *untracked})), frozenset({*known, *differing, *untracked})
    )


def commit_date(folder: Path) -> str:
    """Return the ISO date of the last commit around *folder*. Raises UsageError."""
    try:
        return _git(folder, "log", "-1", "--format=%cs", "HEAD", "--").decode().strip()
    except _GitError as error:
        raise UsageError(f"there is no commit to take the date of: {error}") from error


class _GitError(Exception):
    """Git said no; the text is the first line of what it said."""


def _top(folder: Path) -> Path:
    try:
        found = _git(folder, "rev-parse", "--show-toplevel")
    except _GitError as error:
        raise UsageError(f"git has no work tree here: {error}", remedy="run it in a clone") from error
    return Path(os.fsdecode(found.removesuffix(b"\n"))).resolve()


def _commit(top: Path, ref: str) -> str:
    if not ref or ref.startswith("-") or "\0" in ref:
        raise UsageError(
            f"{ref!r} is no git ref", remedy="name a branch, a tag or a commit, such as origin/main"
        )
    try:
        return (
            _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
            .decode()
            .strip()
        )
    except _GitError as error:
        is_shallow = _git(top, "rev-parse", "--is-shallow-repository").strip() == b"true"
        remedy = "check the name, and `git fetch` if others have it"
        if is_shallow:
            remedy = "fetch the history that this shallow clone lacks (in GitHub Actions: `fetch-depth: 0`)"
        raise UsageError(f"git knows no commit {ref!r} here", remedy=remedy) from error


def _names(top: Path, *arguments: str) -> list[str]:
    """Return the paths that a command lists; that of a repository in this one without its slash."""
    try:
        listed = _git(top, *arguments)
    except _GitError as error:
        raise UsageError(f"git cannot tell what differs: {error}") from error
    return [os.fsdecode(name).rstrip("/") for name in listed.split(b"\0") if name]


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints. Raises _GitError when it fails, and UsageError when it is not there."""
    command = ["git", *_QUIET, "-C", str(folder), *arguments]
    try:
        # No shell is involved, and what begins with a dash is never the user's.
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout  # noqa: S603
    except subprocess.CalledProcessError as error:
        said = os.fsdecode(error.stderr).strip().splitlines() or ["it says nothing"]
        raise _GitError(said[0].removeprefix("fatal: ")) from error
    except OSError as error:
        raise UsageError("git cannot be run", remedy="install git, or put it on the PATH") from error
