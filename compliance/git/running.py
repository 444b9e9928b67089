"""Git as a command: asked without a shell, and never by a word of the user's that looks like an option."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from compliance.errors import UsageError

_QUIET = ("--no-optional-locks", "--literal-pathspecs")


class GitError(Exception):
    """Git said no; the text is the last line of what it said."""


def run_git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """Return what git prints. Raises GitError when it fails, and UsageError when it is not there."""
    try:
        # What begins with a dash is never the user's.
        return subprocess.run(  # noqa: S603
            git_command(folder, *words), input=given, capture_output=True, check=True
        ).stdout
    except subprocess.CalledProcessError as error:
        said = os.fsdecode(error.stderr).strip().splitlines() or ["it says nothing"]
        raise GitError(said[-1].removeprefix("fatal: ")) from error
    except OSError as error:
        raise UsageError("git cannot be run", remedy="install git, or put it on the PATH") from error


def git_command(folder: Path, *words: str) -> Sequence[str]:
    """Return the command that asks git about the repository around a folder."""
    return ("git", *_QUIET, "-C", str(folder), *words)


def names_in(listed: bytes) -> list[str]:
    """Return paths that git ended with a null character each."""
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]
