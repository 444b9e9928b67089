"""Findings as the page shows them: some in full, more on a line, the rest counted."""

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.model.report import Finding, Report, RuleSummary
from compliance.model.rule import Reference
from compliance.reporting.plain import cell, prose
from compliance.reporting.say import say
from compliance.reporting.views.caps import Caps, cut
from compliance.reporting.views.coverage import IN_JSON
from compliance.reporting.views.evidence import EvidenceView, Link, evidence, link
from compliance.reporting.views.waiver import waiver
from compliance.reporting.wording import CONFIDENCE, Lookup, capped, caveat, number


@dataclass(frozen=True)
class BriefFinding:
    """One finding without its evidence."""

    rule: str
    dataset: str
    severity: str
    capped: str
    """Where weak evidence lowered the severity, from which; else empty."""
    verdict: str
    share: str
    measures: str
    """Tokens and bytes; empty where the report carries too few groups to add them up."""
    platforms: tuple[str, ...]
    """What a filter by platform finds it by."""
    fails_gate: bool
    message: str
    caveat: str
    """Why the evidence is weak; empty when it is firm."""


@dataclass(frozen=True)
class RuleView:
    """What a finding says of its rule."""

    title: str
    confidence: str
    clock: str
    applies: str
    requires: str
    how_to_fix: str
    rationale: str
    legal_note: str
    references: tuple[Link, ...]


@dataclass(frozen=True)
class FindingView:
    """One finding in full."""

    anchor: str
    brief: BriefFinding
    rule: RuleView
    evidence: EvidenceView
    waiver: tuple[str, ...]
    """Lines of YAML."""


@dataclass(frozen=True)
class FindingsView:
    """Every finding that the page shows, and a sentence on those that it does not."""

    full: tuple[FindingView, ...]
    brief: tuple[BriefFinding, ...]
    cut: str
    links: Mapping[tuple[str, str], str]
    """Dataset name and rule id → anchor of the first finding in full."""


def findings(report: Report, caps: Caps) -> FindingsView:
    """Return the findings in the order of the report, the most severe first."""
    lookup = Lookup(report)
    in_full = report.findings[: caps.findings]
    in_brief = report.findings[caps.findings : caps.findings + caps.brief]
    links: dict[tuple[str, str], str] = {}
    for place, finding in enumerate(in_full, 1):
        links.setdefault((finding.dataset, finding.rule), _anchor(place))
    return FindingsView(
        full=tuple(_in_full(report, lookup, place, caps) for place in range(1, len(in_full) + 1)),
        brief=tuple(_in_brief(report, lookup, finding, caps) for finding in in_brief),
        cut=cut(len(in_full) + len(in_brief), len(report.findings), say("cut.findings"), IN_JSON),
        links=links,
    )


def _anchor(place: int) -> str:
    return f"finding-{place}"


def _in_full(report: Report, lookup: Lookup, place: int, caps: Caps) -> FindingView:
    finding = report.findings[place - 1]
    return FindingView(
        anchor=_anchor(place),
        brief=_in_brief(report, lookup, finding, caps),
        rule=_rule(lookup.rule(finding), caps),
        evidence=evidence(finding, caps),
        waiver=waiver(finding, report.as_of, caps),
    )


def _in_brief(report: Report, lookup: Lookup, finding: Finding, caps: Caps) -> BriefFinding:
    return BriefFinding(
        rule=cell(finding.rule, caps.cell),
        dataset=lookup.dataset(finding),
        severity=finding.severity,
        capped=capped(finding),
        verdict=finding.verdict,
        share=lookup.share(finding),
        measures=_measures(finding),
        platforms=_platforms(finding, caps),
        fails_gate=report.gate.is_failed_by(finding),
        message=prose(finding.message, caps.prose // 3),
        caveat=caveat(finding),
    )


def _measures(finding: Finding) -> str:
    if len(finding.groups) < finding.groups_total:
        return ""
    tokens = sum(group.tokens for group in finding.groups)
    size = sum(group.bytes for group in finding.groups)
    return say("finding.measures", tokens=number(tokens), bytes=number(size))


def _platforms(finding: Finding, caps: Caps) -> tuple[str, ...]:
    facts = (value for group in finding.groups for name, value in group.facts if name == "platform.id")
    return tuple(dict.fromkeys(cell(value, caps.cell) for value in facts if value is not None))


def _rule(rule: RuleSummary, caps: Caps) -> RuleView:
    return RuleView(
        title=prose(rule.title, caps.cell),
        confidence=CONFIDENCE[rule.confidence],
        clock=rule.clock,
        applies=prose(rule.applies, caps.prose),
        requires=prose(rule.requires, caps.prose),
        how_to_fix=prose(rule.how_to_fix, caps.prose),
        rationale=prose(rule.rationale, caps.prose),
        legal_note=prose(rule.legal_note or "", caps.prose),
        references=tuple(_reference(reference, caps) for reference in rule.references[: caps.clauses]),
    )


def _reference(reference: Reference, caps: Caps) -> Link:
    dated = f" ({reference.date})" if reference.date else ""
    return link(cell(f"{reference.title}, {reference.source}{dated}", 2 * caps.cell), reference.source)
