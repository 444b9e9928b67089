"""Generated waivers and corrections: such as a file could hold, hostile in their texts."""

import datetime

from hypothesis import strategies as st

from compliance.model.anchor import Anchor
from compliance.model.correction import Correction, CorrectionState, CorrectionUse, Replaced
from compliance.model.document import DocumentState, EvidenceFile
from compliance.model.waiver import Waiver, WaiverReason, WaiverState, WaiverUse
from tests.reporting.generated_texts import DAYS, NUMBERS, TEXTS

READ = TEXTS.map(lambda text: text.encode(errors="ignore").decode())
"""Texts from a file, which is UTF-8."""
SAID = READ.filter(str.strip)
PAPERS = st.builds(EvidenceFile, path=READ, sha256=st.just("ab" * 32))
ANCHORS = st.builds(Anchor, TEXTS, st.integers(1, 10**6), st.integers(1, 200))
CONDITIONS = READ | st.sampled_from(
    ("record.id = 'a''b'", "record.creator IN ('x', 'y", "platform.id = 'x'", "record.name = '" + "z" * 5_000)
)
COLUMNS = st.sampled_from(("id", "url", "creator", "license", "commercial"))
LOOKED_AT = st.sampled_from((DocumentState.SAME, DocumentState.CHANGED, DocumentState.MISSING))


@st.composite
def waiver_uses(draw: st.DrawFn, dataset: str, as_of: datetime.date) -> WaiverUse:
    """Return a waiver of a dataset, in any state."""
    created = draw(DAYS)
    waiver = Waiver(
        id=draw(SAID),
        rule=draw(READ),
        rule_version=draw(st.integers(1, 9)),
        dataset=dataset,
        where=draw(CONDITIONS),
        reason=draw(st.sampled_from(WaiverReason)),
        explanation=draw(SAID),
        owner=draw(SAID),
        approver=draw(SAID),
        created=created,
        expires=created + datetime.timedelta(days=draw(st.integers(1, 900))),
        row_budget=draw(st.integers(1, 10**9)),
        document=draw(PAPERS),
    )
    if draw(st.booleans()):
        waiver = waiver.model_copy(update={"document": None, "reason": WaiverReason.RISK_ACCEPTED})
    looked_at = DocumentState.NONE_NAMED if waiver.document is None else draw(LOOKED_AT)
    state, records = draw(st.sampled_from(WaiverState)), draw(NUMBERS)
    return WaiverUse(waiver, draw(ANCHORS), state, records, as_of, looked_at)


@st.composite
def correction_uses(draw: st.DrawFn, dataset: str) -> CorrectionUse:
    """Return a correction of a dataset, in any state."""
    facts = st.none() | st.booleans() | DAYS | READ
    correction = Correction(
        id=draw(SAID),
        dataset=dataset,
        where=draw(CONDITIONS),
        set=draw(st.dictionaries(COLUMNS, facts, min_size=1, max_size=3)),
        explanation=draw(SAID),
        owner=draw(SAID),
        created=draw(DAYS),
        document=draw(PAPERS),
    )
    replaced = st.lists(st.builds(Replaced, COLUMNS, st.none() | TEXTS, NUMBERS), max_size=2).map(tuple)
    state, records = draw(st.sampled_from(CorrectionState)), draw(NUMBERS)
    return CorrectionUse(correction, draw(ANCHORS), state, records, draw(replaced), draw(LOOKED_AT))
