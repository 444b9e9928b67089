"""`compliance config`: what the options of a command are, and who says so."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from compliance.caching import VARIABLE
from compliance.cli import options
from compliance.cli.commands import Loaded, loaded
from compliance.cli.config.configuring import Choice
from compliance.cli.config.keys import KEYS
from compliance.cli.config.schema import configuration_schema
from compliance.cli.config.settings import TABLES, Setting
from compliance.cli.console import Terminal
from compliance.errors import UsageError
from compliance.reporting.json_text import dump
from compliance.reporting.plain import prose

config_app = typer.Typer(
    help="Show the options of a command and who says so, or the schema of the file.", no_args_is_help=True
)


Value = bool | str | list[str] | None


class Source(StrEnum):
    """Who says what holds, in the order of precedence."""

    COMMAND_LINE = "command line"
    ENVIRONMENT = "environment"
    FILE = "file"
    DEFAULT = "default"


@dataclass(frozen=True)
class Option:
    """One line of what is shown."""

    key: str
    value: Value
    source: Source
    at: str | None = None
    """The place in the file, or the variable."""


@config_app.command("show", context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
def show(
    context: typer.Context,
    command: Annotated[
        str, typer.Argument(metavar="COMMAND [OPTION]...", help=f"{' or '.join(TABLES)}, and its options.")
    ] = TABLES[0],
    form: Annotated[str, typer.Option("--format", metavar="NAME", help="text or json.")] = "text",
    color: options.Color = "auto",
) -> None:
    """Show every option of a command, its value, and who says so."""
    if command not in TABLES:
        raise UsageError(f"{command} has no configuration", remedy=f"name {' or '.join(TABLES)} first")
    if form not in {"text", "json"}:
        raise UsageError(f"there is no format {form!r}", remedy="use text or json")
    terminal = Terminal(color)
    choice: Choice = context.find_root().obj
    file = choice.file()
    path = None if file is None else file.file.path
    found = list(_options(context, command, choice))
    if form == "json":
        settings = [asdict(option) for option in found]
        terminal.write(dump({"command": command, "file": path, "settings": settings}))
        return
    terminal.write(f"compliance {command}, configured by {path or 'no file'}\n")
    terminal.out.print(_table(found), soft_wrap=False)


@config_app.command("schema")
def show_schema() -> None:
    """Print the JSON Schema of compliance.toml, for editors."""
    Terminal().write(dump(schema(loaded(TABLES[-1]))))


def schema(command: Loaded) -> dict[str, object]:
    """Return the JSON Schema; a key means what the option of the command means, which takes all."""
    helps = {parameter.name or "": getattr(parameter, "help", None) for parameter in command.params}
    return configuration_schema({name: text or "" for name, text in helps.items()})


def _options(context: typer.Context, command: str, choice: Choice) -> Iterator[Option]:
    settings = choice.settings()
    said = settings.of(command)
    parsed = loaded(command).make_context(
        command, list(context.args), parent=context.find_root(), default_map=settings.defaults(command)
    )
    defaults = {parameter.name: parameter.default for parameter in parsed.command.params}
    for key in KEYS:
        if key.parameter not in parsed.params:
            continue
        value = _plain(parsed.params[key.parameter])
        source = parsed.get_parameter_source(key.parameter)
        if source is not None and source.name == "COMMANDLINE":
            yield Option(key.name, value, Source.COMMAND_LINE)
        elif key.name in said:
            yield _said(said[key.name], value, _plain(defaults[key.parameter]))
        else:
            yield Option(key.name, value, Source.DEFAULT)


def _said(setting: Setting, value: Value, default: Value) -> Option:
    """Return what was said outside of the command line, unless it has given way to something there."""
    source = Source.FILE if setting.is_from_file else Source.ENVIRONMENT
    name = setting.key.name
    if setting.origin == VARIABLE:
        return Option(name, setting.words[0], source, setting.origin)
    if value == default != setting.value:
        return Option(name, value, Source.DEFAULT)
    return Option(name, value, source, setting.origin)


def _plain(value: object) -> Value:
    """Return the value of an option as JSON has it."""
    match value:
        case None | bool():
            return value
        case list() | tuple():
            return [str(item) for item in value]
        case _:
            return str(value)


def _table(found: list[Option]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True)
    defaults = {key.name: key.default.replace("`", "") for key in KEYS}
    for option in found:
        style = "dim" if option.source is Source.DEFAULT else ""
        words = _words(option.value) or defaults[option.key]
        table.add_row(option.key, Text(words), option.at or option.source, style=style)
    return table


def _words(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return "\n".join(map(prose, value))
        case _:
            return prose(value)
