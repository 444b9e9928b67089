"""Numbers, dates and sentences that several formats share, so that they agree."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from compliance.model.adjustments import Adjustment
from compliance.model.finding import CitedClause, Finding, FindingGroup, RuleSummary
from compliance.model.gate import Gate
from compliance.model.platform import Basis, Clause, Weakness
from compliance.model.report import Counts, DatasetReport, Report
from compliance.model.rule import Confidence, Severity
from compliance.model.verdict import Verdict
from compliance.reporting.plain import cell, prose

NOT_LEGAL_ADVICE = "Not legal advice."
NO_VALUE = "\N{EN DASH}"
"""What stands where there is nothing to say."""
CONFIDENCE: Mapping[Confidence, str] = {
    Confidence.HIGH: "high",
    Confidence.MEDIUM: "medium: exceptions may apply",
    Confidence.LOW: "low: courts or texts disagree",
}
"""How sure a rule is of its violations, as a reader needs to know it."""
_UNSEEN = "that we know only second-hand"
_UNDATED = "whose start we do not know: it stood already in the oldest text we have"
_CAVEATS: Mapping[tuple[Weakness, ...], str] = {
    (): "",
    (Weakness.SECONDARY,): f"Rests on a clause {_UNSEEN}.",
    (Weakness.LEFT_CENSORED,): f"Rests on a clause {_UNDATED}.",
    (Weakness.SECONDARY, Weakness.LEFT_CENSORED): f"Rests on a clause {_UNSEEN}, or {_UNDATED}.",
}
CREDIT = "Terms data: Open Terms Archive contributors, ODC-By 1.0"


def number(value: int) -> str:
    """Return the number with thousands separators: `41,220`."""
    return f"{value:,}"


def plural(count: int, noun: str) -> str:
    """`1 rule`, `2 rules`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def percent(part: int, whole: int) -> str:
    """One decimal; `<0.1 %` is not none, and `>99.9 %` is not all."""
    if whole == 0:
        return NO_VALUE
    if 0 < part * 1000 < whole:
        return "<0.1 %"
    if whole * 999 < part * 1000 < whole * 1000:
        return ">99.9 %"
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10} %"


def percentages(parts: Sequence[int]) -> tuple[str, ...]:
    """One decimal each, adding up to exactly 100 % (largest remainder).

    A part too small for its decimal is `<0.1 %`, which adds nothing.
    """
    whole = sum(parts)
    if whole == 0:
        return tuple(NO_VALUE for _ in parts)
    tenths = [part * 1000 // whole for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda place: -(parts[place] * 1000 % whole))
    for place in by_remainder[: 1000 - sum(tenths)]:
        tenths[place] += 1
    return tuple(
        f"{tenth // 10}.{tenth % 10} %" if tenth or not part else "<0.1 %"
        for part, tenth in zip(parts, tenths, strict=True)
    )


def dataset_name(dataset: DatasetReport) -> str:
    """`name version`, or the name alone."""
    return cell(f"{dataset.name} {dataset.version}" if dataset.version else dataset.name, 60)


def gate_sentence(gate: Gate) -> str:
    """`violations from low, unproven from high`."""
    return f"violations {_threshold(gate.violation)}, unproven {_threshold(gate.unproven)}"


def _threshold(severity: Severity | None) -> str:
    return "never" if severity is None else f"from {severity}"


def period(clause: Clause) -> str:
    """From when until when a clause holds, and how surely its start is known."""
    return f"{_start(clause)}{_end(clause)}"


def _start(clause: Clause) -> str:
    if clause.effective_from is None:
        return "start unknown"
    if clause.left_censored or clause.basis is Basis.FIRST_SEEN:
        return f"from {clause.effective_from} or earlier"
    return f"from {clause.effective_from}" + (" as reported" if clause.basis is Basis.SECONDARY else "")


def _end(clause: Clause) -> str:
    if clause.effective_to is None:
        return ""
    return (
        f", evidence ends {clause.effective_to}" if clause.evidence_ends else f" until {clause.effective_to}"
    )


def clause_sentence(cited: CitedClause) -> str:
    """Platform, document, what it says, its dates and its source, on one line."""
    clause = cited.clause
    said = f"{clause.clause} = {clause.value} {period(clause)}"
    return prose(f"{cited.platform} {cited.document}: {said} · {clause.source.citation}")


def adjustment_sentence(change: Adjustment) -> str:
    """Return the rule, what was changed about it, by which file, and why."""
    if change.now is None:
        return f"{change.rule} ({change.was}) is switched off by {change.path}: {change.reason}"
    return f"{change.rule} is {change.now} by {change.path}, no longer {change.was}"


def adjusted(report: Report) -> str:
    """Say how many rules a team switched off and weighs otherwise; empty when none."""
    off = {change.rule for change in report.adjustments if change.now is None}
    remapped = {change.rule for change in report.adjustments} - off
    parts = [f"{plural(len(off), 'rule')} switched off"] if off else []
    if remapped:
        parts.append(f"the severity of {plural(len(remapped), 'rule')} changed")
    return " and ".join(parts)


_CONTRACT = {Verdict.VIOLATION: "broken", Verdict.UNPROVEN: "unproven", Verdict.COMPLIANT: "kept"}


def contract(report: Report) -> str:
    """`contract checks: 1 broken, 2 kept`; empty when none was asked for."""
    counts = Counter(result.verdict for result in report.contract)
    parts = [f"{number(counts[verdict])} {word}" for verdict, word in _CONTRACT.items() if counts[verdict]]
    return f"contract checks: {', '.join(parts)}" if parts else ""


def clauses_of(groups: Iterable[FindingGroup]) -> dict[str, CitedClause]:
    """Return each clause behind some groups by its sentence, with all that were in force beside it."""
    found: dict[str, CitedClause] = {}
    for cited in (cited for group in groups for cited in group.clauses):
        known = found.setdefault(clause_sentence(cited), cited)
        others = {clause_sentence(other): other for other in (*known.others, *cited.others)}
        found[clause_sentence(cited)] = replace(known, others=tuple(others.values()))
    return found


def capped(finding: Finding) -> str:
    """`capped from critical`; empty where weak evidence lowered nothing."""
    return f"capped from {finding.capped_from}" if finding.capped_from else ""


def caveat(finding: Finding) -> str:
    """Why the evidence is weak, in one sentence; empty when it is firm."""
    return _CAVEATS[finding.weaknesses]


def days(first: date | None, last: date | None) -> str:
    """Return a span of days; a dash when none is known."""
    known = sorted({str(day) for day in (first, last) if day is not None})
    return " to ".join(known) or NO_VALUE


class Lookup:
    """The rules and counts of a report by their names."""

    def __init__(self, report: Report) -> None:
        """Index the report once, so that ten thousand findings stay quick."""
        self._rules = {rule.id: rule for rule in report.rules}
        self._counts = {
            (dataset.name, rule): counts for dataset in report.datasets for rule, counts in dataset.counts
        }
        self._datasets = {dataset.name: dataset for dataset in report.datasets}

    def rule(self, finding: Finding) -> RuleSummary:
        """Return the rule of a finding; KeyError when the report does not hold it."""
        return self._rules[finding.rule]

    def dataset(self, finding: Finding) -> str:
        """Name and version of the dataset of a finding."""
        return dataset_name(self._datasets[finding.dataset])

    def share(self, finding: Finding) -> str:
        """`41,220 of 52,000 (79.3 %)`: records of all to which the rule applies."""
        counts = self._counts.get((finding.dataset, finding.rule), Counts(violation=finding.records))
        whole = counts.applicable
        return f"{number(finding.records)} of {number(whole)} ({percent(finding.records, whole)})"
