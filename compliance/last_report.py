"""The report of the run before: the answer, as long as nothing that it rests on has changed.

What makes a report is not needed to recall one, and none of it is loaded here.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from compliance.caching import REPORTS, Kept
from compliance.inputs.law_files import law_places, law_state
from compliance.model.manifest import Dataset
from compliance.model.redaction import Redaction
from compliance.model.report import Report
from compliance.request import Request

if TYPE_CHECKING:
    from compliance.profile import Cache

_JUDGES = ("duckdb", "license-expression", "pyarrow", "pyspark")
"""The libraries that decide what a report says, beside those that read its laws."""


@dataclass(frozen=True)
class LastReport:
    """The report that was made last for a request, if there is a cache and nothing in it can be stale."""

    kept: Kept[Report] | None = None
    state: bytes = b""
    """A digest of all that the report follows from."""

    def recall(self) -> Report | None:
        """Return the report if the same would be made again."""
        return None if self.kept is None else self.kept.recall(self.state)

    def keep(self, report: Report, cache: "Cache | None") -> None:
        """Keep a report in the *cache*, unless some input could not be read: it may be readable next time."""
        is_complete = all(file.problem is None for dataset in report.datasets for file in dataset.coverage)
        if self.kept is not None and cache is not None and is_complete:
            self.kept.keep(self.state, report)
            cache.trim()


def last_report(
    request: Request, datasets: Sequence[Dataset], redaction: Redaction, engine: str, cache: Path | None
) -> LastReport:
    """Return what the folder *cache* has for the request. Raises ConfigurationError.

    What is to be withheld is not kept: reports of each *redaction* stand apart. A run that
    writes or draws rows has to find them. A remote manifest is known by its footer only,
    and may be out of reach for a moment: reports on one are never kept.
    """
    laws = law_state(law_places(request.rules))
    files = [file for dataset in datasets for file in dataset.files]
    if (
        cache is None
        or request.lists
        or request.sample is not None
        or laws is None
        or any(file.input.digest_of != "content" for file in files)
    ):
        return LastReport()
    asked = (request.base.resolve(), request.targets, request.rules, request.register, request.amendments)
    name = hashlib.sha256(repr((*asked, redaction)).encode()).hexdigest()
    path = cache / REPORTS / name[:2] / f"{name}.json"
    made_from = (
        *(laws, redaction, engine, *_versions()),
        *(request, *((dataset.name, dataset.card_path, dataset.inputs) for dataset in datasets)),
        *((file.path, file.bindings, file.partitions, file.input, file.pointer) for file in files),
    )
    state = hashlib.sha256(repr(made_from).encode()).digest()
    return LastReport(Kept(path, lambda: TypeAdapter(Report)), state)


def _versions() -> Iterator[str | None]:
    for name in _JUDGES:
        try:
            yield version(name)
        except PackageNotFoundError:  # an extra
            yield None
