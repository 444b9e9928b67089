"""Findings as the page shows them: some in full, more on a line, the rest counted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compliance.model.excuse import ExcuseKind
from compliance.model.finding import Finding, RuleSummary
from compliance.model.report import Report
from compliance.model.rule import Reference
from compliance.reporting.excuses import grown_sentence
from compliance.reporting.plain import cell, prose
from compliance.reporting.remarks import Acceptances, excused
from compliance.reporting.say import say
from compliance.reporting.views.caps import Caps, cut
from compliance.reporting.views.coverage import IN_JSON
from compliance.reporting.views.evidence import EvidenceView, Link, evidence, link
from compliance.reporting.views.waiver import waiver
from compliance.reporting.wording import CONFIDENCE, Lookup, capped, caveat, number

_STANDINGS = {ExcuseKind.WAIVER: "waived", ExcuseKind.BASELINE: "baselined"}


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
    standing: str
    """Whether it counts, is waived, or in the baseline."""
    accepted: str
    """Who accepts it and until when; empty when it counts."""
    grown: str
    """How much of it the baseline accepts; empty when none."""


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
    accepted: str
    """How many records are waived or in the baseline; empty when none."""
    accepted_full: tuple[FindingView, ...]
    accepted_brief: tuple[BriefFinding, ...]
    accepted_cut: str
    links: Mapping[tuple[str, str], str]
    """Dataset name and rule id → anchor of the first finding in full."""


def findings(report: Report, caps: Caps) -> FindingsView:
    """Return the findings in the order of the report, the most severe first, the accepted ones apart."""
    desk = _Desk(report, caps)
    counted = [finding for finding in report.findings if not finding.is_excused]
    accepted = [finding for finding in report.findings if finding.is_excused]
    full, brief = desk.shown(counted, caps.findings)
    accepted_full, accepted_brief = desk.shown(accepted, caps.accepted)
    return FindingsView(
        full=full,
        brief=brief,
        cut=_cut(len(full) + len(brief), len(counted)),
        accepted=excused(report),
        accepted_full=accepted_full,
        accepted_brief=accepted_brief,
        accepted_cut=_cut(len(accepted_full) + len(accepted_brief), len(accepted)),
        links=desk.links,
    )


def _cut(shown: int, total: int) -> str:
    return cut(shown, total, say("cut.findings"), IN_JSON)


class _Desk:
    """Writes findings one after the other, and remembers where each stands."""

    def __init__(self, report: Report, caps: Caps) -> None:
        self.links: dict[tuple[str, str], str] = {}
        self._report = report
        self._caps = caps
        self._lookup = Lookup(report)
        self._acceptances = Acceptances(report)
        self._placed = 0
        self._of_rule: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for finding in report.findings:
            self._of_rule[finding.dataset, finding.rule].append(finding)

    def shown(
        self, findings: Sequence[Finding], full: int
    ) -> tuple[tuple[FindingView, ...], tuple[BriefFinding, ...]]:
        """Return so many findings in full, and more on a line each."""
        in_brief = findings[full : full + self._caps.brief]
        return tuple(map(self._in_full, findings[:full])), tuple(map(self._in_brief, in_brief))

    def _in_full(self, finding: Finding) -> FindingView:
        self._placed += 1
        anchor = f"finding-{self._placed}"
        self.links.setdefault((finding.dataset, finding.rule), anchor)
        rule = self._lookup.rule(finding)
        return FindingView(
            anchor=anchor,
            brief=self._in_brief(finding),
            rule=_rule(rule, self._caps),
            evidence=evidence(finding, self._caps),
            waiver=() if finding.is_excused else self._waiver(finding, rule.version),
        )

    def _waiver(self, finding: Finding, rule_version: int) -> tuple[str, ...]:
        others = self._of_rule[finding.dataset, finding.rule].copy()
        others.remove(finding)
        return waiver(finding, rule_version, self._report.as_of, others, self._caps.cell)

    def _in_brief(self, finding: Finding) -> BriefFinding:
        caps = self._caps
        return BriefFinding(
            rule=cell(finding.rule, caps.cell),
            dataset=self._lookup.dataset(finding),
            severity=finding.severity,
            capped=capped(finding),
            verdict=finding.verdict,
            share=self._lookup.share(finding),
            measures=_measures(finding),
            platforms=_platforms(finding, caps),
            fails_gate=self._report.gate.is_failed_by(finding),
            message=prose(finding.message, caps.prose // 3),
            caveat=caveat(finding),
            standing=say(f"finding.{_standing(finding)}"),
            accepted=prose(self._acceptances.sentence(finding), caps.prose),
            grown=grown_sentence(finding.groups),
        )


def _standing(finding: Finding) -> str:
    return "counts" if finding.excuse is None else _STANDINGS[finding.excuse.kind]


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
