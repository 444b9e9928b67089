"""The configuration: `compliance.toml`, or the table `tool.compliance` of a `pyproject.toml`."""

import os.path
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.errors import ConfigurationError, Problem
from compliance.inputs.project import folders_up, project_root
from compliance.inputs.yaml_file import Location

if TYPE_CHECKING:
    from compliance.inputs.toml_file import TomlFile

CONFIGURATION = "compliance.toml"
PYPROJECT = "pyproject.toml"
_TABLE = ("tool", "compliance")
# Most projects are not ours: what cannot hold the table is not parsed.
_MAY_HOLD_TABLE = re.compile(r"tool\W+compliance\b|\[\s*[\"']?tool[\"']?\s*\]")


@dataclass(frozen=True)
class ConfigurationFile:
    """What a team fixed once, as written: nothing in it is checked but that it is a table."""

    folder: Path
    """The folder of the file, absolute: paths in it are relative to that."""
    file: "TomlFile"
    table: Location
    """Where in the file the settings are."""
    value: dict[str, object]

    def problem(self, location: Location, text: str) -> Problem:
        """Return a problem at a setting."""
        return self.file.problem((*self.table, *location), text)

    def place(self, location: Location) -> str:
        """Return file, line and column of a setting."""
        found = self.problem(location, "")
        return f"{found.path}:{found.line}:{found.column}"


def find_configuration(folder: Path) -> ConfigurationFile | None:
    """Return the nearest configuration: in *folder*, or above it up to the root of the repository.

    Raises ConfigurationError when it is not TOML, or when there are two in one folder.
    """
    ups = folders_up(folder, project_root(folder))
    return next((found for up in ups if (found := _in(up, folder)) is not None), None)


def is_configured(folder: Path) -> bool:
    """Tell whether a run in the folder finds a configuration, right or wrong."""
    try:
        return find_configuration(folder) is not None
    except ConfigurationError:
        return True


def read_configuration(path: Path) -> ConfigurationFile:
    """Return the configuration in a file that was named. Raises ConfigurationError."""
    shown = path.as_posix()
    if path.name != PYPROJECT:
        file = _read(path, shown)
        return ConfigurationFile(path.parent.resolve(), file, (), file.value)
    found = _table_of(path, _read(path, shown))
    if found is None:
        raise ConfigurationError((Problem(shown, 1, 1, "there is no table [tool.compliance]"),))
    return found


def _in(folder: Path, here: Path) -> ConfigurationFile | None:
    own, shared = folder / CONFIGURATION, folder / PYPROJECT
    table = _read_pyproject(shared, _shown(shared, here)) if shared.is_file() else None
    if not own.is_file():
        return table
    shown = _shown(own, here)
    if table is not None:
        text = f"there is a table [tool.compliance] in {table.file.path}, too; keep one of them"
        raise ConfigurationError((Problem(shown, 1, 1, text),))
    file = _read(own, shown)
    return ConfigurationFile(folder, file, (), file.value)


def _read_pyproject(path: Path, shown: str) -> ConfigurationFile | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    return _table_of(path, _read(path, shown)) if _MAY_HOLD_TABLE.search(text) else None


def _table_of(path: Path, file: "TomlFile") -> ConfigurationFile | None:
    tool = file.value.get("tool")
    table = tool.get("compliance") if isinstance(tool, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise ConfigurationError((file.problem(_TABLE, "tool.compliance is a table of settings"),))
    return ConfigurationFile(path.parent.resolve(), file, _TABLE, table)


def _read(path: Path, shown: str) -> "TomlFile":
    from compliance.inputs.toml_file import read_toml  # noqa: PLC0415 - most folders have no configuration

    return read_toml(path, shown)


def _shown(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path, folder.resolve())).as_posix()
