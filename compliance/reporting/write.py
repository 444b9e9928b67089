"""The report on disk: whole or not at all."""

import os
from pathlib import Path
from uuid import uuid4

from compliance.errors import UsageError
from compliance.model.report import Report
from compliance.reporting.catalog import FORMATS


def write(report: Report, name: str, path: Path) -> None:
    """Write the report in the format of this name, replacing `path` in one step.

    Missing parent folders are made. A reader sees the old file or the new one,
    never half of it. Raises UsageError for an unknown format or a path that
    cannot be written.
    """
    if name not in FORMATS:
        raise UsageError(f"There is no report format {name!r}.", remedy=f"Use one of {', '.join(FORMATS)}.")
    content = FORMATS[name].render(report).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror}.", remedy="Choose another path."
        ) from error


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{uuid4().hex}.part")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
