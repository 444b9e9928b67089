"""The pack of many rules for measurements."""

import subprocess
import sys
from pathlib import Path

import pytest

from compliance.laws import read_laws

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("options", [(), ("--silent",)])
def test_many_rules(tmp_path: Path, options: tuple[str, ...]) -> None:
    """As many rules are written as were asked for, all of them readable beside the shipped ones."""
    command = [sys.executable, "benchmarks/many_rules.py", "90", str(tmp_path / "many"), *options]
    subprocess.run(command, cwd=ROOT, check=True)
    rules = read_laws([tmp_path / "many"]).packs.rules
    conditions = [(rule.rule.applies, rule.rule.requires) for rule in rules]

    assert len([rule for rule in rules if rule.id.startswith("many/")]) == 90
    assert len(set(conditions)) == len(conditions)
