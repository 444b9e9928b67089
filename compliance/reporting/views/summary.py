"""The summary: what was checked, what was found and what to do, for somebody who reads nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.model.exit_code import ExitCode
from compliance.model.finding import Finding
from compliance.model.report import Report
from compliance.model.timeline import Tally
from compliance.model.waiver import WARNING_DAYS
from compliance.reporting.plain import prose
from compliance.reporting.remarks import excused
from compliance.reporting.say import say
from compliance.reporting.views.exposure import money
from compliance.reporting.wording import Lookup, dataset_name, number, percent, plural

_FIRST = 3
"""Findings to begin with."""


@dataclass(frozen=True)
class ToDo:
    """A finding to begin with, where it stands, and how to fix it."""

    title: str
    link: str
    records: str
    fix: str


@dataclass(frozen=True)
class Summary:
    """Sentences, in the order in which they are read."""

    checked: tuple[str, ...]
    found: tuple[str, ...]
    advice: tuple[str, ...]
    todo: tuple[ToDo, ...]
    more: str
    """Leads to all findings; empty when there are none."""


def summary(report: Report, links: Mapping[tuple[str, str], str]) -> Summary:
    """Return the summary; *links* are the anchors of findings by dataset and rule."""
    todo = _todo(report, links)
    counted = sum(not finding.is_excused for finding in report.findings)
    return Summary(
        checked=tuple(_checked(report)),
        found=tuple(_found(report)) or (say("head.nothing"),),
        advice=tuple(_advice(report)),
        todo=todo,
        more=say("head.all", count=number(counted)) if counted else "",
    )


def _checked(report: Report) -> list[str]:
    datasets = report.datasets
    checked = say(
        "head.checked_text",
        records=number(report.rows_examined),
        rows=number(report.rows),
        datasets=dataset_name(datasets[0]) if len(datasets) == 1 else plural(len(datasets), "dataset"),
        rules=plural(len(report.rules), "rule"),
        day=report.as_of,
    )
    unread = sum(dataset.rows_unread for dataset in datasets)
    return [checked, *([say("head.unread", rows=number(unread))] if unread else [])]


def _found(report: Report) -> list[str]:
    lines = (line.total for dataset in report.datasets for line in dataset.timeline)
    tally = sum(lines, Tally())
    said = []
    for key, count in (("violating", tally.violation), ("unproven", tally.unproven), ("clear", tally.clear)):
        if count:
            said.append(say(f"head.{key}", records=number(count), share=percent(count, tally.total)))
    return said + _amended(report) + _exposed(report)


def _amended(report: Report) -> list[str]:
    """Say what is accepted, which waivers lapsed and which soon will."""
    accepted = excused(report)
    uses = [use for dataset in report.datasets for use in dataset.waivers]
    lapsed = [use for use in uses if use.has_lapsed]
    lapsing = [use for use in uses if use.lapses_soon]
    said = [say("head.accepted", said=accepted)] if accepted else []
    if lapsed:
        key = "head.lapsed_one" if len(lapsed) == 1 else "head.lapsed"
        records = number(sum(use.records for use in lapsed))
        said.append(say(key, count=number(len(lapsed)), records=records))
    if lapsing:
        key = "head.lapsing_one" if len(lapsing) == 1 else "head.lapsing"
        day = min(use.waiver.expires for use in lapsing)
        said.append(say(key, count=number(len(lapsing)), days=max(WARNING_DAYS), day=day))
    return said


def _exposed(report: Report) -> list[str]:
    """Name the platform with the largest likely amount."""
    priced = [found for dataset in report.datasets for found in dataset.exposure if found.likely.amount]
    if not priced:
        return []
    most = max(priced, key=lambda found: found.likely.amount)
    low, likely, high = (
        money(estimate.amount, most.currency) for estimate in (most.low, most.likely, most.high)
    )
    return [say("head.exposure", amount=likely, platform=most.name, low=low, high=high)]


def _advice(report: Report) -> list[str]:
    advice = []
    if any(file.problem for dataset in report.datasets for file in dataset.coverage):
        advice.append(say("head.read"))
    if report.exit_code is ExitCode.NOTHING_EXAMINED:
        advice.append(say("head.judge"))
    if any(not finding.is_excused for finding in report.findings):
        advice.append(say("head.first"))
    return advice or [say("head.keep")]


def _todo(report: Report, links: Mapping[tuple[str, str], str]) -> tuple[ToDo, ...]:
    lookup = Lookup(report)
    begun: dict[str, Finding] = {}
    for finding in (finding for finding in report.findings if not finding.is_excused):
        begun.setdefault(finding.rule, finding)
    return tuple(
        ToDo(
            title=prose(lookup.rule(finding).title, 200),
            link=links.get((finding.dataset, finding.rule), "findings"),
            records=plural(finding.records, "record"),
            fix=prose(lookup.rule(finding).how_to_fix, 300),
        )
        for finding in list(begun.values())[:_FIRST]
    )
