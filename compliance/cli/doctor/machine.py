"""The machine as `compliance doctor` looks at it: libraries, extras, cache and repository."""

import difflib
import importlib.util
import os
import platform
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path

from compliance.cache_limit import LIMIT_VARIABLE
from compliance.cli.config import configuring
from compliance.cli.config.keys import KEYS
from compliance.cli.doctor.remark import Remark, fault, faults_of, fine, warning
from compliance.cli.options import COMMIT, read_as_of
from compliance.errors import UsageError
from compliance.reporting.catalog import PDF
from compliance.reporting.printing import find_browser
from compliance.version import VERSION

_SHOWN = ("duckdb", "pyarrow")
_REQUIREMENT = re.compile(r"([\w.-]+)>=([\d.]+)")
_LITTLE_SPACE = 500_000_000
_VARIABLES = frozenset({configuring.VARIABLE, LIMIT_VARIABLE, *(key.variable for key in KEYS)})
_PREFIX = "COMPLIANCE_"


def look_at_libraries(needed: Iterable[tuple[str, str]]) -> Iterator[Remark]:
    """Yield the versions, and a fault for each library that is missing or older than what is needed."""
    versions = ", ".join(f"{name} {_version(name) or 'missing'}" for name in _SHOWN)
    yield fine("compliance", f"{VERSION}, Python {platform.python_version()}, {versions}")
    for name, least in needed:
        found = _version(name)
        if found is None:
            yield fault(name, "it is not installed", f"pip install '{name}>={least}'")
        elif _numbers(found) < _numbers(least):
            yield fault(name, f"version {found} is too old", f"pip install '{name}>={least}'")


def look_at_extras(engine: str, outputs: Collection[str]) -> Iterator[Remark]:
    """Yield what is missing for the engine that is chosen, and for the reports that are written."""
    if engine == "spark":
        has_java = shutil.which("java") or os.environ.get("JAVA_HOME")
        if importlib.util.find_spec("pyspark") is None:
            yield fault("Spark", "it is not installed", "pip install 'compliance[spark]'")
        if not has_java:
            yield fault("Spark", "there is no Java", "install Java 17 or later and set JAVA_HOME")
        elif importlib.util.find_spec("pyspark") is not None:
            yield fine("Spark", f"pyspark {_version('pyspark')}, and Java")
    if any(output.startswith(f"{PDF}=") for output in outputs) and find_browser() is None:
        yield fault(
            "PDF", "it needs Chromium or Chrome, and there is none", "install chromium, or write html"
        )


def look_at_cache(folder: Path | None) -> Iterator[Remark]:
    """Yield whether runs can keep what they computed; without that they work, and are slower."""
    if folder is None:
        yield fine("cache", "switched off: every run scans every file")
        return
    there = next(up for up in (folder.absolute(), *folder.absolute().parents) if up.exists())
    remedy = "name another with --cache, cache_dir or COMPLIANCE_CACHE_DIR"
    if not there.is_dir():
        yield warning("cache", f"{there} is no folder, so nothing is kept", remedy)
    elif not os.access(there, os.W_OK | os.X_OK):
        yield warning("cache", f"{folder} cannot be written, so nothing is kept", remedy)
    elif (free := shutil.disk_usage(there).free) < _LITTLE_SPACE:
        yield warning("cache", f"there are only {free:,} bytes left for {folder}", f"make room, or {remedy}")
    else:
        yield fine("cache", str(folder))


def look_at_environment(environment: Mapping[str, str]) -> Iterator[Remark]:
    """Yield variables that look like settings and are none."""
    for name in sorted(environment):
        if name.startswith(_PREFIX) and name not in _VARIABLES:
            near = difflib.get_close_matches(name, _VARIABLES, n=1)
            yield warning(
                name, "nothing reads this variable", f"it may be meant as {near[0]}" if near else "unset it"
            )


def look_at_repository(root: Path, as_of: str | None) -> Iterator[Remark]:
    """Yield whether git can tell the day of the commit, and what it can be compared with."""
    if as_of == COMMIT:
        try:
            yield fine("git", f"the day of the commit is {read_as_of(as_of)}")
        except UsageError as error:
            yield from faults_of("git", error)
    if (root / ".git" / "shallow").is_file():
        remedy = "git fetch --unshallow; in CI, fetch-depth: 0 or GIT_DEPTH: 0"
        yield warning("git", "this clone is shallow: commits to compare with may be missing", remedy)


def requirements() -> Iterable[tuple[str, str]]:
    """Return name and least version of each library that is always needed."""
    try:
        stated = metadata.requires("compliance") or []
    except metadata.PackageNotFoundError:
        return []
    found = (_REQUIREMENT.fullmatch(text.strip()) for text in stated)
    return [(match[1], match[2]) for match in found if match]


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])
