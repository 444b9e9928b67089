"""What differs from a commit: files of the work tree, committed or not."""

import os
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from compliance.errors import UsageError
from compliance.git.commits import commit_of, required_commit, top_of
from compliance.git.running import GitError, names_in, run_git

_BLOB = re.compile(rb" blob ([0-9]+)$")


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
        said = run_git(self.top, "cat-file", "--batch", given=os.fsencode(asked))
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
    top = top_of(folder)
    commit = required_commit(ref, top)
    options = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv")
    differing = _names(top, "diff", *options, "--ignore-submodules=none", commit, "--")
    untracked = _names(top, "ls-files", "-z", "--others", "--exclude-standard")
    known = _names(top, "ls-files", "-z", "--cached")
    return Changes(
        top, commit, tuple(sorted({*differing, *untracked})), frozenset({*known, *differing, *untracked})
    )


def changes_named(folder: Path, paths: Iterable[str]) -> Changes:
    """Return the same for files that somebody else says have changed; *paths* are from *folder*.

    Raises UsageError without git, and outside of a work tree.
    """
    top = top_of(folder)
    # A link that changed is what changed, and not the file that it leads to.
    given = ((folder / path).parent.resolve() / Path(path).name for path in paths)
    named = {path.relative_to(top).as_posix() for path in given if path.is_relative_to(top)}
    known = _names(top, "ls-files", "-z", "--cached")
    return Changes(top, commit_of("HEAD", top) or "", tuple(sorted(named)), frozenset({*known, *named}))


def _names(top: Path, *arguments: str) -> list[str]:
    """Return the paths that a command lists; that of a repository in this one without its slash."""
    try:
        listed = run_git(top, *arguments)
    except GitError as error:
        raise UsageError(f"git cannot tell what differs: {error}") from error
    return [name.rstrip("/") for name in names_in(listed)]
