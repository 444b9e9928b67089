"""`compliance doctor`: what is wrong with a set-up, and what to do."""

import datetime
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from compliance.caching import cache_folder
from compliance.cli import options
from compliance.cli.configuring import Choice
from compliance.cli.console import Terminal
from compliance.cli.doctor_data import look_at_datasets, read_datasets
from compliance.cli.doctor_machine import (
    look_at_cache,
    look_at_environment,
    look_at_extras,
    look_at_libraries,
    look_at_repository,
    requirements,
)
from compliance.cli.doctor_papers import look_at_registers, look_at_waivers
from compliance.cli.doctor_remark import Remark, State, fault, faults_of, fine
from compliance.cli.settings import Level
from compliance.errors import ComplianceError, UsageError
from compliance.inputs.amendments import AmendmentPaths
from compliance.inputs.datasets import DatasetReader
from compliance.inputs.discovery import Target, find_targets
from compliance.inputs.project import project_root
from compliance.model.exit_code import ExitCode
from compliance.pipeline import read_laws
from compliance.reporting.json_text import dump
from compliance.reporting.plain import prose
from compliance.reporting.sheet import Sheet
from compliance.reporting.wording import plural
from compliance.storage import read_place

_STYLES = {State.OK: "green", State.WARNING: "yellow", State.ERROR: "bold red"}
_WIDTH = 9
_GRAVEST = (ExitCode.USAGE, ExitCode.INCOMPLETE, ExitCode.NOTHING_EXAMINED)
_CONCLUSIONS = {
    ExitCode.COMPLIANT: ("READY", "bold green", "a check can run"),
    ExitCode.USAGE: ("NOT READY", "bold red", "no check can run"),
    ExitCode.INCOMPLETE: ("INCOMPLETE", "bold yellow", "a check can run, and cannot read everything"),
    ExitCode.NOTHING_EXAMINED: ("NOTHING TO EXAMINE", "bold yellow", "a check would find no rows"),
}

Form = Annotated[str, typer.Option("--format", metavar="NAME", help="text or json.")]


def doctor(
    context: typer.Context, paths: options.Paths = None, form: Form = "text", color: options.Color = "auto"
) -> None:
    """Say what is wrong with the set-up, and what to do: exit 0 if a check can run.

    Looks at libraries, configuration, rules, cards, manifests, registers and papers; judges nothing.
    Exit 2 if no check can run, 4 if some input cannot be read, 3 if there are no rows.
    """
    if form not in {"text", "json"}:
        raise UsageError(f"there is no format {form!r}", remedy="use text or json")
    terminal = Terminal(color)
    remarks = list(dict.fromkeys(_remarks(context.find_root().obj, tuple(paths or ()))))
    codes = {remark.code for remark in remarks}
    code = next((code for code in _GRAVEST if code in codes), ExitCode.COMPLIANT)
    if form == "json":
        terminal.write(dump({"exit_code": int(code), "remarks": [asdict(remark) for remark in remarks]}))
    else:
        terminal.write(_shown(remarks, code, terminal))
    raise typer.Exit(code)


def _remarks(choice: Choice, paths: Sequence[str]) -> list[Remark]:
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


def _shown(remarks: Sequence[Remark], code: ExitCode, terminal: Terminal) -> str:
    sheet = Sheet(terminal.width)
    for remark in remarks:
        label = (str(remark.state), _STYLES[remark.state])
        sheet.add((prose(remark.about), "bold"), f": {prose(remark.text)}", label=label, indent=_WIDTH)
        if remark.remedy:
            sheet.add(f"try: {prose(remark.remedy)}", indent=_WIDTH)
    headline, style, sentence = _CONCLUSIONS[code]
    counts = {state: sum(remark.state is state for remark in remarks) for state in State}
    errors = f"{plural(counts[State.ERROR], 'thing')} to put right, " if counts[State.ERROR] else ""
    sheet.gap()
    sheet.add((headline, style), f": {sentence}; {errors}{plural(counts[State.WARNING], 'warning')}.")
    return sheet.text(color=terminal.is_colored)
