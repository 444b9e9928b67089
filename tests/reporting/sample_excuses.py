"""Waivers, corrections and baselines for the sample report, in every state. Nobody here exists."""

from dataclasses import replace
from datetime import date, timedelta

from compliance.model.anchor import Anchor
from compliance.model.baseline import BaselineUse
from compliance.model.correction import Correction, CorrectionState, CorrectionUse, Replaced
from compliance.model.document import DocumentState, EvidenceFile
from compliance.model.excuse import Excuse, ExcuseKind
from compliance.model.exit_code import ExitCode
from compliance.model.finding import Finding
from compliance.model.report import Counts, Report
from compliance.model.verdict import Verdict
from compliance.model.waiver import Waiver, WaiverReason, WaiverState, WaiverUse
from compliance.reporting.order import gravity
from tests.reporting.sample_findings import finding
from tests.reporting.sample_report import clean_report, sample_report
from tests.reporting.sample_rules import HOSTILE

AS_OF = date(2023, 6, 30)
OPINION = EvidenceFile(path="papers/opinion.pdf", sha256="0f" * 32)
BASELINE = BaselineUse("datasets/dispute/baseline.json", groups=3, records=40, grown=1, gone=2)


def waiver_use(
    state: WaiverState = WaiverState.HOLDS, *, records: int = 1_200, days: int = 90, **changed: object
) -> WaiverUse:
    """Return the use of a waiver that lapses so many days after the day of the sample report."""
    stated: dict[str, object] = {
        "id": "read-cap-1",
        "rule": "social/read-cap",
        "rule_version": 1,
        "dataset": "dispute",
        "where": "platform.id = 'x'",
        "reason": WaiverReason.LEGAL_REVIEW,
        "explanation": "Counsel holds the reads to be within the plan.",
        "owner": "Data team",
        "approver": "Ada Lovelace",
        "created": AS_OF - timedelta(days=200),
        "expires": AS_OF + timedelta(days=days),
        "row_budget": 2_000,
        "document": OPINION,
    }
    waiver = Waiver(**(stated | changed))
    named = DocumentState.NONE_NAMED if waiver.document is None else DocumentState.SAME
    return WaiverUse(waiver, Anchor("datasets/dispute/waivers.yaml", 12), state, records, AS_OF, named)


def correction_use(
    state: CorrectionState = CorrectionState.APPLIED, records: int = 1_204, **changed: object
) -> CorrectionUse:
    """Return the use of a correction that says three things of some records."""
    stated: dict[str, object] = {
        "id": "platform-1",
        "dataset": "dispute",
        "where": "record.platform = 'twitter'",
        "set": {"platform": "x", "commercial": True, "published_at": date(2023, 1, 2), "license": None},
        "explanation": "The crawler wrote the old name.",
        "owner": "Grace Hopper",
        "created": date(2023, 5, 1),
        "document": EvidenceFile(path="papers/crawler-log.txt", sha256="1e" * 32),
    }
    return CorrectionUse(
        Correction(**(stated | changed)),
        Anchor("datasets/dispute/corrections.yaml", 3),
        state,
        records,
        (Replaced("platform", "twitter", 1_000), Replaced("platform", None, 204)) if records else (),
        DocumentState.SAME,
    )


def every_waiver() -> tuple[WaiverUse, ...]:
    """Return a waiver in every state, one that lapses soon, and one that attacks."""
    uses = (
        waiver_use(id="holds"),
        waiver_use(id="soon", days=5),
        waiver_use(WaiverState.UNUSED, id="unused", records=0, document=None, reason="risk_accepted"),
        waiver_use(WaiverState.PENDING, id="pending", created=AS_OF + timedelta(days=10)),
        waiver_use(WaiverState.EXPIRED, id="expired", days=-10),
        waiver_use(WaiverState.OVER_BUDGET, id="over_budget", row_budget=100, records=140),
        replace(
            waiver_use(WaiverState.DOCUMENT_CHANGED, id="document_changed"), document=DocumentState.MISSING
        ),
        waiver_use(WaiverState.RULE_CHANGED, id="rule_changed", rule="social/onward-sharing"),
        waiver_use(id=HOSTILE, explanation=HOSTILE, owner=HOSTILE, approver=HOSTILE, where=f"'{HOSTILE}'"),
    )
    return tuple(
        replace(use, anchor=replace(use.anchor, line=3 + 14 * place)) for place, use in enumerate(uses)
    )


def every_correction() -> tuple[CorrectionUse, ...]:
    """Return a correction in every state, and one that attacks."""
    return (
        *(
            correction_use(state, 1_204 if state is CorrectionState.APPLIED else 0, id=state.value)
            for state in CorrectionState
        ),
        replace(
            correction_use(id=HOSTILE, explanation=HOSTILE, owner=HOSTILE, set={"creator": HOSTILE}),
            replaced=(Replaced("creator", HOSTILE, 2),),
        ),
    )


def excuse(found: Finding, kind: ExcuseKind, name: str) -> Finding:
    """Return the finding as one that this accepts."""
    return replace(found, excuse=Excuse(kind, name))


def excused_report() -> Report:
    """Return the sample report with waivers, corrections and a baseline, and findings that they accept."""
    whole = sample_report()
    dispute, *others = whole.datasets
    waived = excuse(finding(3, "dispute", Verdict.VIOLATION, 1_200), ExcuseKind.WAIVER, "holds")
    known = excuse(finding(9, "dispute", Verdict.VIOLATION, 40), ExcuseKind.BASELINE, BASELINE.path)
    counts = dict(dispute.counts) | {
        "social/read-cap": Counts(violation=20_100, waived=1_200, compliant=19_920, not_applicable=10_780),
        "licenses/share-alike": Counts(baselined=40, compliant=50_960, not_applicable=1_000),
    }
    dispute = replace(
        dispute,
        counts=tuple(counts.items()),
        waivers=every_waiver(),
        corrections=every_correction(),
        baseline=BASELINE,
    )
    rules = [replace(rule, version=2) if rule.id == "social/onward-sharing" else rule for rule in whole.rules]
    findings = [_grown(found) if found.rule == "social/read-cap" else found for found in whole.findings]
    return replace(
        whole,
        rules=tuple(rules),
        datasets=(dispute, *others),
        findings=tuple(sorted((*findings, waived, known), key=gravity)),
    )


def _grown(found: Finding) -> Finding:
    first, *others = found.groups
    return replace(found, groups=(replace(first, accepted=12, fingerprint="ab" * 16), *others))


def accepted_report(*uses: WaiverUse) -> Report:
    """Return the report that passes because these waivers hold, each on its records."""
    whole = clean_report()
    (clean,) = whole.datasets
    found = [
        replace(
            finding(3, "clean", Verdict.VIOLATION, use.records),
            excuse=Excuse(ExcuseKind.WAIVER, use.waiver.id),
        )
        for use in uses
    ]
    waived = sum(use.records for use in uses)
    counts = dict(clean.counts) | {"social/read-cap": Counts(waived=waived, compliant=clean.rows - waived)}
    clean = replace(clean, counts=tuple(counts.items()), waivers=uses)
    return replace(whole, exit_code=ExitCode.COMPLIANT, datasets=(clean,), findings=tuple(found))
