"""A report and the same question's answer of today, verdict by verdict."""

import re
import shlex
from collections import defaultdict
from collections.abc import Iterator, Mapping

from compliance.model.input import Input
from compliance.model.report import Counts, Report
from compliance.reporting.writing_v1 import document
from compliance.verification.check import Check, State

Told = Mapping[tuple[str, str], tuple[str, object]]
"""Dataset and rule → the verdict in words, and all that belongs to it."""

_WEIGHED = frozenset({"tool", "engine", "inputs", "lists", "credits"})
"""Parts of a report that are checked by themselves, or say nothing about its datasets."""


def compare_verdicts(report: Report, again: Report) -> Iterator[Check]:
    """Yield whether each rule says of each dataset what it said; contract checks likewise."""
    then, now = _told(report), _told(again)
    for key in dict.fromkeys((*then, *now)):
        what = f"{key[1]} in {key[0]}"
        if then.get(key) == now.get(key):
            yield Check(what, State.HOLDS)
        else:
            (was, _), (is_, _) = (told.get(key, ("no verdict", None)) for told in (then, now))
            found = f"{was}; now {is_}" if was != is_ else f"{was}, but otherwise found"
            yield Check(what, State.CHANGED, found)


def compare_inputs(report: Report, again: Report) -> Iterator[Check]:
    """Yield a check for each file that is read now and was not then, and the reverse."""
    then, now = _files(report.inputs), _files(again.inputs)
    for path in sorted(now - then):
        yield Check(path[0], State.CHANGED, "it is read now, and was not read then")
    for path in sorted(then - now):
        yield Check(path[0], State.CHANGED, "it was read then, and is not read now")


def check_command(report: Report) -> Check:
    """Tell whether the command in the receipt asks what was asked: somebody will run it."""
    what = "the command"
    if report.arguments is None:
        return Check(what, State.UNCHECKED, "it made no verdict of its own")
    asked = report.arguments
    gate, contract = r"( --fail-on \S+)?", r"( --contract \S+)?" if asked.contract else ""
    words = re.escape(shlex.join(asked.words))
    by_shell = f"compliance (--no-config )?(check|audit) ?{words}{gate}{contract} --as-of {report.as_of}"
    if re.fullmatch(by_shell, report.command) or report.command == asked.call(report.as_of):
        return Check(what, State.HOLDS)
    return Check(what, State.CHANGED, "it does not ask what was asked")


def compare_rest(report: Report, again: Report) -> Check:
    """Tell whether every other word of the report is as it was."""
    what = "everything else in the report"
    then, now = (document(each).model_dump(exclude=set(_WEIGHED)) for each in (report, again))
    differing = [part for part in then if then[part] != now[part]]
    if not differing:
        return Check(what, State.HOLDS)
    return Check(what, State.CHANGED, f"it is otherwise now in: {', '.join(differing)}")


def _files(inputs: tuple[Input, ...]) -> set[tuple[str, str]]:
    return {(file.path, file.kind) for file in inputs}


def _told(report: Report) -> Told:
    findings: dict[tuple[str, str], list[object]] = defaultdict(list)
    for found in report.findings:
        weight = (found.verdict, found.severity, found.records, found.weaknesses, found.capped_from)
        findings[found.dataset, found.rule].append((*weight, found.excuse))
    verdicts: dict[tuple[str, str], tuple[str, object]] = {
        (dataset.name, rule): (_words(counts), (counts, findings[dataset.name, rule]))
        for dataset in report.datasets
        for rule, counts in dataset.counts
    }
    promises: Told = {
        (dataset.name, f"contract {result.check}"): (result.verdict, (result.expected, result.found))
        for dataset in report.datasets
        for result in dataset.contract
    }
    return verdicts | dict(promises)


def _words(counts: Counts) -> str:
    named = {
        "in violation": counts.violation,
        "unproven": counts.unproven,
        "waived": counts.waived,
        "in the baseline": counts.baselined,
        "compliant": counts.compliant,
        "not applicable": counts.not_applicable,
    }
    return ", ".join(f"{count:,} {name}" for name, count in named.items() if count) or "no records"
