"""Between the words of a command line and its defaults: the configuration and the environment."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path

import typer

from compliance.cli.commands import loaded
from compliance.cli.config.reading_settings import read_settings
from compliance.cli.config.settings import TABLES, Settings
from compliance.errors import ComplianceError, UsageError
from compliance.inputs.configuration import ConfigurationFile, find_configuration, read_configuration

VARIABLE = "COMPLIANCE_CONFIG"
_NAMED, _ALONE = "--config", "--no-config"
_SHARED = frozenset({"rules", "cache", "no_cache", "color", "quiet"}) | {
    *("engine", "spark_master", "threads", "memory_limit"),
}
"""Parameters that mean the same wherever a command has them."""
_SHARING = frozenset({"diff", "explain", "terms", "rules", "cache"})
"""Commands that have some of them."""
_LIKE_CHECK = frozenset({"baseline", "export", "waive"})
"""Commands that judge as `check` would."""


@dataclass(frozen=True)
class Choice:
    """Which configuration is asked for; by default the nearest."""

    path: Path | None = None
    is_none: bool = False

    def file(self) -> ConfigurationFile | None:
        """Return the configuration, if there is to be one. Raises ConfigurationError and UsageError."""
        if self.path is not None and self.is_none:
            raise UsageError(f"{_NAMED} and {_ALONE} exclude each other", remedy="give one of them")
        if self.is_none:
            return None
        named = self.path or os.environ.get(VARIABLE)
        return read_configuration(Path(named)) if named else find_configuration(Path())

    def settings(self) -> Settings:
        """Return what it and the environment say. Raises ConfigurationError and UsageError."""
        return read_settings(self.file(), os.environ)


def configure(context: typer.Context, choice: Choice) -> None:
    """Make what the configuration and the environment say the defaults of the command to come.

    Raises ConfigurationError and UsageError, unless somebody only asks for help.
    """
    is_help, context.obj = context.obj, choice
    name = context.invoked_subcommand
    if name not in {*TABLES, *_SHARING, *_LIKE_CHECK}:
        return
    try:
        said = choice.settings().defaults("check" if name in _LIKE_CHECK else name)
    except ComplianceError:
        if is_help:
            return
        raise
    if name in _SHARING:
        said = {parameter: value for parameter, value in said.items() if parameter in _SHARED}
    below = getattr(loaded(name), "commands", None)
    context.default_map = {name: dict.fromkeys(below, said) if below else said}


def asks_for_help(arguments: Iterable[str]) -> bool:
    """Tell whether a command line asks what it could be, whatever the configuration says."""
    return "--help" in takewhile(lambda word: word != "--", arguments)


def global_first(arguments: Iterable[str]) -> list[str]:
    """Return the words with `--config FILE` and `--no-config` first: they may stand after the command."""
    first: list[str] = []
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == _NAMED:
            first += [word, *islice(words, 1)]
        elif word == _ALONE or word.startswith(f"{_NAMED}="):
            first.append(word)
        else:
            rest.append(word)
    return [*first, *rest]
