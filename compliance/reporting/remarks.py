"""What a report says of all its waivers, corrections and baselines, and who accepted which finding."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from compliance.model.correction import CorrectionState
from compliance.model.excuse import ExcuseKind
from compliance.model.finding import Finding
from compliance.model.report import DatasetReport, Report
from compliance.model.waiver import WaiverState, WaiverUse
from compliance.reporting.excuses import NAME, baseline_sentence, correction_sentence, waiver_sentence
from compliance.reporting.plain import cell, tail
from compliance.reporting.wording import number, plural

URGENT, SOON, IDLE = 0, 1, 2
_SAID = {ExcuseKind.WAIVER: "waived", ExcuseKind.BASELINE: "in the baseline"}


@dataclass(frozen=True)
class Remark:
    """What somebody should know of a waiver, a correction or a baseline, and where it is written."""

    kind: str
    """waiver, correction or baseline."""
    state: str
    """The state of its use; lapses_soon of a waiver that holds; grown or gone of a baseline."""
    dataset: str
    path: str
    line: int
    text: str
    """One sentence."""
    urgency: int
    """URGENT where records are findings for it, SOON where they will be, IDLE where nothing hangs on it."""

    @property
    def place(self) -> str:
        """`path:line`."""
        return f"{tail(self.path, NAME)}:{self.line}"


def remarks(report: Report) -> tuple[Remark, ...]:
    """Return all that calls for somebody, the most urgent first; what holds and is used does not."""
    versions = {rule.id: rule.version for rule in report.rules}
    found = (remark for dataset in report.datasets for remark in _remarks(dataset, versions))
    return tuple(sorted(found, key=lambda remark: remark.urgency))


def _remarks(dataset: DatasetReport, versions: Mapping[str, int]) -> Iterator[Remark]:
    def remark(kind: str, state: str, place: tuple[str, int], text: str, urgency: int) -> Remark:
        return Remark(kind, state, dataset.name, *place, text, urgency)

    for waiver in sorted(dataset.waivers, key=lambda use: use.days_left):
        if waiver.state is not WaiverState.HOLDS or waiver.lapses_soon:
            state = "lapses_soon" if waiver.lapses_soon else waiver.state
            urgency = URGENT if waiver.has_lapsed else SOON if waiver.lapses_soon else IDLE
            text = waiver_sentence(waiver, versions.get(waiver.waiver.rule))
            yield remark("waiver", state, (waiver.anchor.path, waiver.anchor.line), text, urgency)
    for use in dataset.corrections:
        if use.state is not CorrectionState.APPLIED:
            urgency = URGENT if use.state is CorrectionState.DOCUMENT_CHANGED else IDLE
            place = use.anchor.path, use.anchor.line
            yield remark("correction", use.state, place, correction_sentence(use), urgency)
    baseline = dataset.baseline
    if baseline is not None and (baseline.grown or baseline.gone):
        state, urgency = ("grown", URGENT) if baseline.grown else ("gone", IDLE)
        yield remark("baseline", state, (baseline.path, 1), baseline_sentence(baseline), urgency)


def excused(report: Report) -> str:
    """`120 records waived, 40 in the baseline`; empty when nothing is accepted.

    Records that several rules find are counted once for each, and then it says *verdicts*.
    """
    parts: list[str] = []
    before = ""
    for kind, said in _SAID.items():
        found = [each for each in report.findings if each.excuse is not None and each.excuse.kind is kind]
        if not found:
            continue
        rules = {(each.dataset, each.rule) for each in found}
        noun = "record" if len(rules) == len({dataset for dataset, _ in rules}) else "verdict"
        records = sum(each.records for each in found)
        parts.append(f"{number(records) if noun == before else plural(records, noun)} {said}")
        before = noun
    return ", ".join(parts)


def in_force(report: Report) -> str:
    """`2 waivers, the next lapses on 2027-01-14`; empty when none holds."""
    uses = (use for dataset in report.datasets for use in dataset.waivers)
    ends = [use.waiver.expires for use in uses if use.state is WaiverState.HOLDS]
    if not ends:
        return ""
    if len(ends) == 1:
        return f"1 waiver, which lapses on {ends[0]}"
    return f"{plural(len(ends), 'waiver')}, the next lapses on {min(ends)}"


class Acceptances:
    """Who accepted which finding of a report."""

    def __init__(self, report: Report) -> None:
        """Index the waivers of the report once."""
        self._uses = {
            (dataset.name, use.waiver.id): use for dataset in report.datasets for use in dataset.waivers
        }

    def waiver(self, finding: Finding) -> WaiverUse | None:
        """Return the waiver that accepts a finding, if one does and the report holds it."""
        if finding.excuse is None or finding.excuse.kind is not ExcuseKind.WAIVER:
            return None
        return self._uses.get((finding.dataset, finding.excuse.name))

    def sentence(self, finding: Finding) -> str:
        """Return who accepted a finding and until when; empty for one that counts."""
        if finding.excuse is None:
            return ""
        if finding.excuse.kind is ExcuseKind.BASELINE:
            return f"in the baseline {tail(finding.excuse.name, NAME)}"
        use = self.waiver(finding)
        said = f"waived by {cell(finding.excuse.name, NAME)}"
        return said if use is None else f"{said} until {use.last_day}, {_approval(use)}"

    def in_brief(self, finding: Finding) -> str:
        """`by w3 until 2027-01-13`; empty for what no waiver accepted."""
        if finding.excuse is None or finding.excuse.kind is ExcuseKind.BASELINE:
            return ""
        use = self._uses.get((finding.dataset, finding.excuse.name))
        until = "" if use is None else f" until {use.last_day}"
        return f"by {tail(finding.excuse.name, NAME)}{until}"


def _approval(use: WaiverUse) -> str:
    reason = use.waiver.reason.replace("_", " ")
    return f"{reason}, accepted by {cell(use.waiver.approver, NAME)}"
