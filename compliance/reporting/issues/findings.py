"""Issues of findings: one for each, or one for each kind of records in it."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from compliance.model.finding import Finding, FindingGroup
from compliance.model.report import Report
from compliance.model.rule import Severity
from compliance.reporting.excuses import grown_sentence
from compliance.reporting.issues.blame import Blame
from compliance.reporting.issues.issue import Issue, Level, Range, digest
from compliance.reporting.plain import cell, prose
from compliance.reporting.remarks import Acceptances
from compliance.reporting.wording import Lookup, number

WEAK = "weak-evidence"
"""Ends the rule of an issue that weak clauses lowered: its severity is not that of the rule."""
_FACT = re.compile(r"[a-z_]+\.[a-z0-9_]+")
_FACTS_SHOWN = 6


class FindingIssues:
    """Makes issues of the findings of a report."""

    def __init__(self, report: Report) -> None:
        """Look up once what every issue needs."""
        self._report = report
        self._lookup = Lookup(report)
        self._blame = Blame(report)
        self._accepted = Acceptances(report)

    def by_finding(self) -> Iterator[Issue]:
        """Yield one issue for each finding."""
        for finding in self._report.findings:
            yield self._whole(finding)

    def by_group(self) -> Iterator[Issue]:
        """Yield one for each kind of records, and one more for those that the report does not hold."""
        for finding in self._report.findings:
            kinds, whole = _kinds(finding), self._whole(finding)
            yield from (self._of_groups(whole, finding, *each) for each in kinds.items())
            rest = finding.records - sum(group.records for group in finding.groups)
            if not kinds:
                yield whole
            elif rest > 0:
                yield _rest(whole, finding, rest)

    def _whole(self, finding: Finding) -> Issue:
        rule = self._lookup.rule(finding)
        accepted = self._accepted.sentence(finding)
        names = [name for group in finding.groups[:1] for name, _ in group.facts]
        rows = tuple(dict.fromkeys(row for group in finding.groups for row in group.rows))
        return Issue(
            rule=f"{finding.rule}/{WEAK}" if finding.capped_from else finding.rule,
            title=rule.title,
            dataset=finding.dataset,
            message=f"{accepted[:1].upper()}{accepted[1:]}{': ' if accepted else ''}{prose(finding.message)}",
            remedy=prose(rule.how_to_fix),
            severity=finding.severity,
            level=self._level(finding),
            place=self._blame.place(finding.dataset, names),
            fingerprint=_own(finding, "finding"),
            records=finding.records,
            rows=rows,
            finding=finding,
        )

    def _of_groups(
        self, whole: Issue, finding: Finding, fingerprint: str, groups: Sequence[FindingGroup]
    ) -> Issue:
        apart, group = _apart(finding), _together(groups)
        return replace(
            whole,
            message=f"{whole.message}{_alike(finding, group)}",
            place=self._blame.place(finding.dataset, [name for name, _ in group.facts]),
            fingerprint=digest(fingerprint, *apart) if apart else fingerprint,
            records=group.records,
            rows=group.rows,
            ranges=tuple(_ranges(groups)),
            group=group,
        )

    def _level(self, finding: Finding) -> Level:
        if self._report.gate.is_failed_by(finding):
            return Level.ERROR
        is_small = finding.is_excused or finding.severity is Severity.LOW
        return Level.NOTE if is_small else Level.WARNING


def _rest(whole: Issue, finding: Finding, records: int) -> Issue:
    told = f" Of these, {number(records)} in smaller groups, which the report does not list."
    fingerprint = _own(finding, "rest")
    return replace(whole, message=f"{whole.message}{told}", fingerprint=fingerprint, records=records, rows=())


def _alike(finding: Finding, group: FindingGroup) -> str:
    """Say which of the records of a finding a group has, and how many of them were there before."""
    some = "All" if group.records == finding.records else f"Of these, {number(group.records)}"
    shared = facts(group)
    told = f" {some} with {shared}." if shared else ""
    grown = grown_sentence([group])
    return f"{told} {grown}." if grown else told


def facts(group: FindingGroup) -> str:
    """Return what the records of a group share, such as `platform.id = x, grant.in_force unknown`."""
    told = [
        f"{cell(name)} unknown" if value is None else f"{cell(name)} = {cell(value)}"
        for name, value in group.facts[:_FACTS_SHOWN]
    ]
    more = len(group.facts) - len(told)
    return ", ".join(told) + (f" and {more} more" if more > 0 else "")


def _kinds(finding: Finding) -> dict[str, list[FindingGroup]]:
    """Return the groups by fingerprint: those that differ in their clauses only have one."""
    alike: dict[str, list[FindingGroup]] = defaultdict(list)
    for group in finding.groups:
        alike[group.fingerprint or _of_facts(finding, group)].append(group)
    return alike


def _together(groups: Sequence[FindingGroup]) -> FindingGroup:
    """Return the groups as one; of several the last record is unknown, as files have no order here."""
    if len(groups) == 1:
        return groups[0]
    return replace(
        groups[0],
        records=sum(group.records for group in groups),
        tokens=sum(group.tokens for group in groups),
        bytes=sum(group.bytes for group in groups),
        first_day=min(filter(None, (group.first_day for group in groups)), default=None),
        last_day=max(filter(None, (group.last_day for group in groups)), default=None),
        clauses=tuple(cited for group in groups for cited in group.clauses),
        rows=tuple(row for group in groups for row in group.rows),
        last=None,
    )


def _ranges(groups: Iterable[FindingGroup]) -> Iterator[Range]:
    for group in groups:
        if group.rows and group.last is not None:
            yield group.rows[0], group.last


def _of_facts(finding: Finding, group: FindingGroup) -> str:
    """Return the fingerprint of a group of a report from before they were recorded."""
    named = [[name, value] for name, value in group.facts if _FACT.fullmatch(name)]
    return digest(finding.rule, finding.dataset, finding.verdict, json.dumps(named))


def _own(finding: Finding, what: str) -> str:
    """Return a fingerprint for something that a finding has one of."""
    return digest(finding.rule, finding.dataset, finding.verdict, what, *_apart(finding))


def _apart(finding: Finding) -> tuple[str, ...]:
    """Return what tells a finding apart from others on records that look alike."""
    weak = (WEAK,) if finding.weaknesses else ()
    return weak if finding.excuse is None else (*weak, finding.excuse.kind, finding.excuse.name)
