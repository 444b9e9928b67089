"""Data licensing: may we hold and train on each record, under which terms, on which day.

The program in one line: `compliance.audit("manifest.parquet", as_of=date(2026, 8, 22))`
returns a `Report`, which `compliance.reporting` writes down.
"""

import datetime
from collections.abc import Iterable
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compliance.version import VERSION

if TYPE_CHECKING:
    from compliance.model.report import Report
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
    `compliance.profile.SparkEngine(session)`. Profiles are kept where the environment says.
    Raises UsageError and ConfigurationError; a manifest file that cannot be
    read is in the report instead.
    """
    from compliance.asking import answer, request_for, shown  # noqa: PLC0415 - `import compliance` stays cheap
    from compliance.model.arguments import Arguments  # noqa: PLC0415 - likewise
    from compliance.storage import read_place  # noqa: PLC0415 - likewise

    places = tuple(read_place(fspath(path)) for path in paths)
    amended = {"waivers": waivers, "corrections": corrections, "baseline": baseline}
    files = {"card": card, "grants": grants, **amended}
    named: dict[str, Any] = {name: Path(path).as_posix() for name, path in files.items() if path is not None}
    folders = tuple(Path(folder).as_posix() for folder in rules)
    arguments = Arguments(paths=tuple(map(shown, places)), rules=folders, **named)
    return answer(request_for(places, arguments, as_of), engine)
