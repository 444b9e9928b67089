"""`action.yml`: its step is run as GitHub runs it, by bash, with inputs in the environment."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import write_purposes, write_rule
from tests.factories import write_text
from tests.repositories import WHO
from tests.repository import NEEDS_GIT, Repository, repository

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
pytestmark = NEEDS_GIT


@dataclass(frozen=True)
class Step:
    """What the step did."""

    code: int
    out: str
    outputs: Mapping[str, str]
    summary: str


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    """Return a repository with a compliant dataset, and beside it one that is not, on another branch."""
    root = tmp_path / "project"
    write_rule(root / "laws")
    write_purposes(root / "good", "research", name="good")
    write_text(root / "compliance.toml", 'rules = ["laws"]\n')
    made = repository(root)
    made.commit()
    made.git("update-ref", "refs/remotes/origin/main", "HEAD")
    return made


@pytest.fixture
def step(project: Repository, tmp_path: Path) -> Callable[..., Step]:
    """Return a way to run the step that checks, with inputs and what GitHub says of the event."""

    def run(event: str = "push", base: str = "", **inputs: str) -> Step:
        stated = {name: value.get("default", "") for name, value in ACTION["inputs"].items()}
        stated |= {name.replace("_", "-"): value for name, value in inputs.items()}
        check = ACTION["runs"]["steps"][-1]
        written = {
            name: value if "inputs." not in value else stated[value.split("inputs.")[1].split(" ")[0]]
            for name, value in check["env"].items()
        }
        written["ACTION"] = str(ROOT)
        said = {"GITHUB_OUTPUT": tmp_path / "output", "GITHUB_STEP_SUMMARY": tmp_path / "summary"}
        for path in said.values():
            path.write_text("", encoding="utf-8")
        github = {"GITHUB_ACTIONS": "true", "CI": "true", "GITHUB_EVENT_NAME": event, "GITHUB_BASE_REF": base}
        github |= {name: str(path) for name, path in said.items()}
        programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-c", check["run"]],  # noqa: S607 - that of the machine, as on GitHub
            cwd=project.root,
            env={**os.environ, **WHO, **github, **written, "PATH": programs, "COMPLIANCE_CACHE_DIR": "off"},
            capture_output=True,
            text=True,
            check=False,
        )
        lines = (line.partition("=") for line in said["GITHUB_OUTPUT"].read_text().splitlines())
        outputs = {name: value for name, _, value in lines}
        return Step(
            done.returncode, done.stdout + done.stderr, outputs, said["GITHUB_STEP_SUMMARY"].read_text()
        )

    return run


def test_every_input_reaches_the_step() -> None:
    """No input is forgotten, and no output is without a value."""
    steps = ACTION["runs"]["steps"]
    used = " ".join(
        str(value) for step in steps for part in ("env", "with") for value in step.get(part, {}).values()
    )

    assert [name for name in ACTION["inputs"] if f"inputs.{name} " not in used] == []
    assert all("steps.check.outputs." in value["value"] for value in ACTION["outputs"].values())


def test_a_pull_request_is_about_what_it_changes(project: Repository, step: Callable[..., Step]) -> None:
    """A dataset that it adds is checked, with annotations, a summary, a log for code scanning and a page."""
    write_purposes(project.root / "bad", "rag", name="bad")
    project.commit()
    done = step("pull_request", "main")

    assert done.code == 1
    assert done.outputs == {"exit-code": "1", "sarif": "compliance.sarif", "html": "compliance.html"}
    assert "::error " in done.out
    assert "bad" in done.summary
    assert "good" not in done.out


def test_a_pull_request_that_touches_no_dataset(project: Repository, step: Callable[..., Step]) -> None:
    """It passes, and says that it looked at nothing."""
    write_text(project.root / "notes.md", "a note\n")
    project.commit()
    done = step("pull_request", "main")

    assert done.code == 0
    assert "touches a dataset" in done.out


def test_inputs_are_words_and_never_programs(project: Repository, step: Callable[..., Step]) -> None:
    """Paths with spaces, and text that a shell would run, are paths and text."""
    (project.root / "good").rename(project.root / "good one")
    done = step(paths="good one\n", sarif="out put.sarif", arguments="--as-of\n2026-08-22\n", as_of="today")
    hostile = step(paths="$(touch pwned)\n`touch pwned`\n")

    assert done.code == 0
    assert done.outputs["sarif"] == "out put.sarif"
    assert (hostile.code, hostile.outputs["exit-code"]) == (2, "2")
    assert not (project.root / "pwned").exists()


def test_a_run_that_fails_leaves_no_old_report(project: Repository, step: Callable[..., Step]) -> None:
    """Outputs name only what this run wrote."""
    write_text(project.root / "compliance.sarif", "of yesterday")
    done = step(fail_on="nonsense")

    assert done.outputs == {"exit-code": "2"}
    assert not (project.root / "compliance.sarif").exists()
