"""A report from disk: the file that `--output json` wrote, or a page that holds it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from compliance.errors import UsageError
from compliance.model.input import Input
from compliance.model.report import Report
from compliance.reporting.embedding import extracted
from compliance.reporting.reading_v1 import read_report

_PAGE = b"<!DOCTYPE html>"
_LIMIT_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True)
class ReportFile:
    """A report and the file it was read from."""

    report: Report
    input: Input
    page: str | None = None
    """The whole text, if it is a page."""


def read(path: Path) -> ReportFile:
    """Return the report in a file. Raises UsageError for a file that is none."""
    content = _content(path)
    shown = path.as_posix()
    recorded = Input(shown, "report", hashlib.sha256(content).hexdigest(), len(content))
    if not content.startswith(_PAGE):
        return ReportFile(read_report(content, shown), recorded)
    page = content.decode(errors="replace")
    return ReportFile(read_report(extracted(page, shown), shown), recorded, page)


def _content(path: Path) -> bytes:
    try:
        if path.is_file() and path.stat().st_size <= _LIMIT_BYTES:
            return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", remedy="check the path") from error
    if path.is_file():
        raise UsageError(
            f"{path} is larger than {_LIMIT_BYTES // 1024 // 1024} MiB", remedy="it is no report"
        )
    raise UsageError(f"there is no report at {path}", remedy="check the path")
