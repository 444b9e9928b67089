"""The command line on a folder of small datasets."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from compliance.cli.main import exit_status
from compliance.inputs.discovery import shipped_rules
from tests.factories import write_manifest, write_text

RULE = """\
title: Records are for research
severity: high
confidence: high
clock: used_at
applies: "{applies}"
requires: "{requires}"
message: "{{count}} records are not for research."
how_to_fix: State the purpose.
rationale: Because.
references: [{{title: A text, source: "https://example.org/"}}]
cases:
  - {{name: research, record: {{purpose: research}}, expect: compliant}}
"""


@dataclass(frozen=True)
class Outcome:
    """What a command line did."""

    code: int
    out: str
    err: str


Compliance = Callable[..., Outcome]


@pytest.fixture
def compliance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Compliance:
    """Return the command, run in a folder of its own that is empty at first."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> Outcome:
        code = exit_status(list(arguments))
        shown = capsys.readouterr()
        return Outcome(code, shown.out, shown.err)

    return call


def write_rule(
    folder: Path, requires: str = "record.purpose = 'research'", applies: str = "TRUE", slug: str = "research"
) -> Path:
    """Write a pack with one rule, beside which no shipped rule judges, and return its folder."""
    write_pack(folder, requires, applies, slug)
    packs = sorted(path.parent.name for path in shipped_rules().glob("*/pack.yaml"))
    off = "".join(f"  {pack}/*: not what this test is about\n" for pack in packs)
    write_text(folder / "adjustments.yaml", f"off:\n{off}")
    return folder


def write_pack(
    folder: Path, requires: str = "record.purpose = 'research'", applies: str = "TRUE", slug: str = "research"
) -> Path:
    """Write a pack with one rule, and return its folder."""
    write_text(folder / "pack.yaml", "{name: test, version: 1.0.0, title: A pack}\n")
    write_text(folder / f"{slug}.yaml", RULE.format(requires=requires, applies=applies))
    return folder


def write_purposes(folder: Path, *purposes: str | None, name: str = "posts") -> Path:
    """Write a dataset with one record for each purpose, and return its folder."""
    rows = [
        {"id": str(number), "platform": "wikimedia", "purpose": purpose}
        for number, purpose in enumerate(purposes)
    ]
    write_manifest(folder / "records.parquet", rows)
    write_text(folder / "dataset.yaml", f"name: {name}\n")
    return folder
