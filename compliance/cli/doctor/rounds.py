"""All that a check would use, as `compliance doctor` looks at it, one after the other."""

import datetime
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from compliance.caching import cache_folder
from compliance.cli import options
from compliance.cli.config.configuring import Choice
from compliance.cli.config.settings import Level
from compliance.cli.doctor.data import look_at_datasets, read_datasets
from compliance.cli.doctor.machine import (
    look_at_cache,
    look_at_environment,
    look_at_extras,
    look_at_libraries,
    look_at_repository,
    requirements,
)
from compliance.cli.doctor.papers import look_at_registers, look_at_waivers
from compliance.cli.doctor.remark import Remark, fault, faults_of, fine
from compliance.cli.doctor.settings import look_at_settings
from compliance.errors import ComplianceError, UsageError
from compliance.inputs.amendments import AmendmentPaths
from compliance.inputs.datasets import DatasetReader
from compliance.inputs.discovery import Target, find_targets
from compliance.inputs.project import project_root
from compliance.laws import read_laws
from compliance.reporting.wording import plural
from compliance.storage import read_place


def look_at_everything(choice: Choice, paths: Sequence[str]) -> list[Remark]:
    """Return what there is to say of the set-up; *paths* come before those of the configuration."""
    remarks = [*look_at_libraries(requirements()), *look_at_environment(os.environ)]
    said = _settings(choice, remarks)
    cache = _cache(said)
    as_of = _one(said, "as_of")
    root = project_root(Path())
    remarks += look_at_extras(_one(said, "engine") or "", _all(said, "output"))
    remarks += look_at_cache(cache)
    remarks += look_at_repository(root, as_of)
    remarks += _rules(_all(said, "rules"), cache)
    amendments = AmendmentPaths(_path(said, "waivers"), _path(said, "corrections"), _path(said, "baseline"))
    reader = DatasetReader(Path(), _path(said, "grants"), root, amendments, cache)
    datasets = read_datasets(reader, _targets(paths or _all(said, "paths"), remarks), remarks)
    remarks += look_at_datasets(datasets)
    day = _day(as_of)
    return [*remarks, *look_at_registers(datasets, day), *look_at_waivers(datasets, day)]


def _settings(choice: Choice, remarks: list[Remark]) -> Level:
    """Return what configuration and environment say for a check, and remark on it."""
    try:
        file, settings = choice.file(), choice.settings()
    except ComplianceError as error:
        remarks += faults_of("configuration", error)
        return {}
    remarks.append(fine("configuration", file.file.path if file else "no file"))
    remarks += look_at_settings(settings)
    return settings.of("check")


def _rules(folders: Sequence[str], cache: Path | None) -> Iterator[Remark]:
    try:
        laws = read_laws(tuple(map(Path, folders)), cache)
    except ComplianceError as error:
        yield from faults_of("rules", error)
    else:
        rules, packs = len(laws.packs.rules), len(laws.packs.packs)
        yield fine("rules", f"{plural(rules, 'rule')} in {plural(packs, 'pack')}")


def _targets(paths: Sequence[str], remarks: list[Remark]) -> tuple[Target, ...]:
    try:
        return find_targets(tuple(map(read_place, paths)))
    except UsageError as error:
        remarks.append(fault("datasets", error.text, f"{error.remedy}; compliance init writes cards"))
        return ()


def _all(said: Level, name: str) -> tuple[str, ...]:
    return said[name].words if name in said else ()


def _one(said: Level, name: str) -> str | None:
    return next(iter(_all(said, name)), None)


def _path(said: Level, name: str) -> Path | None:
    text = _one(said, name)
    return None if text is None else Path(text)


def _cache(said: Level) -> Path | None:
    if _one(said, "no_cache") == "true":
        return None
    is_from_file = "cache_dir" in said and said["cache_dir"].is_from_file
    return _path(said, "cache_dir") if is_from_file else cache_folder()


def _day(as_of: str | None) -> datetime.date:
    """Return the day that papers are looked at; today, where git does not tell."""
    try:
        return options.read_as_of(as_of)
    except UsageError:
        return options.read_as_of(None)
