"""What `--output` says: which reports and lists to write, where, and how."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from compliance.errors import UsageError
from compliance.inputs.project import project_root
from compliance.model.row_list import RowListKind
from compliance.reporting.catalog import FORMATS, NAMES, PDF, read_options

STANDARD_OUTPUT = Path("-")
GX = "gx"
"""Data Docs, which are a folder and no report."""


@dataclass(frozen=True)
class Output:
    """A report to write."""

    format: str
    path: Path
    options: Mapping[str, str] = field(default_factory=dict)
    """Told to the format."""

    @property
    def told(self) -> dict[str, str]:
        """All that the format is told: paths are those of the repository, unless another prefix is given."""
        takes = FORMATS[self.format].options if self.format in FORMATS else {}
        place = {"prefix": place_in_repository()} if "prefix" in takes else {}
        return place | dict(self.options)


def place_in_repository() -> str:
    """Return the current folder as seen from the root of its git repository; empty at the root."""
    here = Path.cwd().resolve()
    return "/".join(here.relative_to(project_root(here)).parts)


def split_output(text: str) -> tuple[str, str, str]:
    """Return format, file and options; those begin with the last question mark, if there is one."""
    name, _, rest = text.partition("=")
    path, mark, options = rest.rpartition("?")
    return (name, path, mark + options) if mark else (name, rest, "")


def read_outputs(texts: Collection[str], names: Collection[str] = NAMES) -> list[Output]:
    """Return what each `--output FORMAT=FILE?key=value` asks for. Raises UsageError.

    Options stand after the last `?`, so a file whose name holds one is named with another behind it.
    """
    outputs = []
    for text in texts:
        name, path, options = split_output(text)
        if name not in names or not path:
            raise UsageError(f"--output {text} is not FORMAT=FILE", remedy=f"formats are {', '.join(names)}")
        if name in {PDF, GX, *RowListKind} and path == "-":
            raise UsageError(f"{name} is no text for standard output", remedy="name a file")
        outputs.append(Output(name, Path(path), read_options(name, options.removeprefix("?"))))
    return outputs


def split_site(outputs: Collection[Output]) -> tuple[list[Output], Path | None]:
    """Return what is not Data Docs, and the folder of those. Raises UsageError for two folders."""
    sites = [output.path for output in outputs if output.format == GX]
    if len(sites) > 1:
        raise UsageError("Data Docs have one folder", remedy=f"say --output {GX}=FOLDER once")
    return [output for output in outputs if output.format != GX], next(iter(sites), None)


def read_lists(
    texts: Collection[str], more: Collection[str] = ()
) -> tuple[list[Output], tuple[tuple[RowListKind, Path], ...]]:
    """Return the reports and what is called *more* among all `--output`, and the lists of rows.

    Raises UsageError.
    """
    outputs = read_outputs(texts, (*NAMES, *RowListKind, *more))
    lists = tuple(
        (RowListKind(output.format), output.path) for output in outputs if output.format in {*RowListKind}
    )
    return [output for output in outputs if output.format not in {*RowListKind}], lists


def file_name(text: str) -> str:
    """Return what is left of a text as part of the name of a file; maybe nothing."""
    return re.sub(r"[^\w.-]+", "-", text).strip(".-")
