"""Every command by name: one line here. A command is loaded when it is asked for, and no other with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

Loaded = TyperCommand | TyperGroup
_ELSEWHERE = (
    "Options may also stand in compliance.toml and in variables; `compliance config show` says who says what."
)


@dataclass(frozen=True)
class _Entry:
    """Where a command is."""

    module: str
    """Below `compliance.cli`."""
    name: str
    """Its function, or the Typer app of the commands below it."""
    kind: str | None = None
    """The class of a command that reads its words in a way of its own."""
    epilog: str | None = None


COMMANDS: Mapping[str, _Entry] = MappingProxyType(
    {
        "check": _Entry("check", "check", epilog=_ELSEWHERE),
        "audit": _Entry("audit", "audit", epilog=_ELSEWHERE),
        "diff": _Entry("diff", "diff", "WithPaths"),
        "verify": _Entry("verify", "verify"),
        "init": _Entry("init.command", "init"),
        "doctor": _Entry("doctor.command", "doctor"),
        "waive": _Entry("waive", "waive"),
        "explain": _Entry("explain", "explain"),
        "terms": _Entry("terms", "terms"),
        "baseline": _Entry("baseline", "baseline_app"),
        "report": _Entry("report", "report_app"),
        "rules": _Entry("rules", "rules_app"),
        "export": _Entry("export.command", "export_app"),
        "cache": _Entry("cache", "cache_app"),
        "config": _Entry("config.command", "config_app"),
    }
)
"""In the order of the help."""


class Commands(TyperGroup):
    """The commands of the program, of which those that are asked for are loaded."""

    # The context is of Typer's own copy of click, which has no public name to write here.
    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Return the names of all commands."""
        del ctx
        return [*COMMANDS]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Loaded | None:  # type: ignore[override]
        """Return a command; for a name that none has, load all, so that the nearest can be offered."""
        del ctx
        names = [cmd_name] if cmd_name in COMMANDS else COMMANDS
        found = {name: loaded(name) for name in names}
        self.commands.update(found)
        return found.get(cmd_name)


@cache
def loaded(name: str) -> Loaded:
    """Return the command of this name, or the group of commands."""
    entry = COMMANDS[name]
    module = import_module(f"compliance.cli.{entry.module}")
    found = getattr(module, entry.name)
    alone = typer.Typer(rich_markup_mode="rich", pretty_exceptions_enable=False)
    if isinstance(found, typer.Typer):
        alone.add_typer(found, name=name)
    else:
        kind = None if entry.kind is None else getattr(module, entry.kind)
        alone.command(name, cls=kind, epilog=entry.epilog)(found)
    return cast("Loaded", get_group(alone).commands[name])
