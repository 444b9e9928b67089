"""All checks on all rules and platforms, and the places of what they find."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from compliance.errors import Problem
from compliance.inputs.discovery import shipped_rules
from compliance.inputs.yaml_file import YamlFile, read_yaml
from compliance.laws import Laws
from compliance.linting.catalog import (
    DATED,
    PLATFORM_CHECKS,
    PLATFORMS_TOGETHER,
    RULE_CHECKS,
    RULES_TOGETHER,
)
from compliance.linting.dates import future_reference
from compliance.linting.fault import Fault
from compliance.linting.together import Found
from compliance.model.input import Input
from compliance.model.platform import Platform


def lint(laws: Laws, today: datetime.date) -> list[Problem]:
    """Return everything that is wrong with the laws, ordered by file and line."""
    places = _Places((*laws.packs.inputs, *laws.reference.inputs))
    problems = {places.problem(fault) for fault in (*_of_rules(laws, today), *_of_platforms(laws))}
    return sorted(problems, key=lambda problem: (problem.path, problem.line, problem.column, problem.text))


def _of_rules(laws: Laws, today: datetime.date) -> Iterator[Fault]:
    rules = laws.packs.rules
    paths = {checked.id: checked.path for checked in rules}
    for checked in rules:
        for name, check in {**RULE_CHECKS, DATED: future_reference(today)}.items():
            yield from (Fault(name, checked.path, *remark) for remark in check(checked))
    for name, check_all in RULES_TOGETHER.items():
        yield from _placed(name, check_all(rules), paths)


def _of_platforms(laws: Laws) -> Iterator[Fault]:
    platforms: list[Platform] = list(laws.reference.reference.platforms.values())
    paths = {Path(read.path).stem: read.path for read in laws.reference.inputs if "/platforms/" in read.path}
    for platform in platforms:
        for name, check in PLATFORM_CHECKS.items():
            yield from (Fault(name, paths[platform.id], *remark) for remark in check(platform))
    for name, check_all in PLATFORMS_TOGETHER.items():
        yield from _placed(name, check_all(platforms), paths)


def _placed(check: str, found: Found, paths: Mapping[str, str]) -> Iterator[Fault]:
    yield from (Fault(check, paths[owner], location, text) for owner, location, text in found)


class _Places:
    """Where in a file a fault stands; a file is opened only for its first fault."""

    def __init__(self, inputs: Iterable[Input]) -> None:
        self._digests = {read.path: read.sha256 for read in inputs}
        self._files: dict[str, YamlFile] = {}

    def problem(self, fault: Fault) -> Problem:
        if fault.path not in self._files:
            self._files[fault.path] = self._open(fault.path)
        return self._files[fault.path].problem(fault.location, f"[{fault.check}] {fault.text}")

    def _open(self, shown: str) -> YamlFile:
        """Return the file that was read under this name: one of the shipped rules, or as named."""
        shipped = shipped_rules().parent / shown
        if shipped.is_file():
            file = read_yaml(shipped, shown, "rule")
            if file.input.sha256 == self._digests[shown]:
                return file
        return read_yaml(Path(shown), shown, "rule")
