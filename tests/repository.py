"""Git repositories for tests: written, committed and changed by the program git itself."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.repositories import commit, git

NEEDS_GIT = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@dataclass(frozen=True)
class Repository:
    """A repository in a folder."""

    root: Path

    def git(self, *arguments: str) -> str:
        """Run git in the repository as somebody, and return what it prints."""
        return git(self.root, *arguments)

    def commit(self) -> str:
        """Commit all files as they are, and return the name of the commit."""
        return commit(self.root)


def repository(root: Path) -> Repository:
    """Return a repository without a commit, made in a folder that may hold files."""
    root.mkdir(parents=True, exist_ok=True)
    made = Repository(root)
    made.git("init", "--quiet", "--initial-branch=main")
    return made
