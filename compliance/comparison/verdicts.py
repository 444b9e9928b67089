"""Verdicts: what the rules say of one dataset in two reports."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from compliance.comparison.groups import RULE_GROUPS_KEPT, Moved
from compliance.model.changes import FindingChange, GroupChange, RuleChange, Trend
from compliance.model.finding import Finding, FindingGroup, RuleSummary
from compliance.model.report import Counts, DatasetReport, Report
from compliance.model.verdict import Verdict

_ORDER = {Trend.WORSE: 0, Trend.BETTER: 1, Trend.NEITHER: 2}
_Part = tuple[Verdict, bool]


def rule_changes(
    reports: tuple[Report, Report], names: tuple[str | None, str | None], moved: Moved | None
) -> tuple[RuleChange, ...]:
    """Return each rule of both reports that says something else of a dataset, the gravest change first.

    *names* are those of the dataset on either side, None where it is not. Without
    profiles, groups are those of the findings, where reports have all of them.
    """
    old, new = (dict(_counts(report, name)) for report, name in zip(reports, names, strict=True))
    parts = tuple(_findings(report, name) for report, name in zip(reports, names, strict=True))
    summaries = tuple({rule.id: rule for rule in report.rules} for report in reports)
    changes = []
    for rule, was in summaries[0].items():
        if rule in summaries[1]:
            summary = summaries[1][rule]
            found = (parts[0].get(rule, {}), parts[1].get(rule, {}))
            change = RuleChange(
                rule=rule,
                title=summary.title,
                severity=summary.severity,
                old=old.get(rule, Counts()),
                new=new.get(rule, Counts()),
                findings=tuple(_changed(*found)),
                groups=moved.of_rules.get(rule, ()) if moved else _finding_groups(*found)[:RULE_GROUPS_KEPT],
                groups_total=moved.rules_total.get(rule, 0) if moved else len(_finding_groups(*found)),
                is_other_law=_law(was) != _law(summary),
            )
            if change.old != change.new or change.findings or change.groups:
                changes.append(change)
    return tuple(sorted(changes, key=_gravity))


def has_all_groups(report: Report, name: str) -> bool:
    """Tell whether a report has every group of each finding of a dataset."""
    return all(len(each.groups) == each.groups_total for each in report.findings if each.dataset == name)


def dataset_of(report: Report, name: str | None) -> DatasetReport | None:
    """Return what a report says of a dataset, if anything."""
    return next((dataset for dataset in report.datasets if dataset.name == name), None)


def _counts(report: Report, name: str | None) -> Iterable[tuple[str, Counts]]:
    dataset = dataset_of(report, name)
    return () if dataset is None else dataset.counts


def _findings(report: Report, name: str | None) -> dict[str, dict[_Part, Finding]]:
    """Return the findings that count, by rule: what somebody accepts is in the counts alone."""
    found: dict[str, dict[_Part, Finding]] = {}
    for each in report.findings:
        if each.dataset == name and not each.is_excused:
            found.setdefault(each.rule, {})[each.verdict, bool(each.weaknesses)] = each
    return found


def _changed(old: Mapping[_Part, Finding], new: Mapping[_Part, Finding]) -> Iterator[FindingChange]:
    """Yield the findings of a rule that have other records, or weigh otherwise."""
    for verdict in (Verdict.VIOLATION, Verdict.UNPROVEN):
        for is_weak in (False, True):
            was, now = old.get((verdict, is_weak)), new.get((verdict, is_weak))
            change = FindingChange(
                verdict=verdict,
                is_weak=is_weak,
                old=was.records if was else 0,
                new=now.records if now else 0,
                severity_old=was.severity if was else None,
                severity_new=now.severity if now else None,
            )
            if (change.old, change.severity_old) != (change.new, change.severity_new):
                yield change


def _finding_groups(old: Mapping[_Part, Finding], new: Mapping[_Part, Finding]) -> tuple[GroupChange, ...]:
    """Return the groups of a rule that differ, if the reports have all of them; else none."""
    every = (*old.values(), *new.values())
    if any(len(finding.groups) < finding.groups_total for finding in every):
        return ()
    was, now = _groups(old), _groups(new)
    changes = [
        _group_change(verdict, was.get((verdict, facts)), now.get((verdict, facts)), facts)
        for verdict, facts in dict.fromkeys((*now, *was))
    ]
    differing = (change for change in changes if change.old != change.new)
    return tuple(sorted(differing, key=lambda change: (-abs(change.new - change.old), _sortable(change))))


def _group_change(
    verdict: Verdict,
    was: FindingGroup | None,
    now: FindingGroup | None,
    facts: tuple[tuple[str, str | None], ...],
) -> GroupChange:
    old, new = was.records if was else 0, now.records if now else 0
    return GroupChange(facts, old, new, max(new - old, 0), max(old - new, 0), verdict=verdict)


def _groups(
    findings: Mapping[_Part, Finding],
) -> dict[tuple[Verdict, tuple[tuple[str, str | None], ...]], FindingGroup]:
    """Return the groups of a rule by verdict and facts; those on other clauses are added up."""
    found: dict[tuple[Verdict, tuple[tuple[str, str | None], ...]], FindingGroup] = {}
    for (verdict, _), finding in findings.items():
        for group in finding.groups:
            key = (verdict, group.facts)
            known = found.get(key)
            found[key] = replace(group, records=group.records + known.records) if known else group
    return found


def _sortable(change: GroupChange) -> str:
    return repr((change.verdict, change.facts))


def _law(rule: RuleSummary) -> tuple[object, ...]:
    return rule.applies, rule.requires, rule.clock, rule.severity


def _gravity(change: RuleChange) -> tuple[object, ...]:
    """Order rules: those that got worse first, then by what they find, severity and records."""
    violations = change.new.violation - change.old.violation
    unproven = change.new.unproven - change.old.unproven
    size = max(abs(violations), abs(unproven))
    return (_ORDER[change.trend], not violations, -change.severity.weight, -size, change.rule)
