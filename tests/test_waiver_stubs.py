"""The waivers that the page offers, filled in and judged."""

import datetime
from pathlib import Path

import pytest

from compliance.inputs.amendments import AmendmentPaths
from compliance.inputs.discovery import find_targets
from compliance.laws import read_laws
from compliance.model.finding import Finding
from compliance.model.report import Report
from compliance.model.waiver import WaiverState
from compliance.pipeline import Request, read_datasets, run
from compliance.reporting.views.waiver import waiver

AS_OF = datetime.date(2026, 8, 22)
FILLED = {
    'reason: ""': "reason: risk_accepted",
    'explanation: ""': "explanation: known",
    'owner: ""': "owner: a@example.org",
    'approver: ""': "approver: b@example.org",
}


def judged(waivers: Path | None = None) -> Report:
    """Return the report on the sample dataset that fails, with these waivers."""
    targets = find_targets((Path("datasets/dispute"),))
    request = Request(targets, AS_OF, "compliance check", amendments=AmendmentPaths(waivers=waivers))
    return run(request, read_laws(), read_datasets(request))


def entry(report: Report, finding: Finding) -> list[str]:
    """Return the entry on a finding, filled in."""
    others = [
        other
        for other in report.findings
        if other is not finding and (other.rule, other.dataset) == (finding.rule, finding.dataset)
    ]
    lines = "\n".join(waiver(finding, 1, AS_OF, others)[1:])
    for empty, said in FILLED.items():
        lines = lines.replace(empty, said)
    return lines.splitlines()


@pytest.mark.parametrize("share", [0, 1])
def test_every_stub_holds(tmp_path: Path, share: int) -> None:
    """Each waiver that the page offers covers the records of its finding, and its budget is just enough."""
    report = judged()
    findings = report.findings[share::2]
    path = tmp_path / "waivers.yaml"
    entries = (line for finding in findings for line in entry(report, finding))
    path.write_text("\n".join(("waivers:", *entries)), encoding="utf-8")
    (dataset,) = judged(path).datasets

    assert len(dataset.waivers) == len(findings)
    assert {use.state for use in dataset.waivers} == {WaiverState.HOLDS}
    assert all(
        finding.records <= use.records <= use.waiver.row_budget
        for finding, use in zip(findings, dataset.waivers, strict=True)
    )
