"""Excuses in words: what accepts a finding, who answers for it, and until when."""

from compliance.model.excuse import ExcuseKind
from compliance.model.report import Finding, Report
from compliance.model.waiver import WaiverUse
from compliance.reporting.plain import cell, prose


class Excuses:
    """The waivers of a report by their names."""

    def __init__(self, report: Report) -> None:
        """Index the waivers once."""
        self._waivers = {
            (dataset.name, use.waiver.id): use for dataset in report.datasets for use in dataset.waivers
        }

    def waiver(self, finding: Finding) -> WaiverUse | None:
        """Return the waiver that accepts a finding, if one does and the report holds it."""
        if finding.excuse is None or finding.excuse.kind is not ExcuseKind.WAIVER:
            return None
        return self._waivers.get((finding.dataset, finding.excuse.name))

    def sentence(self, finding: Finding) -> str:
        """Return what accepts a finding, why, by whom and until when; empty where nothing does."""
        if finding.excuse is None:
            return ""
        if finding.excuse.kind is ExcuseKind.BASELINE:
            return f"Accepted by the baseline {cell(finding.excuse.name)}: it was there when that was made."
        use = self.waiver(finding)
        if use is None:
            return f"Accepted by the waiver {cell(finding.excuse.name)}."
        waiver = use.waiver
        return prose(
            f"Accepted by the waiver {waiver.id} ({waiver.reason.replace('_', ' ')}) until {use.last_day}: "
            f"{waiver.explanation} Owner: {waiver.owner}. Approved by {waiver.approver}."
        )

    def prefix(self, finding: Finding) -> str:
        """Return the same in two words, to stand before a message; empty where nothing accepts it."""
        if finding.excuse is None:
            return ""
        return f"Accepted ({finding.excuse.kind} {cell(finding.excuse.name)}): "
