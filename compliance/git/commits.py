"""Commits: which one a ref means, when it was made, and where two parted."""

import datetime
from pathlib import Path

from compliance.errors import UsageError
from compliance.git.running import GitError, run_git

FETCH = "fetch it first: a shallow clone has few commits"
"""What to do about a commit, or a file of one, that is not here."""


def top_of(folder: Path) -> Path:
    """Return the top of the work tree around a folder, absolute and without links. Raises UsageError."""
    try:
        found = run_git(folder, "rev-parse", "--show-toplevel")
    except GitError as error:
        raise UsageError(f"git has no work tree here: {error}", remedy="run it in a clone") from error
    return Path(found.decode(errors="surrogateescape").removesuffix("\n")).resolve()


def commit_of(ref: str, folder: Path) -> str | None:
    """Return the id of the commit that a ref means in the repository of a folder; None if it means none."""
    if not _may_be_ref(ref):
        return None
    try:
        found = run_git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    except GitError:
        return None
    return found.decode().strip()


def required_commit(ref: str, folder: Path) -> str:
    """Return the id of the commit that a ref means. Raises UsageError, with what a shallow clone needs."""
    found = commit_of(ref, folder)
    if found is not None:
        return found
    if not _may_be_ref(ref):
        raise UsageError(
            f"{ref!r} is no git ref", remedy="name a branch, a tag or a commit, such as origin/main"
        )
    is_shallow = run_git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    remedy = "check the name, and `git fetch` if others have it"
    if is_shallow:
        remedy = "fetch the history that this shallow clone lacks (in GitHub Actions: `fetch-depth: 0`)"
    raise UsageError(f"git knows no commit {ref!r} here", remedy=remedy)


def _may_be_ref(text: str) -> bool:
    """Tell whether git cannot take the text for anything else."""
    return bool(text) and not text.startswith("-") and text.isprintable()


def merge_base(old: str, new: str, folder: Path) -> str:
    """Return the commit where the histories of two commits parted. Raises UsageError."""
    try:
        return run_git(folder, "merge-base", "--end-of-options", old, new).decode().split()[0]
    except (GitError, IndexError) as error:
        raise UsageError(f"{old:.12} and {new:.12} have no commit in common here", remedy=FETCH) from error


def commit_day(commit: str, folder: Path) -> datetime.date:
    """Return the day of a commit, as its committer wrote it. Raises UsageError."""
    try:
        shown = run_git(folder, "log", "-1", "--format=%cs", "--end-of-options", commit)
    except GitError as error:
        raise UsageError(f"there is no commit to take the date of: {error}") from error
    return datetime.date.fromisoformat(shown.decode().strip())
