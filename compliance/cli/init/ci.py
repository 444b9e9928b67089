"""The jobs that `compliance init` writes: a check of every change, and of everything as the law is today."""

from enum import StrEnum
from pathlib import Path


class Ci(StrEnum):
    """Where jobs run."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


_GITHUB = """\
name: compliance

on:
  pull_request:
  schedule:
    - cron: "17 4 * * *"        # terms and grants end without any commit
  workflow_dispatch:

permissions:
  contents: read
  security-events: write        # for the findings beside the code

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with:
          fetch-depth: 0        # the commit to compare with
      - uses: actions/setup-python@v6
        with:
          python-version: "3.12"
      # From an index that you trust, or a wheel, or an address: elsewhere the name may be another program's.
      - run: pip install compliance
      - name: Check what the pull request changes
        if: github.event_name == 'pull_request'
        run: compliance check --as-of commit --since "origin/$BASE" --output sarif=compliance.sarif
        env:
          BASE: ${{ github.base_ref }}
      - name: Check everything as of today
        if: github.event_name != 'pull_request'
        run: compliance check --output sarif=compliance.sarif
      - uses: github/codeql-action/upload-sarif@v4
        if: always() && hashFiles('compliance.sarif') != ''
        with:
          sarif_file: compliance.sarif
          category: compliance
"""
_GITLAB = """\
compliance:
  image: python:3.12
  variables:
    GIT_DEPTH: "0"              # the commit to compare with
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_PIPELINE_SOURCE == "schedule"         # terms and grants end without any commit
  before_script:
    # From an index that you trust, or a wheel, or an address: elsewhere the name may be another program's.
    - pip install compliance
  script:
    - |
      if [ "$CI_PIPELINE_SOURCE" = merge_request_event ]; then
        git fetch --quiet origin "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
        set -- --as-of commit --since FETCH_HEAD
      fi
      compliance check "$@" --output gitlab=gl-code-quality-report.json --output junit=gl-junit.xml
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
      junit: gl-junit.xml
"""
_MAIN_GITLAB = Path(".gitlab-ci.yml")


def find_ci(root: Path) -> Ci:
    """Return where the jobs of a repository run, as far as its files tell."""
    if (root / ".github").is_dir():
        return Ci.GITHUB
    if (root / _MAIN_GITLAB).is_file():
        return Ci.GITLAB
    try:
        settings = (root / ".git" / "config").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return Ci.NONE
    return next((ci for ci in (Ci.GITHUB, Ci.GITLAB) if ci in settings), Ci.NONE)


def ci_file(ci: Ci, root: Path) -> dict[Path, str]:
    """Return the file of the job by its path below *root*; none where there are to be no jobs."""
    match ci:
        case Ci.NONE:
            return {}
        case Ci.GITHUB:
            return {Path(".github/workflows/compliance.yml"): _GITHUB}
        case Ci.GITLAB:
            own = Path(".gitlab/compliance.gitlab-ci.yml")
            return {own if (root / _MAIN_GITLAB).exists() else _MAIN_GITLAB: _GITLAB}


def ci_advice(path: Path) -> str:
    """Return what is left to do so that the job runs; empty where nothing is."""
    if path.parts[0] != ".gitlab":
        return ""
    return f"let {_MAIN_GITLAB} include it: `include: [{{local: {path.as_posix()}}}]`"
