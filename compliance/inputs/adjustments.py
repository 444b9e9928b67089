"""Adjustments: rules that a team switched off or weighs otherwise, and what becomes of the rules."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from compliance.errors import ConfigurationError, Problem
from compliance.expressions import CheckedRule
from compliance.inputs.teams import ADJUSTMENTS, Place
from compliance.inputs.validation import validate
from compliance.inputs.yaml_file import YamlFile, read_yaml
from compliance.model.adjustments import Adjustment, Adjustments
from compliance.model.input import Input
from compliance.model.rule import Severity


@dataclass(frozen=True)
class AdjustmentFile:
    """One `adjustments.yaml`."""

    file: YamlFile
    adjustments: Adjustments


@dataclass(frozen=True)
class Adjusted:
    """The rules that judge, and how they came to differ from those of the packs."""

    rules: tuple[CheckedRule, ...]
    switched_off: tuple[CheckedRule, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    """By rule and file."""
    inputs: tuple[Input, ...] = ()


@dataclass(frozen=True)
class _Decision:
    """What one file says of one rule."""

    file: YamlFile
    section: str
    key: str
    now: Severity | None
    reason: str = ""

    @property
    def place(self) -> str:
        found = self.problem("")
        return f"{found.path}:{found.line}"

    @property
    def sentence(self) -> str:
        return "is switched off" if self.now is None else f"is {self.now}"

    def problem(self, text: str) -> Problem:
        return self.file.problem((self.section, self.key), text)


def read_adjustments(places: Iterable[Place]) -> tuple[AdjustmentFile, ...]:
    """Return the adjustments in a team's folders.

    Raises ConfigurationError with the problems of every file.
    """
    read: list[AdjustmentFile] = []
    problems: list[Problem] = []
    for folder, shown in places:
        if (folder / ADJUSTMENTS).is_file():
            try:
                file = read_yaml(folder / ADJUSTMENTS, f"{shown}/{ADJUSTMENTS}", "adjustments")
                read.append(AdjustmentFile(file, validate(file, Adjustments)))
            except ConfigurationError as error:
                problems += error.problems
    if problems:
        raise ConfigurationError(tuple(problems))
    return tuple(read)


def adjust(rules: Sequence[CheckedRule], files: Sequence[AdjustmentFile]) -> Adjusted:
    """Return the rules as the files want them.

    Raises ConfigurationError for a rule that nobody knows, and for files, or
    keys of one file, that contradict each other.
    """
    known = {rule.id: rule for rule in rules}
    by_rule: dict[str, list[_Decision]] = {}
    problems: list[Problem] = []
    for file in files:
        problems += _unknown(file, known)
        for rule, decision in _decisions(file, known):
            by_rule.setdefault(rule, []).append(decision)
    problems += _contradictions(by_rule)
    if problems:
        raise ConfigurationError(tuple(problems))
    now = {rule: decisions[0].now for rule, decisions in by_rule.items()}
    return Adjusted(
        rules=tuple(
            _weighed(rule, now.get(rule.id, rule.rule.severity)) for rule in rules if _is_on(rule, now)
        ),
        switched_off=tuple(rule for rule in rules if not _is_on(rule, now)),
        adjustments=tuple(_listed(known, by_rule)),
        inputs=tuple(file.file.input for file in files),
    )


def _is_on(rule: CheckedRule, now: Mapping[str, Severity | None]) -> bool:
    return now.get(rule.id, rule.rule.severity) is not None


def _weighed(rule: CheckedRule, severity: Severity | None) -> CheckedRule:
    if severity is None or severity is rule.rule.severity:
        return rule
    return replace(rule, rule=rule.rule.model_copy(update={"severity": severity}))


def _entries(file: AdjustmentFile) -> Iterator[_Decision]:
    for key, severity in file.adjustments.severity.items():
        yield _Decision(file.file, "severity", key, severity)
    for key, reason in file.adjustments.off.items():
        yield _Decision(file.file, "off", key, None, reason)


def _decisions(file: AdjustmentFile, known: Iterable[str]) -> Iterator[tuple[str, _Decision]]:
    """Yield what the file says of each rule; within a section the rule's own key comes before `pack/*`."""
    keyed = {(entry.section, entry.key): entry for entry in _entries(file)}
    for rule in known:
        for section in ("severity", "off"):
            entry = keyed.get((section, rule)) or keyed.get((section, _whole_pack(rule)))
            if entry:
                yield rule, entry


def _whole_pack(rule: str) -> str:
    return f"{rule.partition('/')[0]}/*"


def _unknown(file: AdjustmentFile, known: Iterable[str]) -> Iterator[Problem]:
    keys = {*known, *map(_whole_pack, known)}
    for entry in _entries(file):
        if entry.key not in keys:
            near = difflib.get_close_matches(entry.key, sorted(keys), n=1)
            hint = f"; did you mean `{near[0]}`?" if near else "; `compliance rules list` shows every rule"
            yield entry.problem(f"there is no rule `{entry.key}`{hint}")


def _contradictions(by_rule: Mapping[str, Sequence[_Decision]]) -> Iterator[Problem]:
    """Yield one problem for each pair of keys that want different things of a rule."""
    seen: set[tuple[str, str]] = set()
    for rule, (first, *others) in by_rule.items():
        for other in others:
            if other.now is not first.now and (first.place, other.place) not in seen:
                seen.add((first.place, other.place))
                text = f"{rule} {other.sentence} here and {first.sentence} in {first.place}; decide for one"
                yield other.problem(text)


def _listed(
    known: Mapping[str, CheckedRule], by_rule: Mapping[str, Sequence[_Decision]]
) -> Iterator[Adjustment]:
    for id_ in sorted(by_rule):
        rule = known[id_].rule
        for decision in by_rule[id_]:
            if decision.now is not rule.severity:
                path = decision.file.input.path
                yield Adjustment(id_, rule.title, path, rule.severity, decision.now, decision.reason)
