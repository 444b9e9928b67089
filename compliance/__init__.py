"""Data licensing: may we hold and train on each record, under which terms, on which day.

The program in one line: `compliance.audit("manifest.parquet", as_of=date(2026, 8, 22))`
returns a `Report`, which `compliance.reporting` writes down.
"""

import datetime
from collections.abc import Iterable, Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance.version import VERSION

if TYPE_CHECKING:
    from compliance.model.report import Report
    from compliance.pipeline import Request
    from compliance.profile import Engine

Named = str | PathLike[str]

__all__ = ["audit"]
__version__ = VERSION


def audit(  # noqa: PLR0913 - what is audited, by which files, as of when
    *paths: Named,
    as_of: datetime.date,
    card: Named | None = None,
    grants: Named | None = None,
    rules: Iterable[Named] = (),
    waivers: Named | None = None,
    corrections: Named | None = None,
    baseline: Named | None = None,
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
    from compliance.laws import read_laws  # noqa: PLC0415 - likewise
    from compliance.pipeline import read_datasets, run  # noqa: PLC0415 - likewise
    from compliance.profile import Means  # noqa: PLC0415 - likewise

    amended = {"waivers": waivers, "corrections": corrections, "baseline": baseline}
    files = {"card": card, "grants": grants, **amended}
    given = {name: Path(path) for name, path in files.items() if path is not None}
    request = _request(paths, as_of, tuple(map(Path, rules)), given)
    means = None if engine is None else Means(engine)
    laws = read_laws(request.rules, cache_folder())
    return run(request, laws, read_datasets(request), means)


def _request(
    paths: Iterable[Named], as_of: datetime.date, rules: tuple[Path, ...], given: Mapping[str, Path]
) -> "Request":
    from compliance.inputs.amendments import AmendmentPaths  # noqa: PLC0415 - `import compliance` stays cheap
    from compliance.inputs.discovery import find_targets  # noqa: PLC0415 - likewise
    from compliance.inputs.project import project_root  # noqa: PLC0415 - likewise
    from compliance.model.arguments import Arguments  # noqa: PLC0415 - likewise
    from compliance.pipeline import Request  # noqa: PLC0415 - likewise
    from compliance.storage import Url, read_place  # noqa: PLC0415 - likewise

    places = tuple(read_place(fspath(path)) for path in paths)
    shown = tuple(str(place) if isinstance(place, Url) else place.as_posix() for place in places)
    named: dict[str, Any] = {name: path.as_posix() for name, path in given.items()}
    arguments = Arguments(paths=shown, rules=tuple(folder.as_posix() for folder in rules), **named)
    return Request(
        targets=find_targets(places, given.get("card")),
        as_of=as_of,
        command=arguments.call(as_of),
        rules=rules,
        register=given.get("grants"),
        amendments=AmendmentPaths(given.get("waivers"), given.get("corrections"), given.get("baseline")),
        project=project_root(Path()),
        arguments=arguments,
    )
