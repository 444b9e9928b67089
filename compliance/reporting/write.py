"""The report on disk: whole or not at all."""

from collections.abc import Mapping
from pathlib import Path

from compliance.errors import UsageError
from compliance.model.report import Report
from compliance.reporting.catalog import FORMATS, NAMES, PDF
from compliance.reporting.printing import print_page
from compliance.writing import write_file


def write(report: Report, name: str, path: Path, options: Mapping[str, str] | None = None) -> None:
    """Write the report in the format of this name, replacing `path` in one step.

    Missing parent folders are made. A reader sees the old file or the new one,
    never half of it. Raises UsageError for an unknown format or a path that
    cannot be written.
    """
    if name not in NAMES:
        raise UsageError(f"There is no report format {name!r}.", remedy=f"Use one of {', '.join(NAMES)}.")
    write_file(path, _content(report, name, options))


def _content(report: Report, name: str, options: Mapping[str, str] | None) -> bytes:
    if name == PDF:
        return print_page(FORMATS["html"].render(report))
    return FORMATS[name].render(report, options).encode()
