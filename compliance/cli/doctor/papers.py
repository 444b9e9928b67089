"""Registers and waivers as `compliance doctor` looks at them: what has ended, and which papers are gone."""

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from compliance.cli.doctor.remark import Remark, fine, warning
from compliance.inputs.documents import look_at_document
from compliance.model.document import DocumentState, EvidenceFile
from compliance.model.grant import Grant, Register
from compliance.model.manifest import Dataset
from compliance.reporting.wording import plural

_SOON = datetime.timedelta(days=30)
_SHOWN = 5
_STATES = {DocumentState.CHANGED: "has another digest than is written", DocumentState.MISSING: "is not there"}


def look_at_registers(datasets: Iterable[Dataset], day: datetime.date) -> Iterator[Remark]:
    """Yield what is to be done about the registers, each looked at once."""
    found = {dataset.register_path: dataset.register for dataset in datasets}
    for path, register in found.items():
        if path is None or register is None:
            text = "there is none, so rules that ask for a grant are unproven"
            yield warning("register", text, "list what you hold in grants.yaml (docs/guide/grants.md)")
        else:
            yield fine(path, plural(len(register.grants), "grant"))
            yield from _dates(path, register, day)
            yield from _papers(path, register)


def look_at_waivers(datasets: Iterable[Dataset], day: datetime.date) -> Iterator[Remark]:
    """Yield waivers that hold no longer, and those whose papers changed."""
    stated = [waiver for dataset in datasets for waiver in dataset.amendments.waivers]
    ended = [each.waiver.id for each in stated if each.waiver.expires <= day]
    if ended:
        yield warning("waivers", f"these hold no longer: {_listed(ended)}", "decide anew, or take them out")
    for each in stated:
        if each.document in _STATES and each.waiver.document is not None:
            text = f"the document of {each.waiver.id}, {each.waiver.document.path}, {_STATES[each.document]}"
            yield warning("waivers", text, "put the paper back, or waive anew with the one that holds")


def _dates(path: str, register: Register, day: datetime.date) -> Iterator[Remark]:
    ends = {grant.id: end for grant in register.grants if (end := _end(grant)) is not None}
    ended = [id_ for id_, end in ends.items() if end <= day]
    soon = [f"{id_} on {end}" for id_, end in ends.items() if day < end <= day + _SOON]
    overdue = [
        grant.id for grant in register.grants if grant.next_review is not None and grant.next_review < day
    ]
    if ended:
        remedy = "renew what is still used; leave the others, which cover the records of their time"
        yield warning(path, f"these grants have ended: {_listed(ended)}", remedy)
    if soon:
        yield warning(path, f"these grants end within 30 days: {_listed(soon)}", "renew them")
    if overdue:
        yield warning(path, f"these grants were to be reviewed by now: {_listed(overdue)}", "review them")


def _end(grant: Grant) -> datetime.date | None:
    """Return the first day on which a grant is not in force any more."""
    after_payment = grant.paid_through + datetime.timedelta(days=1) if grant.paid_through else None
    return min(filter(None, (grant.valid_to, grant.terminated_on, after_payment)), default=None)


def _papers(path: str, register: Register) -> Iterator[Remark]:
    place = Path(path)
    folder = place if place.is_dir() else place.parent
    for grant in register.grants:
        if grant.document is not None and (said := _said(grant.document, folder)):
            remedy = "put the paper there, or correct `document:` (sha256sum gives the digest)"
            yield warning(path, f"the document of {grant.id}, {grant.document.path}, {said}", remedy)


def _said(document: EvidenceFile, folder: Path) -> str:
    """Return what is wrong with a paper; nothing outside of the register's folder is opened."""
    parts = PurePosixPath(document.path)
    if parts.is_absolute() or ".." in parts.parts:
        return "lies outside of the folder of the register"
    state, _ = look_at_document(document, folder, "")
    return _STATES.get(state, "")


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
