"""Data licensing: may we hold and train on each record, under which terms, on which day.

The program in one line: `compliance.audit("manifest.parquet", as_of=date(2026, 8, 22))`
returns a `Report`, which `compliance.reporting` writes down.
"""

import datetime
from collections.abc import Iterable
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.version import VERSION

if TYPE_CHECKING:
    from compliance.model.report import Report
    from compliance.profile import Engine

__all__ = ["audit"]
__version__ = VERSION


def audit(  # noqa: PLR0913 - what is audited, by which files, as of when
    *paths: str | PathLike[str],
    as_of: datetime.date,
    card: str | PathLike[str] | None = None,
    grants: str | PathLike[str] | None = None,
    rules: Iterable[str | PathLike[str]] = (),
    waivers: str | PathLike[str] | None = None,
    corrections: str | PathLike[str] | None = None,
    baseline: str | PathLike[str] | None = None,
    engine: "Engine | None" = None,
) -> "Report":
    """Return the report on the datasets at *paths*, judged by the shipped rules and those in folders *rules*.

    A path is a card, a manifest (file, glob, folder or URL) or a folder of cards.
    The register, waivers, corrections and the baseline are the nearest ones, unless given.
    The scan runs in this process unless *engine* is another, such as
    `compliance.profile.SparkEngine(session)`.
    Raises UsageError and ConfigurationError; a manifest file that cannot be
    read is in the report instead.
    """
    from compliance.caching import cache_folder  # noqa: PLC0415 - `import compliance` stays cheap
    from compliance.inputs.amendments import AmendmentPaths  # noqa: PLC0415 - likewise
    from compliance.inputs.discovery import find_targets  # noqa: PLC0415 - likewise
    from compliance.inputs.project import project_root  # noqa: PLC0415 - likewise
    from compliance.laws import read_laws  # noqa: PLC0415 - likewise
    from compliance.model.arguments import Arguments  # noqa: PLC0415 - likewise
    from compliance.pipeline import Request, read_datasets, run  # noqa: PLC0415 - likewise
    from compliance.profile import Means  # noqa: PLC0415 - likewise
    from compliance.storage import Url, read_place  # noqa: PLC0415 - likewise

    places = tuple(read_place(fspath(path)) for path in paths)
    shown = tuple(str(place) if isinstance(place, Url) else place.as_posix() for place in places)
    arguments = Arguments(
        paths=shown,
        card=_posix(card),
        rules=tuple(Path(folder).as_posix() for folder in rules),
        grants=_posix(grants),
        waivers=_posix(waivers),
        corrections=_posix(corrections),
        baseline=_posix(baseline),
    )
    request = Request(
        targets=find_targets(places, _path(card)),
        as_of=as_of,
        command=arguments.call(as_of),
        rules=tuple(map(Path, arguments.rules)),
        register=_path(grants),
        amendments=AmendmentPaths(_path(waivers), _path(corrections), _path(baseline)),
        project=project_root(Path()),
        arguments=arguments,
    )
    means = None if engine is None else Means(engine)
    laws = read_laws(request.rules, cache_folder())
    return run(request, laws, read_datasets(request), means)


def _path(path: str | PathLike[str] | None) -> Path | None:
    return None if path is None else Path(path)


def _posix(path: str | PathLike[str] | None) -> str | None:
    return None if path is None else Path(path).as_posix()
