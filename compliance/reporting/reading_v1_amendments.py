"""From json-v1 back to a report: waivers, corrections and the baseline of a dataset."""

from collections.abc import Iterator
from datetime import date

from compliance.model.anchor import Anchor
from compliance.model.baseline import BaselineUse
from compliance.model.correction import Correction, CorrectionState, CorrectionUse, Fact, Replaced
from compliance.model.document import DocumentState, EvidenceFile
from compliance.model.waiver import Waiver, WaiverReason, WaiverState, WaiverUse
from compliance.reporting import contract_v1 as v1
from compliance.reporting import contract_v1_amendments as amendments


def stray_excuses(given: v1.Dataset) -> Iterator[str]:
    """Yield that a finding is accepted by what the dataset does not hold, or what does not hold."""
    holding = {("waiver", waiver.id) for waiver in given.waivers if waiver.state == "holds"}
    if given.baseline is not None:
        holding.add(("baseline", given.baseline.path))
    excuses = {(found.excuse.kind, found.excuse.name) for found in given.findings if found.excuse is not None}
    if not excuses <= holding:
        yield "a finding is accepted by nothing that holds"


def read_waiver(given: amendments.Waiver, as_of: date) -> WaiverUse:
    """Return the use of a waiver on a day. Raises ValueError for one that no file can hold."""
    stated = given.model_dump(exclude={"reason", "document", "place", "state", "records", "days_left"})
    waiver = Waiver(**stated, reason=WaiverReason(given.reason), document=_paper(given.document))
    state = WaiverState(given.state)
    return WaiverUse(waiver, _anchor(given.place), state, given.records, as_of, _looked_at(given.document))


def read_correction(given: amendments.Correction) -> CorrectionUse:
    """Return the use of a correction. Raises ValueError for one that no file can hold."""
    stated = given.model_dump(include={"id", "dataset", "where", "explanation", "owner", "created"})
    settings = {each.column: _fact(each) for each in given.set}
    document = EvidenceFile(**given.document.model_dump(exclude={"state"}))
    return CorrectionUse(
        Correction(**stated, set=settings, document=document),
        _anchor(given.place),
        CorrectionState(given.state),
        given.records,
        tuple(Replaced(**each.model_dump()) for each in given.replaced),
        _looked_at(given.document),
    )


def read_baseline(given: amendments.Baseline | None) -> BaselineUse | None:
    """Return what became of the baseline, if there is one."""
    return None if given is None else BaselineUse(**given.model_dump())


def _fact(given: amendments.Setting) -> Fact:
    match given.type:
        case "text":
            return given.value
        case "boolean":
            return given.value == "true"
        case "date":
            return date.fromisoformat(given.value or "")
        case "unknown":
            return None


def _paper(given: amendments.Paper | None) -> EvidenceFile | None:
    return None if given is None else EvidenceFile(**given.model_dump(exclude={"state"}))


def _looked_at(given: amendments.Paper | None) -> DocumentState:
    return DocumentState.NONE_NAMED if given is None else DocumentState(given.state)


def _anchor(given: amendments.Place) -> Anchor:
    return Anchor(**given.model_dump())
