"""Settings, read: every fault of the file at its place, paths turned to the working directory."""

import datetime
import difflib
import shlex
from collections.abc import Iterator, Mapping
from os.path import relpath
from pathlib import Path

from compliance.caching import VARIABLE
from compliance.cli.config.keys import KEYS, Key, Shape
from compliance.cli.config.settings import TABLES, Level, Setting, Settings
from compliance.cli.outputs import split_output
from compliance.errors import ConfigurationError, Problem, UsageError
from compliance.inputs.configuration import ConfigurationFile
from compliance.inputs.yaml_file import Location
from compliance.storage import is_url

_KEYS = {key.name: key for key in KEYS}
_YES, _NO = frozenset({"1", "true", "yes", "on"}), frozenset({"0", "false", "no", "off"})


def read_settings(file: ConfigurationFile | None, environment: Mapping[str, str]) -> Settings:
    """Return the settings. Raises ConfigurationError with every fault of the file, and UsageError."""
    problems: list[Problem] = []
    tables = {} if file is None else dict(_read_file(file, problems))
    if problems:
        raise ConfigurationError(tuple(sorted(problems, key=lambda problem: (problem.line, problem.column))))
    shared = tables.pop("", {})
    return Settings(shared, tables, {setting.key.name: setting for setting in _read_environment(environment)})


def _read_file(file: ConfigurationFile, problems: list[Problem]) -> Iterator[tuple[str, Level]]:
    """Yield the settings of each table by its command; those of the top level have no command."""
    top = {name: given for name, given in file.value.items() if name not in TABLES}
    yield "", dict(_read_table(file, (), top, problems))
    for command in TABLES:
        given = file.value.get(command, {})
        if isinstance(given, dict):
            yield command, dict(_read_table(file, (command,), given, problems))
        else:
            problems.append(file.problem((command,), f"`{command}` is a table of settings"))


def _read_table(
    file: ConfigurationFile, at: Location, table: Mapping[str, object], problems: list[Problem]
) -> Iterator[tuple[str, Setting]]:
    for name, given in table.items():
        place = (*at, name)
        if name not in _KEYS:
            near = difflib.get_close_matches(name, [*_KEYS, *(() if at else TABLES)], n=1)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            problems.append(file.problem(place, f"there is no key `{name}`{hint}"))
            continue
        faults = list(_faults(file, place, _KEYS[name], given))
        problems += faults
        if not faults:
            words = tuple(relocated(_KEYS[name], text, file.folder) for text in _texts(_KEYS[name], given))
            yield name, Setting(_KEYS[name], words, file.place(place), is_from_file=True)
    if table.get("no_cache") is True and "cache_dir" in table:
        problems.append(file.problem((*at, "no_cache"), "`cache_dir` and `no_cache` exclude each other"))


def _faults(file: ConfigurationFile, place: Location, key: Key, given: object) -> Iterator[Problem]:
    """Yield what is wrong with a value, each item of a list by itself."""
    if key.shape.is_list and not isinstance(given, list):
        yield file.problem(place, f"`{key.name}` is {key.shape}, in brackets; found {_shown(given)}")
        return
    for index, item in enumerate(_items(given)):
        at = (*place, index) if key.shape.is_list else place
        text = _text(key.shape, item)
        if text is None:
            wanted = "text in quotes" if key.shape.is_list else key.shape
            yield file.problem(at, f"`{key.name}` takes {wanted}; found {_shown(item)}")
            continue
        fault = _fault(key, text) or _absence(key, text, file.folder)
        if fault:
            yield file.problem(at, f"`{key.name}`: {fault}")


def _fault(key: Key, text: str) -> str:
    try:
        key.refuse(text)
    except UsageError as error:
        said = f"{error.text}; {error.remedy}" if error.remedy else error.text
        return said.replace(f"--{key.name.replace('_', '-')} ", "")
    return ""


def _absence(key: Key, path: str, folder: Path) -> str:
    return (
        f"there is no file or folder {path}"
        if key.must_exist and not (folder / _expanded(path)).exists()
        else ""
    )


def _items(given: object) -> list[object]:
    return given if isinstance(given, list) else [given]


def _texts(key: Key, given: object) -> list[str]:
    return [text for item in _items(given) if (text := _text(key.shape, item)) is not None]


def _text(shape: Shape, item: object) -> str | None:
    """Return a value of the file as the command line has it; None for one of another kind."""
    match item:
        case bool():
            return str(item).lower() if shape is Shape.FLAG else None
        case int():
            return str(item) if shape is Shape.NUMBER else None
        case datetime.date() if not isinstance(item, datetime.datetime):
            return item.isoformat() if shape is Shape.TEXT else None
        case str():
            return item if item and shape not in {Shape.FLAG, Shape.NUMBER} else None
        case _:
            return None


def relocated(key: Key, text: str, folder: Path) -> str:
    """Return a text of the file as the working directory has it."""
    if key.shape is Shape.OUTPUTS:
        name, path, options = split_output(text)
        return text if path == "-" else f"{name}={_from_here(path, folder)}{options}"
    return _from_here(text, folder) if key.shape in {Shape.PATH, Shape.PATHS} else text


def _from_here(text: str, folder: Path) -> str:
    if is_url(text):
        return text
    path = _expanded(text)
    return path.as_posix() if path.is_absolute() else Path(relpath(folder / path)).as_posix()


def _expanded(text: str) -> Path:
    """Return a path, its tilde replaced as a shell would."""
    try:
        return Path(text).expanduser()
    except RuntimeError:  # nobody knows whose folder it is
        return Path(text)


def _read_environment(environment: Mapping[str, str]) -> Iterator[Setting]:
    for key in KEYS:
        text = environment.get(key.variable, "").strip()
        if text:
            yield Setting(key, _words(key, text), key.variable, is_from_file=False)


def _words(key: Key, text: str) -> tuple[str, ...]:
    """Return the words of a variable. Raises UsageError, which names it."""
    if key.shape is Shape.FLAG:
        if text.lower() not in _YES | _NO:
            raise UsageError(f"{key.variable} is {text!r}", remedy="write true or false")
        return ("true" if text.lower() in _YES else "false",)
    try:
        words = tuple(shlex.split(text)) if key.shape in {Shape.PATHS, Shape.OUTPUTS} else (text,)
    except ValueError as error:
        raise UsageError(f"{key.variable} is {text!r}: {error}", remedy="close the quote") from error
    # `contract` has commas here, and the folder of the cache may be `off`.
    single = text.split(",") if key.shape is Shape.WORDS else words
    for word in map(str.strip, single) if key.variable != VARIABLE else ():
        if fault := _fault(key, word):
            raise UsageError(f"{key.variable}: {fault}")
    return words


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
