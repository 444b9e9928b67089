"""What became of waivers, corrections and baselines, in sentences that every format shares."""

from collections.abc import Iterable, Mapping

from compliance.model.baseline import BaselineUse
from compliance.model.correction import CorrectionState, CorrectionUse, Fact
from compliance.model.document import DocumentState, EvidenceFile
from compliance.model.finding import FindingGroup
from compliance.model.waiver import WARNING_DAYS, WaiverState, WaiverUse
from compliance.reporting.plain import cell, tail
from compliance.reporting.wording import number, plural

NAME = 60
"""Characters of an id, a person or a path in a sentence."""
_DELETE = "delete it"


def waiver_sentence(use: WaiverUse, rule_version: int | None = None) -> str:
    """Return what became of a waiver; *rule_version* is that of its rule in the run."""
    return f"Waiver {cell(use.waiver.id, NAME)} {_became(use, rule_version)}."


def _became(use: WaiverUse, rule_version: int | None) -> str:  # noqa: PLR0911 - one for each state
    waiver, records = use.waiver, use.records
    budget = plural(waiver.row_budget, "record")
    match use.state:
        case WaiverState.HOLDS if use.lapses_soon:
            return f"{_lapsing(use)}: {_will_be(records)}; renew it or mend them"
        case WaiverState.HOLDS:
            return f"accepts {number(records)} of at most {budget} and lapses on {waiver.expires}"
        case WaiverState.UNUSED:
            return f"accepts nothing, for no record needs it; {_DELETE}"
        case WaiverState.PENDING:
            return f"begins on {waiver.created}, and this run is as of {use.as_of}: {_stay(records)}"
        case WaiverState.EXPIRED:
            return f"lapsed on {waiver.expires}: {_again(records, 'renew it or mend them')}"
        case WaiverState.OVER_BUDGET:
            over = f"covers at most {budget}, and there are {number(records)}, all findings again"
            return f"{over}; mend them, or have a larger row_budget approved"
        case WaiverState.DOCUMENT_CHANGED:
            paper = _document(waiver.document, use.document)
            return f"rests on {paper}: {_again(records, 'have it approved anew')}"
        case WaiverState.RULE_CHANGED:
            read = f"version {waiver.rule_version} of {cell(waiver.rule, NAME)}, which {_now(rule_version)}"
            return f"was given for {read}: {_again(records, 'read it and approve anew')}"


def _now(rule_version: int | None) -> str:
    return "has changed since" if rule_version is None else f"is at version {rule_version} now"


def _lapsing(use: WaiverUse) -> str:
    tier = next(days for days in sorted(WARNING_DAYS) if use.days_left <= days)
    return f"lapses on {use.waiver.expires}, in {plural(use.days_left, 'day')} (within {tier})"


def _will_be(records: int) -> str:
    return f"{plural(records, 'record')} will be {'a finding' if records == 1 else 'findings'} again"


def _stay(records: int) -> str:
    if not records:
        return "no record needs it today"
    return "1 record is a finding" if records == 1 else f"{number(records)} records are findings"


def _again(records: int, remedy: str) -> str:
    if not records:
        return f"no record needs it; {_DELETE}"
    are = "record is a finding" if records == 1 else "records are findings"
    return f"{number(records)} {are} again; {remedy}"


def _document(document: EvidenceFile | None, state: DocumentState) -> str:
    said = {DocumentState.CHANGED: "has changed", DocumentState.MISSING: "is not there any more"}
    path = "a document" if document is None else tail(document.path, NAME)
    return f"{path}, which {said.get(state, 'has changed or is gone')}"


def correction_sentence(use: CorrectionUse) -> str:
    """Return what became of a correction."""
    correction = use.correction
    name = f"Correction {cell(correction.id, NAME)}"
    match use.state:
        case CorrectionState.APPLIED:
            said = f"{name} says {settings(correction.set)} of {plural(use.records, 'record')}"
            return f"{said}, by {tail(correction.document.path, NAME)}."
        case CorrectionState.UNUSED:
            return f"{name} changes nothing: no record is as its condition says, or all say so; {_DELETE}."
        case CorrectionState.PENDING:
            return f"{name} is of {correction.created}, after the day of this run: the manifest stands."
        case CorrectionState.DOCUMENT_CHANGED:
            paper = _document(correction.document, use.document)
            return f"{name} rests on {paper}: the manifest stands; look at it and state its digest anew."


def settings(stated: Mapping[str, Fact], limit: int = NAME) -> str:
    """Return what a correction says: `platform = x, commercial = true`."""
    return ", ".join(f"{column} = {fact(value, limit)}" for column, value in stated.items())


def fact(value: Fact, limit: int = NAME) -> str:
    """Return a value as reports show it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "unknown" if value is None else cell(str(value), limit)


def baseline_sentence(use: BaselineUse) -> str:
    """Return what became of a baseline in one dataset."""
    accepted = f"accepts {plural(use.records, 'record')} in {plural(use.groups, 'group')}"
    parts = [f"The baseline {tail(use.path, NAME)} {accepted}"]
    if use.grown:
        groups = "1 group counts" if use.grown == 1 else f"{number(use.grown)} groups count"
        parts.append(f"{groups} in full: there is more now, or the rule or its evidence has changed")
    if use.gone:
        entries = "1 entry is" if use.gone == 1 else f"{number(use.gone)} entries are"
        parts.append(f"{entries} needed no more: compliance baseline update")
    return "; ".join(parts) + "."


def grown_sentence(groups: Iterable[FindingGroup]) -> str:
    """`12 accepted by the baseline, 15 now`; empty for groups that the baseline does not know."""
    known = [(group.accepted, group.records) for group in groups if group.accepted is not None]
    if not known:
        return ""
    accepted, records = (sum(column) for column in zip(*known, strict=True))
    where = f" in {plural(len(known), 'group')}" if len(known) > 1 else ""
    return f"{number(accepted)} accepted by the baseline, {number(records)} now{where}"
