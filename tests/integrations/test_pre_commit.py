"""The hooks of `.pre-commit-hooks.yaml`, run by pre-commit itself in a repository of somebody else."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import write_purposes
from tests.repositories import WHO
from tests.repository import NEEDS_GIT, Repository, repository

ROOT = Path(__file__).parents[2]
pytestmark = NEEDS_GIT


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clone of this repository as it is now, for pre-commit to install from."""
    folder = tmp_path_factory.mktemp("hooks") / "compliance"
    names = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        check=True,
        capture_output=True,
    ).stdout.split(b"\0")
    wanted = ("compliance", "rules", "pyproject.toml", "README.md", "LICENSE", "NOTICE", ".pre-commit-hooks")
    for name in map(os.fsdecode, filter(None, names)):
        if name.startswith(wanted) and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
    repository(folder).commit()
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    """Return a repository with a dataset that states no purpose."""
    write_purposes(tmp_path / "project" / "posts", None)
    made = repository(tmp_path / "project")
    made.commit()
    return made


def test_hooks_in_a_repository(hooks: Path, project: Repository) -> None:
    """pre-commit installs the hook, hands it the files, and fails for a dataset that does not comply."""
    home = {"PRE_COMMIT_HOME": str(hooks.parent / "home"), "PIP_CONSTRAINT": str(ROOT / "constraints.txt")}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), "compliance", "--all-files"],
        cwd=project.root,
        env={**os.environ, **WHO, **home, "COMPLIANCE_CACHE_DIR": "off"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stdout + done.stderr
    assert "FAILED" in done.stdout
    assert "in posts" in done.stdout


@pytest.mark.parametrize(
    ("path", "is_meant"),
    [
        ("data/posts/part-0.parquet", True),
        ("data/posts/part-0.parquet.dvc", True),
        ("data/posts/dataset.yaml", True),
        *((f"legal/{name}.yaml", True) for name in ("grants", "waivers", "corrections")),
        ("baseline.json", True),
        ("compliance.toml", True),
        ("pyproject.toml", True),
        ("notes.md", False),
        ("my-dataset.yaml", False),
        ("src/data.json", False),
    ],
)
def test_which_files_matter(path: str, *, is_meant: bool) -> None:
    """The hook is run for what can change a verdict, and for nothing else."""
    (hook, _) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    assert bool(re.search(hook["files"], path)) == is_meant
