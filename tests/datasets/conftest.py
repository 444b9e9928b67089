"""Runs `compliance check` for the tests of the sample datasets."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from compliance.cli.main import exit_status


@dataclass(frozen=True)
class Checked:
    """What a check of one dataset gave."""

    code: int
    printed: str
    counts: dict[str, dict[str, int]]
    """Records by verdict, by rule."""


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Checked]:
    """Return a way to run `compliance check`, by default as of the day that the demo names."""

    def run(*arguments: object, as_of: str = "2026-08-22") -> Checked:
        output = tmp_path / "report.json"
        options = ["--as-of", as_of, "--output", f"json={output}"]
        code = exit_status(["check", *map(str, arguments), *options])
        printed = capsys.readouterr()
        (dataset,) = json.loads(output.read_text())["datasets"]
        counts = {line["rule"]: line["counts"] for line in dataset["rules"]}
        return Checked(code, printed.out + printed.err, counts)

    return run
