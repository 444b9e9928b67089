"""Waivers, corrections and the baseline: what a team answers for, and what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compliance.model.correction import CorrectionState, CorrectionUse, Replaced
from compliance.model.document import DocumentState, EvidenceFile
from compliance.model.report import DatasetReport, Report
from compliance.model.waiver import WaiverState, WaiverUse
from compliance.reporting.excuses import correction_sentence, fact, settings, waiver_sentence
from compliance.reporting.plain import cell, prose, tail
from compliance.reporting.say import say
from compliance.reporting.views.caps import Caps, chosen, cut
from compliance.reporting.views.coverage import IN_JSON
from compliance.reporting.wording import number, plural

_WAIVERS = (
    *(WaiverState.EXPIRED, WaiverState.OVER_BUDGET, WaiverState.DOCUMENT_CHANGED, WaiverState.RULE_CHANGED),
    *(WaiverState.PENDING, WaiverState.HOLDS, WaiverState.UNUSED),
)
"""In the order of the page: what calls for somebody comes first, what nobody needs last."""


@dataclass(frozen=True)
class PaperView:
    """A document, its digest, and whether it still has that."""

    path: str
    sha256: str
    state: str


@dataclass(frozen=True)
class WaiverLine:
    """One waiver."""

    id: str
    rule: str
    where: str
    place: str
    state: str
    said: str
    calls: bool
    """Whether its records are findings again."""
    records: str
    reason: str
    explanation: str
    owner: str
    approver: str
    created: str
    expires: str
    left: str
    paper: PaperView | None


@dataclass(frozen=True)
class CorrectionLine:
    """One correction."""

    id: str
    where: str
    place: str
    state: str
    said: str
    calls: bool
    """Whether the manifest stands although somebody corrected it."""
    settings: str
    records: str
    replaced: tuple[str, ...]
    explanation: str
    owner: str
    created: str
    paper: PaperView


@dataclass(frozen=True)
class BaselineLine:
    """The baseline in one dataset."""

    path: str
    dataset: str
    groups: str
    records: str
    grown: str
    gone: str
    calls: bool
    """Whether groups have grown."""


@dataclass(frozen=True)
class AmendmentsView:
    """All of them, and how many are not shown."""

    waivers: tuple[WaiverLine, ...]
    waivers_cut: str
    corrections: tuple[CorrectionLine, ...]
    corrections_cut: str
    baselines: tuple[BaselineLine, ...]
    baselines_cut: str

    @property
    def any(self) -> bool:
        """Whether there is one of any kind."""
        return bool(self.waivers or self.corrections or self.baselines)


def amendments(report: Report, caps: Caps) -> AmendmentsView:
    """Return the amendments of every dataset, each kind at most as long as a ledger."""
    versions = {rule.id: rule.version for rule in report.rules}
    waivers = [use for dataset in report.datasets for use in dataset.waivers]
    corrections = [use for dataset in report.datasets for use in dataset.corrections]
    baselines = [line for dataset in report.datasets for line in _baseline(dataset, caps)]
    first = chosen(waivers, caps.lines, lambda use: use.has_lapsed or use.lapses_soon)
    shown = chosen(corrections, caps.lines, _calls)
    return AmendmentsView(
        waivers=tuple(
            _waiver(use, versions.get(use.waiver.rule), caps)
            for use in sorted(first, key=lambda use: (_WAIVERS.index(use.state), use.days_left))
        ),
        waivers_cut=cut(len(first), len(waivers), say("cut.waivers"), IN_JSON),
        corrections=tuple(_correction(use, caps) for use in shown),
        corrections_cut=cut(len(shown), len(corrections), say("cut.corrections"), IN_JSON),
        baselines=tuple(baselines[: caps.lines]),
        baselines_cut=cut(min(len(baselines), caps.lines), len(baselines), say("cut.datasets"), IN_JSON),
    )


def _waiver(use: WaiverUse, version: int | None, caps: Caps) -> WaiverLine:
    waiver = use.waiver
    left = plural(use.days_left, "day") if use.state is WaiverState.HOLDS else ""
    return WaiverLine(
        id=cell(waiver.id, caps.cell),
        rule=cell(waiver.rule, caps.cell),
        where=prose(waiver.where, caps.cell),
        place=f"{tail(use.anchor.path, caps.cell)}:{use.anchor.line}",
        state=say("amendments.lapses_soon") if use.lapses_soon else say(f"amendments.{use.state}"),
        said=prose(waiver_sentence(use, version), caps.prose),
        calls=use.has_lapsed,
        records=say("amendments.budget", records=number(use.records), budget=number(waiver.row_budget)),
        reason=say(f"reason.{waiver.reason}"),
        explanation=prose(waiver.explanation, caps.prose // 3),
        owner=cell(waiver.owner, caps.cell),
        approver=cell(waiver.approver, caps.cell),
        created=str(waiver.created),
        expires=str(waiver.expires),
        left=left,
        paper=None if waiver.document is None else _paper(waiver.document, use.document, caps),
    )


def _calls(use: CorrectionUse) -> bool:
    return use.state is CorrectionState.DOCUMENT_CHANGED


def _correction(use: CorrectionUse, caps: Caps) -> CorrectionLine:
    correction = use.correction
    return CorrectionLine(
        id=cell(correction.id, caps.cell),
        where=prose(correction.where, caps.cell),
        place=f"{tail(use.anchor.path, caps.cell)}:{use.anchor.line}",
        state=say(f"amendments.{use.state}"),
        said=prose(correction_sentence(use), caps.prose),
        calls=_calls(use),
        settings=prose(settings(correction.set, caps.cell // 2), caps.prose // 3),
        records=number(use.records),
        replaced=tuple(_replaced(use.replaced[: caps.exemplars], caps)),
        explanation=prose(correction.explanation, caps.prose // 3),
        owner=cell(correction.owner, caps.cell),
        created=str(correction.created),
        paper=_paper(correction.document, use.document, caps),
    )


def _replaced(values: Sequence[Replaced], caps: Caps) -> Iterator[str]:
    for each in values:
        said = f"{each.column} = {fact(each.value, caps.cell // 2)}"
        yield say("amendments.was", said=cell(said, caps.cell), records=number(each.records))


def _paper(document: EvidenceFile, state: DocumentState, caps: Caps) -> PaperView:
    return PaperView(tail(document.path, caps.cell), cell(document.sha256, 64), say(f"paper.{state}"))


def _baseline(dataset: DatasetReport, caps: Caps) -> Iterator[BaselineLine]:
    use = dataset.baseline
    if use is not None:
        yield BaselineLine(
            path=tail(use.path, caps.cell),
            dataset=cell(dataset.name, caps.cell),
            groups=number(use.groups),
            records=number(use.records),
            grown=number(use.grown),
            gone=number(use.gone),
            calls=use.grown > 0,
        )
