"""Claims: which name of the reference data means what, so that none means two things."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from compliance.errors import Problem
from compliance.inputs.yaml_file import Location, YamlFile
from compliance.model.license import LicenseReading, LicenseStatus
from compliance.model.license_names import name_key
from compliance.model.platform import HostKind, Platform
from compliance.model.reference import (
    ArchiveHosts,
    KnownDatasets,
    KnownModels,
    Licenses,
)
from compliance.model.spelling import dataset_key, model_key

_HOST = re.compile(r"[^\s/:@?#]+\.[^\s/:@?#.]+")
_LICENSE_REF = re.compile(r"LicenseRef-[A-Za-z0-9.-]+")


@dataclass(frozen=True)
class Claim:
    """A name in a file, and the row that it names."""

    kind: str
    """platform, host, licence, dataset or model."""
    name: str
    key: str
    """What two spellings of the name have in common."""
    file: YamlFile
    location: Location
    row: Location
    id: str
    """Id of the row."""

    @property
    def place(self) -> str:
        """File and line, for a reader to go to."""
        found = self.file.problem(self.location, "")
        return f"{found.path}:{found.line}"

    def problem(self, text: str) -> Problem:
        """Return a problem at the name."""
        return self.file.problem(self.location, text)


def platform_claims(file: YamlFile, platform: Platform) -> Iterator[Claim]:
    """Yield id, name, aliases and hosts of a platform."""
    names: list[tuple[str, Location]] = [(platform.id, ("id",)), (platform.name, ("name",))]
    names += [(alias, ("aliases", index)) for index, alias in enumerate(platform.aliases)]
    for name, location in names:
        yield Claim("platform", name, name.lower(), file, location, (), platform.id)
    for kind in HostKind:
        for index, host in enumerate(getattr(platform.domains, kind)):
            yield Claim("host", host, host.lower(), file, ("domains", kind.value, index), (), platform.id)


def license_claims(file: YamlFile, licenses: Licenses) -> Iterator[Claim]:
    """Yield the id and the names of every licence."""
    for row, rights in enumerate(licenses.licenses):
        at: Location = ("licenses", row)
        yield Claim("licence", rights.id, name_key(rights.id), file, (*at, "id"), at, rights.id)
        for index, name in enumerate(rights.names):
            yield Claim("licence", name, name_key(name), file, (*at, "names", index), at, rights.id)


def dataset_claims(file: YamlFile, known: KnownDatasets) -> Iterator[Claim]:
    """Yield the id and the names of every known dataset."""
    for row, dataset in enumerate(known.datasets):
        at: Location = ("datasets", row)
        yield Claim("dataset", dataset.id, dataset_key(dataset.id), file, (*at, "id"), at, dataset.id)
        for index, name in enumerate(dataset.names):
            yield Claim("dataset", name, dataset_key(name), file, (*at, "names", index), at, dataset.id)


def archive_claims(file: YamlFile, archives: ArchiveHosts) -> Iterator[Claim]:
    """Yield every archive host."""
    for row, archive in enumerate(archives.archives):
        at: Location = ("archives", row)
        yield Claim("host", archive.host, archive.host.lower(), file, (*at, "host"), at, archive.host)


def model_claims(file: YamlFile, known: KnownModels) -> Iterator[Claim]:
    """Yield every name and family of the models."""
    for row, model in enumerate(known.models):
        at: Location = ("models", row)
        for key in ("names", "families"):
            for index, name in enumerate(getattr(model, key)):
                yield Claim("model", name, model_key(name), file, (*at, key, index), at, model.id)


def contested(shipped: Iterable[Claim], own: Iterable[Claim]) -> list[Problem]:
    """Return a problem for each name that two rows claim, and each of a team's hosts that is none.

    A team's host below a shipped one would take records from a shipped
    platform, so it is contested too.
    """
    problems: list[Problem] = []
    held: dict[tuple[str, str], Claim] = {}
    for claim in shipped:
        _hold(claim, held, problems)
    ours = dict(held)
    for claim in own:
        if claim.kind == "host" and not (_HOST.fullmatch(claim.name) and claim.name == claim.key):
            problems.append(claim.problem(f"{claim.name!r} is no host; write it as in `example.org`"))
        elif not _hold(claim, held, problems) and (above := _above(claim, ours)):
            text = f"the host {claim.name} lies below {above.name}, which {above.place} has already"
            problems.append(claim.problem(f"{text}; its records would lose the terms given there"))
    return problems


def misread(own: Iterable[Claim], reads: Callable[[str], LicenseReading]) -> list[Problem]:
    """Return a problem for each name of a team's licence that has a meaning without it.

    *reads* reads a written licence by what is shipped.
    """
    problems = []
    for claim in own:
        if claim.kind == "licence":
            reading = reads(claim.name)
            if claim.location[-1] == "id":
                text = _fault_of_id(claim.id, reading)
            else:
                text = _fault_of_name(claim, reading)
            problems += [claim.problem(text)] if text else []
    return problems


def _fault_of_id(id_: str, reading: LicenseReading) -> str:
    if reading.expression == id_ or _LICENSE_REF.fullmatch(id_):
        return ""
    return f"{id_!r} is no SPDX id; call a licence that SPDX does not list `LicenseRef-` and its name"


def _fault_of_name(claim: Claim, reading: LicenseReading) -> str:
    if reading.status is LicenseStatus.UNRECOGNISED or reading.expression == claim.id:
        return ""
    return f"{claim.name!r} is read as {reading.expression} already; a licence keeps its meaning"


def _hold(claim: Claim, held: dict[tuple[str, str], Claim], problems: list[Problem]) -> bool:
    """Record the claim, or the problem with it; tell whether there was one."""
    first = held.setdefault((claim.kind, claim.key), claim)
    if first.file is claim.file and first.row == claim.row:
        return False
    text = f"the {claim.kind} {claim.name!r} is given already, in {first.place}"
    problems.append(claim.problem(f"{text}; own reference data adds to ours and never replaces it"))
    return True


def _above(claim: Claim, held: dict[tuple[str, str], Claim]) -> Claim | None:
    """Return the claim of the nearest host above the one claimed."""
    labels = claim.key.split(".")
    parents = (".".join(labels[start:]) for start in range(1, len(labels)))
    return next((held[claim.kind, parent] for parent in parents if (claim.kind, parent) in held), None)
