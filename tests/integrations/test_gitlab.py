"""The template for GitLab: its script is run as a runner runs it, by a plain shell."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import write_purposes, write_rule
from tests.factories import write_text
from tests.repositories import WHO
from tests.repository import NEEDS_GIT, Repository, repository

ROOT = Path(__file__).parents[2]
JOB = yaml.safe_load((ROOT / "integrations/gitlab/compliance.yml").read_text(encoding="utf-8"))["compliance"]
pytestmark = NEEDS_GIT


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    """Return a repository with a compliant dataset."""
    write_rule(tmp_path / "laws")
    write_purposes(tmp_path / "good", "research", name="good")
    write_text(tmp_path / "compliance.toml", 'rules = ["laws"]\n')
    made = repository(tmp_path)
    made.commit()
    return made


def run(project: Repository, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the script of the job."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    gitlab = {"GITLAB_CI": "true", "CI": "true", "PATH": programs, "COMPLIANCE_CACHE_DIR": "off"}
    return subprocess.run(
        ["sh", "-e", "-c", "\n".join(JOB["script"])],  # noqa: S607 - that of the machine, as a runner has it
        cwd=project.root,
        env={**os.environ, **WHO, **gitlab, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_merge_request(project: Repository) -> None:
    """What it changes is checked, and every artifact that the job declares is there."""
    base = project.git("rev-parse", "HEAD")
    write_purposes(project.root / "bad", "rag", name="bad")
    project.commit()
    done = run(project, CI_PIPELINE_SOURCE="merge_request_event", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    reports = JOB["artifacts"]["reports"]
    (issue,) = json.loads((project.root / reports["codequality"]).read_text(encoding="utf-8"))

    assert done.returncode == 1, done.stderr
    assert issue["location"]["path"] == "bad/dataset.yaml"
    assert all((project.root / name).is_file() for name in (*JOB["artifacts"]["paths"], reports["junit"]))


def test_a_schedule(project: Repository) -> None:
    """Everything is checked as of today, so that what lapses is seen though nobody committed."""
    done = run(project, CI_PIPELINE_SOURCE="schedule")

    assert done.returncode == 0, done.stderr
    assert "in good" in done.stdout
