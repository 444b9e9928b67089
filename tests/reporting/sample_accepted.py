"""The sample report with what is accepted in it: waivers, corrections, a baseline, a broken contract.

Counts add up as they do without. Nothing here is a fact about any platform.
"""

from dataclasses import replace
from datetime import date

from compliance.model.anchor import Anchor
from compliance.model.baseline import BaselineUse
from compliance.model.contract import ContractCheck
from compliance.model.contract_result import ContractResult
from compliance.model.correction import Correction, CorrectionState, CorrectionUse
from compliance.model.document import EvidenceFile
from compliance.model.excuse import Excuse, ExcuseKind
from compliance.model.finding import Finding
from compliance.model.report import Counts, DatasetReport, Report
from compliance.model.verdict import Verdict
from compliance.model.waiver import Waiver, WaiverReason, WaiverState, WaiverUse
from compliance.reporting.order import gravity
from tests.reporting.sample_findings import finding, group
from tests.reporting.sample_report import sample_report
from tests.reporting.sample_rules import CONSENT, PAID_ACCESS, RULES

WAIVERS = "datasets/dispute/waivers.yaml"
BASELINE = "datasets/dispute/baseline.json"
_AS_OF = date(2023, 6, 30)
_PAPER = EvidenceFile(path="papers/answer.pdf", sha256="ab" * 32)


def waiver_use(name: str, state: WaiverState, records: int, line: int, expires: date) -> WaiverUse:
    """Return what became of a waiver of the first rule."""
    waiver = Waiver(
        id=name,
        rule=RULES[0][0],
        rule_version=1,
        dataset="dispute",
        where="TRUE",
        reason=WaiverReason.REMEDIATION_PLANNED,
        explanation="The records are dropped | with the next release.",
        owner="data@example.com",
        approver="A. Counsel",
        created=date(2023, 5, 1),
        expires=expires,
        row_budget=500,
    )
    return WaiverUse(waiver, Anchor(WAIVERS, line, 5), state, records, _AS_OF)


def _correction(name: str, state: CorrectionState, line: int) -> CorrectionUse:
    correction = Correction(
        id=name,
        dataset="dispute",
        where="record.platform = 'twitter'",
        set={"platform": "x"},
        explanation="The platform was renamed.",
        owner="data@example.com",
        created=date(2023, 5, 1),
        document=_PAPER,
    )
    return CorrectionUse(correction, Anchor("datasets/dispute/corrections.yaml", line, 5), state, 0)


_USES = (
    waiver_use("dropped-soon", WaiverState.HOLDS, 300, 3, date(2023, 7, 10)),
    waiver_use("too-late", WaiverState.EXPIRED, 41_220, 15, date(2023, 6, 1)),
    waiver_use("needless", WaiverState.UNUSED, 0, 27, date(2024, 1, 1)),
    waiver_use("to-come", WaiverState.PENDING, 0, 39, date(2024, 1, 1)),
)
_WAIVED = replace(
    finding(1, "dispute", Verdict.VIOLATION, 300, CONSENT), excuse=Excuse(ExcuseKind.WAIVER, "dropped-soon")
)
_KNOWN = replace(finding(4, "dispute", Verdict.VIOLATION, 40), excuse=Excuse(ExcuseKind.BASELINE, BASELINE))
_ROWS = (
    ("datasets/dispute/manifest/part-0000.parquet", 12),
    ("datasets/dispute/manifest/part-0001.parquet", 7),
)
_GROWN = replace(group(2_061, "crawl", None), rows=_ROWS, last=(_ROWS[1][0], 4_511), accepted=30)


def _with_rows(found: Finding) -> Finding:
    if found.rule != RULES[0][0] or found.dataset != "dispute":
        return found
    file, _ = _ROWS[0]
    alike = replace(group(600, "api", 11, PAID_ACCESS), rows=((file, 30),), last=(file, 4_711))
    return replace(found, groups=(*found.groups[:2], _GROWN, alike), groups_total=9)


def _dispute(dataset: DatasetReport) -> DatasetReport:
    counts = dict(dataset.counts) | {
        RULES[1][0]: Counts(violation=1_204, waived=300, compliant=50_496),
        RULES[4][0]: Counts(violation=3_000, baselined=40, compliant=48_960),
    }
    broken = ContractResult(
        ContractCheck.DECLARED_ROWS,
        Verdict.VIOLATION,
        "The card promises 60,000 rows, and there are 52,000.",
        "Find the missing files, or correct the card.",
        {"rows": 60_000},
        {"rows": 52_000},
    )
    return replace(
        dataset,
        counts=tuple(counts.items()),
        contract=(broken,),
        waivers=_USES,
        corrections=(
            _correction("renamed", CorrectionState.DOCUMENT_CHANGED, 3),
            _correction("idle", CorrectionState.UNUSED, 9),
            _correction("done", CorrectionState.APPLIED, 15),
        ),
        baseline=BaselineUse(BASELINE, groups=4, records=40, grown=1, gone=2),
        card_lines=(*dataset.card_lines, ("contract", 14), ("contract.rows", 15)),
    )


def excused_report() -> Report:
    """Return the sample with two findings accepted, beside those that are not."""
    report = sample_report()
    found = (*map(_with_rows, report.findings), _WAIVED, _KNOWN)
    datasets = (_dispute(report.datasets[0]), *report.datasets[1:])
    return replace(report, datasets=datasets, findings=tuple(sorted(found, key=gravity)))
