"""Small packs with one fault, and what lint says of them."""

import datetime
from pathlib import Path

from compliance.laws import read_laws
from compliance.linting import lint
from tests.factories import write_text

TODAY = datetime.date(2026, 8, 22)
RULE = {
    "title": "Records are for research",
    "severity": "high",
    "clock": "used_at",
    "applies": "record.purpose IS NOT NULL",
    "requires": "record.purpose = 'research'",
    "message": '"{count} records are not for research."',
    "how_to_fix": "State the purpose.",
    "rationale": "Because.",
    "references": '[{title: A text, source: "https://example.org/"}]',
    "cases": """
  - {name: research, record: {purpose: research}, expect: compliant}
  - {name: display, record: {purpose: display}, expect: violation}
  - {name: unknown, record: {url: "https://example.org/"}, expect: not_applicable}""",
    "confidence": "high",
}
"""A rule without a fault, key by key."""


def write_rule(folder: Path, slug: str = "rule", **keys: str) -> None:
    """Write the rule with other *keys*, in a pack."""
    write_text(folder / "pack.yaml", "{name: test, version: 1.0.0, title: A pack}\n")
    write_text(folder / f"{slug}.yaml", "".join(f"{key}: {text}\n" for key, text in (RULE | keys).items()))


def faults(folder: Path) -> list[str]:
    """Return `file:line: [check] text` for each fault of a pack."""
    return [
        f"{Path(problem.path).name}:{problem.line}: {problem.text}"
        for problem in lint(read_laws([folder]), TODAY)
    ]


def faults_with(folder: Path, **keys: str) -> list[str]:
    """Return the faults of the rule with other *keys*."""
    write_rule(folder, **keys)
    return faults(folder)
