"""Git repositories for tests: written, committed and changed by the program git itself."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

NEEDS_GIT = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
_SOMEBODY = {
    **{
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "A"), ("EMAIL", "a@example.org"))
    },
    "GIT_CONFIG_GLOBAL": "no-such-file",
    "GIT_CONFIG_NOSYSTEM": "1",
}


@dataclass(frozen=True)
class Repository:
    """A repository in a folder."""

    root: Path

    def git(self, *arguments: str) -> str:
        """Run git in the repository as somebody, and return what it prints."""
        command = [shutil.which("git") or "git", "-C", str(self.root), *arguments]
        environment = os.environ | _SOMEBODY
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def commit(self) -> str:
        """Commit all files as they are, and return the name of the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "A commit")
        return self.git("rev-parse", "HEAD").strip()


def repository(root: Path) -> Repository:
    """Return a repository without a commit, made in a folder that may hold files."""
    root.mkdir(parents=True, exist_ok=True)
    made = Repository(root)
    made.git("init", "--quiet", "--initial-branch=main")
    return made
