"""Continuous integration: which system this is, and what it is shown beside what was asked for."""

import hashlib
import os
from collections.abc import Collection, Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.console import Terminal
from compliance.cli.outputs import STANDARD_OUTPUT, Output, place_in_repository
from compliance.errors import UsageError
from compliance.model.report import Report
from compliance.reporting.catalog import FORMATS
from compliance.reporting.write import write

AUTO, NONE = "auto", "none"
GITLAB_FILES = {"gitlab": "gl-code-quality-report.json", "junit": "gl-junit.xml"}
"""Format → what its file is called where a job can declare it as a report."""
_MOST_SUMMARY = 1024 * 1024
"""GitHub takes so many bytes from all commands of a step together."""
_OFF = "--ci none turns this off"


class System(StrEnum):
    """Where the program runs."""

    GITHUB = "github"
    GITLAB = "gitlab"
    ELSEWHERE = "none"


WORDS = (AUTO, *System)
CiOption = Annotated[
    str,
    typer.Option(
        "--ci",
        metavar="WHERE",
        help="Show results where this CI system shows them: auto (by its variables), github, gitlab or none.",
    ),
]


def detect(asked: str, variables: Mapping[str, str]) -> System:
    """Return the system that was asked for; for `auto`, the one that *variables* tell. Raises UsageError."""
    if asked not in WORDS:
        raise UsageError(f"--ci does not know {asked!r}", remedy=f"use {', '.join(WORDS)}")
    if asked != AUTO:
        return System(asked)
    if variables.get("GITHUB_ACTIONS") == "true":
        return System.GITHUB
    return System.GITLAB if variables.get("GITLAB_CI") == "true" else System.ELSEWHERE


def fenced(system: System, text: str) -> str:
    """Return text for standard output in which no system finds commands.

    GitHub looks for them in every line of a log, and a report quotes what a
    stranger wrote. The word that ends the fence cannot be in the text: it is
    the digest of the text.
    """
    if system is not System.GITHUB:
        return text
    word = hashlib.sha256(text.encode(errors="backslashreplace")).hexdigest()
    return f"::stop-commands::{word}\n{text.rstrip()}\n::{word}::\n"


def show(system: System, report: Report, outputs: Collection[Output], terminal: Terminal) -> None:
    """Show the report as the system does, except in formats that *outputs* have. Raises UsageError."""
    asked = {output.format for output in outputs}
    match system:
        case System.GITHUB:
            is_free = all(output.path != STANDARD_OUTPUT for output in outputs)
            _on_github(report, asked if is_free else asked | {"github"}, terminal)
        case System.GITLAB:
            _on_gitlab(report, asked, terminal)
        case System.ELSEWHERE:
            pass


def _on_github(report: Report, asked: Collection[str], terminal: Terminal) -> None:
    done = []
    if "github" not in asked and not terminal.quiet:
        terminal.write(FORMATS["github"].render(report, {"prefix": place_in_repository()}))
        done.append("annotations on standard output")
    summary = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if "summary" not in asked and summary:
        written = _append(report, Path(summary))
        done.append("report in the job summary" if written else "no room for it in the job summary")
    if done:
        terminal.mention(f"GitHub Actions: {', '.join(done)}; {_OFF}")


def _append(report: Report, path: Path) -> bool:
    """Add the report to the summary of the job, behind what other commands wrote; tell if there was room."""
    # The format is loaded where it is written, as all formats are.
    from compliance.reporting.formats.summary import ROOM  # noqa: PLC0415 - start-up time
    from compliance.reporting.overview import overview  # noqa: PLC0415 - likewise

    try:
        room = _MOST_SUMMARY - (path.stat().st_size if path.exists() else 0)
        content = f"\n{overview(report, replace(ROOM, size=min(ROOM.size, room - 1)))}".encode()
        if len(content) <= room:
            with path.open("ab") as file:
                file.write(content)
    except OSError as error:
        text = f"{path} cannot be written: {error.strerror}"
        raise UsageError(text, remedy=_OFF.replace("turns this", "turns the job summary")) from error
    return len(content) <= room


def _on_gitlab(report: Report, asked: Collection[str], terminal: Terminal) -> None:
    folder = Path(os.environ.get("CI_PROJECT_DIR", ""))
    wanted = {name: file for name, file in GITLAB_FILES.items() if name not in asked}
    for name, file in wanted.items():
        write(report, name, folder / file, {"prefix": place_in_repository()})
    if wanted:
        terminal.mention(f"GitLab CI: {' and '.join(wanted.values())} written; {_OFF}")
