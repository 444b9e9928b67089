"""Git repositories in temporary folders."""

import os
import subprocess
from pathlib import Path

WHO = {
    "GIT_AUTHOR_NAME": "A. Author",
    "GIT_AUTHOR_EMAIL": "author@example.org",
    "GIT_COMMITTER_NAME": "A. Author",
    "GIT_COMMITTER_EMAIL": "author@example.org",
    "GIT_CONFIG_GLOBAL": "/nobody/has/this/file",
    "GIT_CONFIG_NOSYSTEM": "1",
}


def git(folder: Path, *words: str, day: str = "2024-05-06") -> str:
    """Run git in a folder, on a day, and return what it says."""
    noon = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{day}T12:00:00+00:00")
    done = subprocess.run(
        ["git", *words],  # noqa: S607 - the git of the machine, as the program runs it
        cwd=folder,
        env={**os.environ, **WHO, **noon},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def repository(folder: Path) -> Path:
    """Return a folder with an empty repository in it."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def commit(folder: Path, day: str = "2024-05-06") -> str:
    """Commit everything in a folder and return the id of the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "a change", day=day)
    return git(folder, "rev-parse", "HEAD")
