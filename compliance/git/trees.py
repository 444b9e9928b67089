"""The files of a commit: their names, what differs between two, and their content."""

import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import IO

from compliance.errors import UsageError
from compliance.git.commits import FETCH
from compliance.git.running import GitError, git_command, names_in, run_git

_REGULAR = {"100644", "100755"}
_CHUNK = 1 << 20


def changed_paths(old: str, new: str | None, folder: Path) -> frozenset[str]:
    """Return the paths below *folder*, relative to it, whose files differ between two commits.

    Without a *new* one, those that differ from the files as they are now, whether
    git follows them or not. Raises UsageError.
    """
    options = ("--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv")
    commits = [old] if new is None else [old, new]
    differing = _said(folder, "diff", *options, "--ignore-submodules=all", "--end-of-options", *commits, "--")
    unfollowed = b"" if new is not None else _said(folder, "ls-files", "-z", "--others")
    return frozenset(names_in(differing + unfollowed))


def files_of(commit: str, folder: Path) -> dict[str, str]:
    """Return the blob of each regular file of a commit below *folder*, by its path relative to that.

    Links and submodules are left out, and so are paths that no work tree could have.
    Raises UsageError.
    """
    blobs = {}
    for line in names_in(_said(folder, "ls-tree", "-r", "-z", "--end-of-options", commit)):
        described, _, path = line.partition("\t")
        mode, _, blob = described.split()
        parts = PurePosixPath(path).parts
        if mode in _REGULAR and not path.startswith("/") and ".." not in parts:
            blobs[path] = blob
    return blobs


def extract(blobs: Mapping[str, str], folder: Path, into: Path) -> None:
    """Write blobs of the repository of *folder* below *into*, each at its path, byte for byte.

    What is there already stays. Raises UsageError for a blob that is not here.
    """
    missing = {path: blob for path, blob in blobs.items() if not (into / path).exists()}
    if not missing:
        return
    # Blobs are named by their ids.
    with subprocess.Popen(  # noqa: S603
        git_command(folder, "cat-file", "--batch"), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise TypeError("git was started without pipes")
        for path, blob in missing.items():
            process.stdin.write(f"{blob}\n".encode())
            process.stdin.flush()
            try:
                _copy(process.stdout, into / path)
            except OSError as error:
                remedy = "shorten its name, or make room on the disk"
                raise UsageError(f"{path} cannot be copied: {error.strerror}", remedy=remedy) from error
        process.stdin.close()


def _copy(source: IO[bytes], path: Path) -> None:
    """Write the next blob that git gives."""
    header = source.readline().split()
    if len(header) != 3:
        raise UsageError(f"git does not have the content of {path.name} here", remedy=FETCH)
    left = int(header[2])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        while left:
            chunk = source.read(min(left, _CHUNK))
            if not chunk:
                raise UsageError(f"git ended while it gave {path.name}", remedy="run `git fsck`")
            file.write(chunk)
            left -= len(chunk)
    source.read(1)


def _said(folder: Path, *words: str) -> bytes:
    """Return what git says. Raises UsageError with its last words."""
    try:
        return run_git(folder, *words)
    except GitError as error:
        raise UsageError(f"git {words[0]} failed: {error}") from error
